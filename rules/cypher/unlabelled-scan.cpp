#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// Whether some of all that is read is wanted: who wants all of it has to read all.
static bool wants_some(const Operation& operation, const RuleContext& context) {
  if (operation.as<graph::Merge>()) return true;
  const auto* match = operation.as<graph::Match>();
  if (!match) return false;
  if (graph_change::says(context, operation.span, "WHERE")) return true;
  for (const graph::Pattern& pattern : match->patterns) {
    for (const graph::PatternNode& node : pattern.nodes)
      if (!node.tests.empty()) return true;
    for (const graph::PatternRelationship& each : pattern.relationships)
      if (!each.tests.empty()) return true;
  }
  return false;
}

static void check(const Statement& statement, RuleContext& context) {
  if (!graph_change::statement_writes(context)) return;
  for (const PlanEffect& plan : context.effects().plan) {
    const bool nodes = plan.kind == PlanEffect::Kind::all_nodes_scan;
    if (!nodes && plan.kind != PlanEffect::Kind::all_relationships_scan) continue;
    const Operation& operation = statement.operations[plan.operation];
    if (!wants_some(operation, context)) continue;
    context.report(RuleContext::place_of(plan.span, operation))
        .say(nodes ? "every node of the database is read to find these, whatever its label"
                   : "every relationship of the database is read to find these, whatever its type")
        .help(nodes ? "say which label they have: an index is over a label"
                    : "say which type they have, or which label an end has");
  }
}

extern const Rule unlabelled_scan = on_statement(check);

}  // namespace godwit::rules::cypher
