#include <string>
#include <vector>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const Statement& statement, RuleContext& context) {
  const graph_change::Change change = graph_change::unbatched(context);
  if (change.how != graph_change::Unbatched::one_row) return;
  const Operation& batch = statement.operations[graph_change::clause_of(*change.operation)->batch];
  const auto* subquery = batch.as<graph::CallInTransactions>();
  const auto batches = subquery ? graph_change::in_batches(context, subquery->body) : std::nullopt;
  context.report(subquery ? subquery->body : change.operation->span)
      .say(
          "one row drives these batches, so that all of them are one transaction: for {all} it holds as much as no "
          "batching at all",
          {{"all", graph_change::all_of(change)}})
      .help(subquery ? "match outside the braces, so that each row found is a row to batch"
                     : "match in the first query, so that each row found is a row to batch",
            batches ? std::vector{*batches} : std::vector<std::string>{});
}

extern const Rule call_in_transactions_without_batching = on_statement(check);

}  // namespace godwit::rules::cypher
