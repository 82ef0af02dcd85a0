#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const graph::CallInTransactions& op, const Operation& operation, RuleContext& context) {
  if (!op.clause.collected || reach(op.clause, context.statement(), context.world()) == GraphReach::few) return;
  const Operation* list = graph_change::source_of_rows(op.clause, context);
  context.report(list ? list->span : operation.span)
      .say("collect() gathers everything in memory before the first batch begins, which is what batches are to avoid")
      .help("leave out collect() and UNWIND: the rows of MATCH go to the batches one by one");
}

extern const Rule collect_before_batching = on<graph::CallInTransactions, check>();

}  // namespace godwit::rules::cypher
