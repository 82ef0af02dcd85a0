#include <string>
#include <vector>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const Statement& statement, RuleContext& context) {
  const graph_change::Change change = graph_change::unbatched(context);
  if (change.how != graph_change::Unbatched::limited) return;
  const std::uint32_t number = graph_change::clause_of(*change.operation)->batch;
  const auto* call =
      number == graph::no_operation ? nullptr : statement.operations[number].as<graph::CallInTransactions>();
  const auto batches = graph_change::in_batches(context, call ? call->body : statement.span);
  context.report(change.operation->span)
      .say(
          "this is done for {count} rows and no more: the migration counts as done, and all further ones stay as they "
          "are",
          {{"count", std::to_string(*graph_change::clause_of(*change.operation)->limit)}})
      .help(graph_change::in_batches_help(context), batches ? std::vector{*batches} : std::vector<std::string>{});
}

extern const Rule rows_limited_once = on_statement(check);

}  // namespace godwit::rules::cypher
