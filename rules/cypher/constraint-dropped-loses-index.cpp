#include <algorithm>

#include <godwit/ir/graph/neo4j_locks.h>
#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

/// Whether the migration says what is to take its place, even where the server refuses that.
static bool is_replaced(const graph::Schema& over, const RuleContext& context) {
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations)
      if (const auto* made = operation.as<graph::CreateConstraint>(); made && made->over == over) return true;
  return false;
}

/// What this migration has dropped of that name, where an index went with it and nothing took its place.
static const GraphConstraint* lost(const graph::DropConstraint& op, const RuleContext& context) {
  const GraphSchema& graph = context.world().catalog.graph;
  const auto& dropped = graph.dropped_constraints();
  const auto gone = std::find_if(dropped.rbegin(), dropped.rend(), [&](const GraphConstraint& each) {
    const bool meant = op.name.empty() ? each.over == op.over : each.name == op.name;
    return meant && each.made.migration == context.world().now.migration;
  });
  if (gone == dropped.rend() || gone->over.properties.empty()) return nullptr;
  if (gone->kind != graph::ConstraintKind::unique && gone->kind != graph::ConstraintKind::key) return nullptr;
  if (is_replaced(gone->over, context)) return nullptr;
  for (const GraphIndex& each : graph.indexes())
    if (each.over.entity == gone->over.entity && each.over.labels == gone->over.labels &&
        !each.over.properties.empty() && each.over.properties.front() == gone->over.properties.front())
      return nullptr;
  return &*gone;
}

static bool is_used(const StatementRecord& record) {
  const auto& relations = record.result.relations;
  return std::any_of(relations.begin(), relations.end(), [](const RelationEffect& each) {
    return each.lock == neo4j_lock::label_exclusive && each.in_use == Known::yes;
  });
}

static void check(RuleContext& context) {
  for (const StatementRecord& record : context.records()) {
    if (cannot_run(record.result) || !is_used(record)) continue;
    for (const Operation& operation : record.statement.operations) {
      const auto* op = operation.as<graph::DropConstraint>();
      const GraphConstraint* gone = op ? lost(*op, context) : nullptr;
      if (!gone) continue;
      context.go_to(record);
      const std::string name = graph_advice::name(graph_advice::made_name(gone->over, "index"));
      const bool relationships = gone->over.entity == graph::Entity::relationship;
      context.report(operation.span)
          .say(relationships
                   ? "`{over}` loses its index, too: each lookup by it reads every `{label}` from now on"
                   : "`{over}` loses its index, too: each MATCH and MERGE by it reads every `{label}` from now on",
               {{"over", graph_advice::shown_with_properties(gone->over)}, {"label", graph_advice::shown(gone->over)}})
          .help("make an index in its place, in the same migration",
                {std::string(context.text(operation.span)) + ";\nCREATE INDEX " + name + " IF NOT EXISTS " +
                 graph_advice::index_pattern(gone->over) + ";"});
    }
  }
}

extern const Rule constraint_dropped_loses_index = on_migration(check);

}  // namespace godwit::rules::cypher
