#include <algorithm>
#include <array>

#include <godwit/rules/rule.h>

namespace godwit::rules::sql {

/// Refusals that other rules report, with a way out of their own.
constexpr std::array<Refusal, 2> reported_elsewhere{Refusal::partitioned_concurrently, Refusal::partitioned_not_valid};

static bool is_news(const HazardEffect& hazard) {
  return hazard.hazard == Hazard::refused && hazard.certain == Known::yes &&
         std::find(reported_elsewhere.begin(), reported_elsewhere.end(), hazard.refusal) == reported_elsewhere.end();
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    const std::vector<HazardEffect>& hazards = context.effects_of(operation).hazards;
    const auto refused = std::find_if(hazards.begin(), hazards.end(), is_news);
    if (refused == hazards.end()) continue;
    FindingBuilder finding = context.report(operation.span);
    finding.risk(Risk::dangerous).say("this always fails: {why}", {{"why", refused->why}});
    if (refused->refusal == Refusal::needed || refused->refusal == Refusal::column_in_use)
      finding.help("drop or change that first, in the same migration");
  }
}

extern const Rule refused_by_server = on_statement(check);

}  // namespace godwit::rules::sql
