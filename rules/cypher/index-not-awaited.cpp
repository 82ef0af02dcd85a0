#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>
#include <godwit/world/graph_reach.h>

namespace godwit::rules::cypher {

static bool is_sought(const graph::PropertyTest& test) {
  using Kind = graph::PropertyTest::Kind;
  return test.kind == Kind::equal || test.kind == Kind::in_list || test.kind == Kind::starts_with ||
         test.kind == Kind::range;
}

/// The index that would find the node, where this migration has made it, nobody has waited for it, and no other helps.
static const GraphIndex* unawaited(const graph::PatternNode& node, const RuleContext& context) {
  const GraphIndex* found = nullptr;
  if (node.bound) return nullptr;
  for (const graph::PropertyTest& test : node.tests)
    for (const GraphIndex& index : context.world().catalog.graph.indexes()) {
      const bool plain = index.kind == graph::IndexKind::range || index.kind == graph::IndexKind::btree;
      const bool same =
          plain && index.over.labels.size() == 1 && !index.over.properties.empty() &&
          index.over.properties.front() == test.property &&
          std::find(node.labels.begin(), node.labels.end(), index.over.labels.front()) != node.labels.end();
      if (!same || !is_sought(test)) continue;
      if (index.online_at(context.world().now) != Known::no) return nullptr;
      found = &index;
    }
  return found;
}

static bool look_at(const graph::PatternNode& node, const Operation& operation, RuleContext& context) {
  const GraphIndex* index = unawaited(node, context);
  if (!index || context.world().in_use(label_name(graph::Entity::node, index->over.labels.front())) != Known::yes)
    return false;
  const std::string name = index->name_made_up ? "the index" : "`" + index->name + "`";
  auto finding = context.report(RuleContext::place_of(node.span, operation));
  finding
      .say("{index} may still be building: this reads every `{label}`, for each row anew",
           {{"index", name}, {"label", graph_advice::shown(index->over)}})
      .help("wait for the index first", {"CALL db.awaitIndexes(300);"})
      .edit({context.statement().span.begin, context.statement().span.begin}, "CALL db.awaitIndexes(300);\n");
  if (const StatementPlace* made = maker(index->name, context))
    finding.related(made->span, "made here", made->script);
  return true;
}

static void check(const Statement& statement, RuleContext& context) {
  // What changes data cannot share a transaction with the index, and what only reads may take its time.
  if (context.effects().kind != StatementKind::write || context.world().transaction.open == Known::yes) return;
  if (cannot_run(context.effects())) return;
  for (const Operation& operation : statement.operations) {
    if (const auto* match = operation.as<graph::Match>())
      for (const graph::Pattern& pattern : match->patterns)
        for (const graph::PatternNode& node : pattern.nodes)
          if (look_at(node, operation, context)) return;
    if (const auto* merge = operation.as<graph::Merge>())
      for (const graph::PatternNode& node : merge->pattern.nodes)
        if (look_at(node, operation, context)) return;
  }
}

extern const Rule index_not_awaited = once(on_statement(check));

}  // namespace godwit::rules::cypher
