#include <algorithm>
#include <string>
#include <vector>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// What a MERGE looks a node up by: its first label and the properties of its map. No labels: nothing to say, as of
/// what is written out, which is reference data.
static graph::Schema key_of(const graph::PatternNode& node) {
  graph::Schema key;
  const bool written_here = std::all_of(node.tests.begin(), node.tests.end(), [](const graph::PropertyTest& test) {
    return test.against == graph::PropertyTest::Against::literal ||
           test.against == graph::PropertyTest::Against::parameter;
  });
  if (node.bound || node.labels.empty() || written_here) return key;
  key.labels = {node.labels.front()};
  for (const graph::PropertyTest& test : node.tests) key.properties.push_back(test.property);
  return key;
}

/// Whether a unique or key constraint is over some of these properties.
static bool is_unique(const graph::PatternNode& node, const graph::Schema& key, const RuleContext& context) {
  const auto& all = context.world().catalog.graph.constraints();
  return std::any_of(all.begin(), all.end(), [&](const GraphConstraint& each) {
    if (each.kind != graph::ConstraintKind::unique && each.kind != graph::ConstraintKind::key) return false;
    const bool on = std::any_of(node.labels.begin(), node.labels.end(), [&](const std::string& label) {
      return each.over.entity == graph::Entity::node && each.over.labels == std::vector{label};
    });
    return on &&
           std::all_of(each.over.properties.begin(), each.over.properties.end(), [&](const std::string& property) {
             return std::find(key.properties.begin(), key.properties.end(), property) != key.properties.end();
           });
  });
}

static bool is_indexed(const graph::PatternNode& node, const graph::Schema& key, const RuleContext& context) {
  for (const std::string& label : node.labels)
    for (const std::string& property : key.properties)
      if (context.world().catalog.graph.indexed(label, property)) return true;
  return false;
}

/// Whether a MERGE of an earlier statement of the migration looked up by the same: once is enough.
static bool said_before(const graph::Schema& key, const RuleContext& context) {
  const auto same = [&](const Operation& operation) {
    const auto* merge = operation.as<graph::Merge>();
    return merge && std::any_of(merge->pattern.nodes.begin(), merge->pattern.nodes.end(),
                                [&](const graph::PatternNode& node) { return key_of(node) == key; });
  };
  return std::any_of(context.records().begin(), context.records().end(), [&](const StatementRecord& record) {
    return std::any_of(record.statement.operations.begin(), record.statement.operations.end(), same);
  });
}

static void check(const graph::Merge& op, const Operation& operation, RuleContext& context) {
  if (graph_change::driven_by(op.clause, context) == GraphReach::few) return;
  for (const graph::PatternNode& node : op.pattern.nodes) {
    const graph::Schema key = key_of(node);
    if (key.labels.empty() || is_unique(node, key, context) || said_before(key, context)) continue;
    graph::CreateConstraint constraint;
    constraint.over = {graph::Entity::node, key.labels, {key.properties.front()}};
    const bool indexed = is_indexed(node, key, context);
    context.report(context.place_of(node.span, operation))
        .say(indexed ? "two transactions that MERGE the same `{label}` at once make two of it: nothing says that "
                       "`{property}` is unique"
                     : "each row reads all of `{label}` to find its `{property}`, and two transactions that MERGE the "
                       "same at once make two",
             {{"label", graph_advice::shown(key)}, {"property", key.properties.front()}})
        .help(indexed ? "drop the index, then make it a constraint, which brings its own"
                      : "make it unique in an earlier migration",
              {"CREATE CONSTRAINT " + graph_advice::made_name(constraint.over, "unique") + " IF NOT EXISTS\n" +
               graph_advice::constraint_pattern(constraint) + ";"});
    return;
  }
}

extern const Rule merge_without_constraint = on<graph::Merge, check>();

}  // namespace godwit::rules::cypher
