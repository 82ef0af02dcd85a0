#include "dialects/postgres/plpgsql/variables.h"

namespace godwit::postgres {

void Variables::set(Scope& scope, std::size_t number, const Value& value) const {
  const CodeVariable& variable = all_[number];
  switch (variable.kind) {
    case VariableKind::scalar:
      if (variable.name.empty()) return;
      scope.variables[variable.name] = variable.ambiguous      ? Value::unknown()
                                       : variable.type.empty() ? value
                                                               : cast(value, variable.type);
      return;
    case VariableKind::record:
      return forget_record(scope, variable.name);
    case VariableKind::field:
      scope.variables[all_[variable.record].name + "." + variable.name] = value;
      return;
    case VariableKind::row:
      return;
  }
}

void Variables::set_target(Scope& scope, std::size_t number, const std::vector<Value>& values) const {
  const CodeVariable& variable = all_[number];
  if (variable.kind != VariableKind::row) return set(scope, number, values.empty() ? Value::unknown() : values.front());
  for (std::size_t i = 0; i < variable.members.size(); ++i)
    if (variable.members[i]) set(scope, *variable.members[i], i < values.size() ? values[i] : Value::unknown());
}

void Variables::forget_record(Scope& scope, const std::string& record) {
  std::erase_if(scope.variables, [&](const auto& each) { return each.first.starts_with(record + "."); });
}

void Variables::forget_assigned(Scope& scope, const CodeStatement& statement) const {
  for (const std::size_t each : statement.targets) set_target(scope, each, {});
  for (const CodeBranch& each : statement.branches) forget_assigned(scope, each.body);
  forget_assigned(scope, statement.body);
  for (const std::vector<CodeStatement>& each : statement.handlers) forget_assigned(scope, each);
}

void Variables::forget_assigned(Scope& scope, const std::vector<CodeStatement>& statements) const {
  for (const CodeStatement& each : statements) forget_assigned(scope, each);
}

}  // namespace godwit::postgres
