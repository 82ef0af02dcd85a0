#include "dialects/postgres/plpgsql/variables.h"

namespace godwit::postgres {
namespace {

/// Variables that nobody declared: of a CASE, of an EXCEPTION block.
bool made_up(const std::string& name) { return name.starts_with("__Case") || name == "sqlstate" || name == "sqlerrm"; }

}  // namespace

const Json& part(const Json& node, const char* field) {
  static const Json none = Json::object();
  const auto found = node.find(field);
  return found == node.end() ? none : *found;
}

Variables::Variables(const Json& function) : datums_(part(function, "datums")) {
  collect(part(function, "action"));
  std::set<std::string> names;
  for (const Json& each : datums_)
    for (const auto& [kind, datum] : each.items()) {
      const std::string name = datum.value("refname", std::string());
      if (kind == "PLpgSQL_row" || name.empty() ||
          loop_variables_.contains({name, datum.value("lineno", std::size_t{0})}))
        continue;
      if (!names.insert(name).second) ambiguous_.insert(name);
      if (kind == "PLpgSQL_var" && !made_up(name))
        types_[name] = part(part(datum, "datatype"), "PLpgSQL_type").value("typname", std::string());
    }
}

void Variables::collect(const Json& node) {
  if (node.is_array())
    for (const Json& each : node) collect(each);
  if (!node.is_object()) return;
  for (const auto& [key, value] : node.items()) {
    if (!value.is_structured()) continue;
    if (key == "PLpgSQL_stmt_block") block_lines_.insert(value.value("lineno", std::size_t{0}));
    if (key == "PLpgSQL_stmt_fori") {
      const Json& variable = part(part(value, "var"), "PLpgSQL_var");
      loop_variables_.insert({variable.value("refname", std::string()), variable.value("lineno", std::size_t{0})});
    }
    collect(value);
  }
}

std::vector<std::pair<std::string, const Json*>> Variables::declared_by(std::size_t block_line) const {
  std::vector<std::pair<std::string, const Json*>> out;
  for (const Json& each : datums_) {
    const auto variable = each.find("PLpgSQL_var");
    if (variable == each.end()) continue;
    const auto line = variable->value("lineno", std::size_t{0});
    const auto owner = block_lines_.lower_bound(line);  // the first BEGIN behind the declaration
    const auto name = variable->value("refname", std::string());
    if (made_up(name) || loop_variables_.contains({name, line})) continue;
    if (line == 0 || owner == block_lines_.end() || *owner != block_line) continue;
    const auto initial = variable->find("default_val");
    out.emplace_back(name, initial == variable->end() ? nullptr : &*initial);
  }
  // Two blocks begin on one line: whose the declarations are is not told.
  if (block_lines_.count(block_line) > 1) out.clear();
  return out;
}

void Variables::set(Scope& scope, const std::string& name, const Value& value) const {
  if (name.empty()) return;
  if (ambiguous_.contains(name)) {
    scope.variables[name] = Value::unknown();
    return;
  }
  const auto type = types_.find(name);
  scope.variables[name] = type == types_.end() ? value : cast(value, type->second);
}

void Variables::set(Scope& scope, std::size_t number, const Value& value) const {
  if (number >= datums_.size()) return;
  const Json& datum = datums_[number];
  if (const auto variable = datum.find("PLpgSQL_var"); variable != datum.end())
    return set(scope, variable->value("refname", std::string()), value);
  if (const auto record = datum.find("PLpgSQL_rec"); record != datum.end())
    return forget_record(scope, record->value("refname", std::string()));
  const auto field = datum.find("PLpgSQL_recfield");
  if (field == datum.end()) return;
  const auto parent = field->value("recparentno", std::size_t{0});
  if (parent >= datums_.size()) return;
  scope.variables[part(datums_[parent], "PLpgSQL_rec").value("refname", std::string()) + "." +
                  field->value("fieldname", std::string())] = value;
}

void Variables::set_target(Scope& scope, const Json& target, const std::vector<Value>& values) const {
  if (const Json& record = part(target, "PLpgSQL_rec"); !record.empty())
    forget_record(scope, record.value("refname", std::string()));
  if (const Json& variable = part(target, "PLpgSQL_var"); !variable.empty())
    set(scope, variable.value("refname", std::string()), values.empty() ? Value::unknown() : values.front());
  const Json& fields = part(part(target, "PLpgSQL_row"), "fields");
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (!fields[i].is_null())
      set(scope, fields[i].value("varno", std::size_t{0}), i < values.size() ? values[i] : Value::unknown());
}

void Variables::forget_record(Scope& scope, const std::string& record) {
  std::erase_if(scope.variables, [&](const auto& each) { return each.first.starts_with(record + "."); });
}

void Variables::forget_assigned(Scope& scope, const Json& statements) const {
  if (statements.is_array())
    for (const Json& each : statements) forget_assigned(scope, each);
  if (!statements.is_object()) return;
  for (const auto& [key, value] : statements.items()) {
    if (!value.is_structured()) continue;
    if (key == "PLpgSQL_stmt_assign" || key == "PLpgSQL_stmt_foreach_a")
      set(scope, value.value("varno", std::size_t{0}), Value::unknown());
    if (key == "PLpgSQL_diag_item") set(scope, value.value("target", std::size_t{0}), Value::unknown());
    if (key == "target" || key == "var") set_target(scope, value, {});
    forget_assigned(scope, value);
  }
}

const Json* Variables::bound_cursor(std::size_t number) const {
  if (number >= datums_.size()) return nullptr;
  const Json& variable = part(datums_[number], "PLpgSQL_var");
  const auto found = variable.find("cursor_explicit_expr");
  return found == variable.end() ? nullptr : &variable;
}

}  // namespace godwit::postgres
