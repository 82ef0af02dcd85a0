#include <algorithm>
#include <string>
#include <vector>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// The test of a node that a row's value answers.
static const graph::PropertyTest* by_row(const graph::PatternNode& node) {
  const auto found = std::find_if(node.tests.begin(), node.tests.end(), [](const graph::PropertyTest& test) {
    return test.kind == graph::PropertyTest::Kind::equal && test.against == graph::PropertyTest::Against::row &&
           !test.property.empty();
  });
  return found == node.tests.end() ? nullptr : &*found;
}

static void check(const Statement& statement, RuleContext& context) {
  if (!graph_change::statement_writes(context)) return;
  for (const PlanEffect& plan : context.effects().plan) {
    const Operation& operation = statement.operations[plan.operation];
    const auto* match = operation.as<graph::Match>();
    if (plan.kind != PlanEffect::Kind::label_scan || !match || !graph_change::source_of_rows(match->clause, context))
      continue;
    if (graph_change::driven_by(match->clause, context) == GraphReach::few) continue;
    for (const graph::Pattern& pattern : match->patterns)
      for (const graph::PatternNode& node : pattern.nodes) {
        const graph::PropertyTest* test = by_row(node);
        if (!test || node.bound || node.labels.empty() || !(node.span == plan.span)) continue;
        const graph::Schema over{graph::Entity::node, {node.labels.front()}, {test->property}};
        context.report(context.place_of(node.span, operation))
            .say("each row reads all of `{label}` to find its `{property}`: no index is over it",
                 {{"label", graph_advice::shown(over)}, {"property", test->property}})
            .help("make the index in an earlier migration",
                  {"CREATE INDEX " + graph_advice::made_name(over, "index") + " IF NOT EXISTS\n" +
                   graph_advice::index_pattern(over) + ";"});
        return;
      }
  }
}

extern const Rule scan_for_each_row = on_statement(check);

}  // namespace godwit::rules::cypher
