#include <algorithm>
#include <string>

#include <godwit/rules/graph_change.h>

namespace godwit::rules::cypher {

using OnError = graph::CallInTransactions::OnError;

static bool joins(const std::vector<graph::Pattern>& patterns) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [](const graph::Pattern& each) { return !each.relationships.empty(); });
}

/// What locks nodes that another batch may be working on: both ends of a relationship, and what a MERGE finds.
static bool locks_others(const Operation& operation) {
  if (operation.as<graph::Merge>()) return true;
  if (const auto* create = operation.as<graph::Create>()) return joins(create->patterns);
  const auto* deleted = operation.as<graph::Delete>();
  return deleted && (deleted->detach ||
                     std::any_of(deleted->deleted.begin(), deleted->deleted.end(),
                                 [](const graph::Bound& each) { return each.entity == graph::Entity::relationship; }));
}

static void check(const graph::CallInTransactions& op, const Operation& operation, RuleContext& context) {
  if (!op.concurrent || op.on_error >= OnError::retry || graph_change::says(context, operation.span, "DISJOINT"))
    return;
  const auto& all = context.statement().operations;
  const auto number = static_cast<std::uint32_t>(&operation - all.data());
  const auto found = std::find_if(all.begin(), all.end(), [&](const Operation& each) {
    const graph::Clause* clause = graph_change::clause_of(each);
    return clause && clause->batch == number && locks_others(each);
  });
  if (found == all.end()) return;
  const bool retries = context.world().neo4j.version >= 202503;
  context.report(found->span)
      .say(
          "batches that run at the same time lock the nodes at both ends: two that meet at the same nodes may end in a "
          "deadlock, and one of "
          "them fails")
      .help(retries ? "let it try again: `ON ERROR RETRY`" : "take CONCURRENT away: one batch after the other");
}

extern const Rule concurrent_batches_deadlock = on<graph::CallInTransactions, check>();

}  // namespace godwit::rules::cypher
