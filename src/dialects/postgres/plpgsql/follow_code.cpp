#include "dialects/postgres/plpgsql/follow_code.h"

#include "dialects/postgres/plpgsql/run.h"

namespace godwit::postgres {
namespace {

CodeCall call_of(const Name& function, const std::vector<Argument>& arguments, bool for_each_row) {
  CodeCall out{function, {}, for_each_row};
  for (const Argument& each : arguments)
    out.arguments.push_back({each.name, each.constant ? Value::of(*each.constant) : Value::unknown()});
  return out;
}

std::vector<CodeCall> calls_of(const Operation& operation) {
  std::vector<CodeCall> out;
  const auto add = [&](const std::vector<Call>& calls, bool for_each_row) {
    for (const Call& each : calls) out.push_back(call_of(each.function, each.arguments, for_each_row));
  };
  if (const auto* read = operation.as<ReadRows>()) add(read->query.calls, !read->query.reads.empty());
  if (const auto* change = operation.as<ChangeRows>()) add(change->calls, true);
  if (const auto* create = operation.as<CreateTable>(); create && create->as)
    add(create->as->calls, !create->as->reads.empty());
  if (const auto* call = operation.as<CallProcedure>()) out.push_back(call_of(call->procedure, call->arguments, false));
  return out;
}

}  // namespace

void follow_code(Statement& statement, const World& world) {
  const Explain* explain = statement.operations.empty() ? nullptr : statement.operations.front().as<Explain>();
  if (explain && !explain->executes) return;
  CodeRun run(statement, world.catalog);
  const std::size_t written = statement.operations.size();
  for (std::size_t i = 0; i < written; ++i) {
    // Copies: operations are added meanwhile.
    if (const auto* code = statement.operations[i].as<RunCode>())
      run.block(RunCode(*code), {statement.span, false});
    else if (world.catalog.defines_functions())
      for (const CodeCall& each : calls_of(statement.operations[i])) run.follow(each, {statement.span, false});
  }
  run.finish();
}

}  // namespace godwit::postgres
