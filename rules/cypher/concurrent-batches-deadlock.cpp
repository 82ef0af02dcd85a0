#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

using OnError = graph::CallInTransactions::OnError;

static void check(const graph::CallInTransactions& op, const Operation& operation, RuleContext& context) {
  if (!op.concurrent || op.on_error >= OnError::retry || graph_change::says(context, operation.span, "DISJOINT"))
    return;
  const Operation* found = graph_change::locks_others(operation, context);
  if (!found) return;
  const bool retries = context.world().server.at_least(202503);
  context.report(found->span)
      .say(
          "batches that run at the same time lock the nodes at both ends: two that meet at the same nodes may end in a "
          "deadlock, and one of "
          "them fails")
      .help(retries ? "let it try again: `ON ERROR RETRY`" : "take CONCURRENT away: one batch after the other");
}

extern const Rule concurrent_batches_deadlock = on<graph::CallInTransactions, check>();

}  // namespace godwit::rules::cypher
