#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static const GraphIndex* in_the_way(const graph::Schema& over, const RuleContext& context) {
  const auto& indexes = context.world().catalog.graph.indexes();
  const auto found = std::find_if(indexes.begin(), indexes.end(), [&](const GraphIndex& each) {
    const bool plain = each.kind == graph::IndexKind::range || each.kind == graph::IndexKind::btree;
    return plain && each.owner.empty() && each.over == over;
  });
  return found == indexes.end() ? nullptr : &*found;
}

static void check(const graph::CreateConstraint& op, const Operation& operation, RuleContext& context) {
  const HazardEffect* hazard = context.effects_of(operation).find(Refusal::index_in_the_way);
  const GraphIndex* index = in_the_way(op.over, context);
  if (!hazard || !index) return;
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say("the server refuses this constraint, with IF NOT EXISTS too: {index} is in its way",
           {{"index", graph_advice::called(*index)}});
  const std::string words = std::string(context.text(operation.span)) + ";";
  if (index->name_made_up)
    finding.help("look up the index in each database and drop it in an earlier migration",
                 {"SHOW INDEXES YIELD name, labelsOrTypes, properties, owningConstraint WHERE owningConstraint IS NULL;", words});
  else
    finding.help("drop the index in an earlier migration: the constraint brings one of its own",
                 {"DROP INDEX " + graph_advice::name(index->name) + " IF EXISTS;", words});
  if (const StatementPlace* made = maker(index->name, context))
    finding.related(made->span, "made here", made->script);
}

extern const Rule constraint_over_existing_index = on<graph::CreateConstraint, check>();

}  // namespace godwit::rules::cypher
