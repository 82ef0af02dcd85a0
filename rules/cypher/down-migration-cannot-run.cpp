#include <algorithm>

#include <godwit/rules/cypher/advice.h>

namespace godwit::rules::cypher {

static bool is_certain(const HazardEffect& each) {
  return each.hazard == Hazard::refused && each.certain == Known::yes;
}

static void check(const Statement& statement, RuleContext& context) {
  const auto& hazards = context.effects().hazards;
  const auto hazard = std::find_if(hazards.begin(), hazards.end(), is_certain);
  if (hazard == hazards.end()) return;
  auto finding = context.report(hazard->span.empty() ? statement.span : hazard->span);
  finding.risk(Risk::dangerous)
      .say("when this migration has to be taken back the server refuses it: {why}", {{"why", hazard->why}});
  if (hazard->refusal != Refusal::other_kind_in_transaction) return;
  for (const KindSeen& seen : context.world().transaction.past.kinds)
    if (seen.kind == hazard->met)
      finding.related(seen.since.span, "this is the other kind: " + std::string(words(seen.kind)), seen.since.script);
  finding.help("take schema and data back in migrations of their own, the data first");
}

extern const Rule down_migration_cannot_run = about_down(on_statement(check));

}  // namespace godwit::rules::cypher
