#include <algorithm>
#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static bool commits_by_itself(std::string_view name) {
  return name == "apoc.periodic.iterate" || name == "apoc.periodic.commit" || name == "apoc.periodic.truncate" ||
         name == "apoc.cypher.runMany";
}

/// The earlier statement of the open transaction that has written to a label which this one writes to; null if none
/// has.
static const StatementRecord* wrote_the_same(const RuleContext& context) {
  for (const StatementRecord& record : context.records()) {
    if (record.in_transaction != Known::yes || record.effects.kind != StatementKind::write) continue;
    for (const RelationEffect& earlier : record.effects.relations)
      if (context.effects().on(earlier.relation)) return &record;
  }
  return nullptr;
}

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  if (!commits_by_itself(op.name) || operation.in_code || context.world().transaction.open != Known::yes) return;
  const StatementRecord* earlier = wrote_the_same(context);
  auto finding = context.report(operation.span);
  if (earlier) {
    const auto& relations = earlier->effects.relations;
    const auto label = std::find_if(relations.begin(), relations.end(),
                                    [&](const RelationEffect& each) { return context.effects().on(each.relation); });
    finding.risk(Risk::dangerous)
        .say(
            "it writes in transactions of its own, and waits for each `{label}` that the open transaction has written, "
            "which waits for it: neither ends",
            {{"label", context.display(context.at(label->relation))}})
        .related(earlier->statement.span, "written here", earlier->script);
  } else {
    finding.say("it commits by itself: when the migration fails and is taken back, what this has changed stays");
  }
  finding.help("put it into a migration of its own that the runner puts into no transaction");
}

extern const Rule iterate_in_transaction = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
