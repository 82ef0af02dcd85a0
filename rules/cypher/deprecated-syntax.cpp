#include <algorithm>
#include <map>

#include <godwit/rules/graph_advice.h>
#include <godwit/rules/graph_modernize.h>
#include <godwit/rules/graph_statement.h>

namespace godwit::rules::cypher {

struct Place {
  const StatementRecord* record = nullptr;
  const Operation* operation = nullptr;
};

static const HazardEffect* deprecated(const StatementRecord& record, const Operation& operation) {
  const auto& hazards = record.effects.hazards;
  const auto found = std::find_if(hazards.begin(), hazards.end(), [&](const HazardEffect& each) {
    return each.hazard == Hazard::deprecated && each.span == operation.span;
  });
  return found == hazards.end() ? nullptr : &*found;
}

static void report(const std::vector<Place>& places, RuleContext& context) {
  const Place& first = places.front();
  const HazardEffect& hazard = *deprecated(*first.record, *first.operation);
  context.go_to(*first.record);
  auto finding = context.report(first.operation->span);
  const std::size_t more = places.size() - 1;
  finding
      .say(more == 0 ? "{what} still works, and a later version refuses it" : "{what} still works, here and in {more} more places, and a later version refuses it",
           {{"what", hazard.what}, {"more", std::to_string(more)}})
      .help(hazard.instead.empty() ? "leave it out" : "write instead: " + hazard.instead);
  for (const Place& place : places) {
    context.go_to(*place.record);
    for (const Rewrite& edit : modernized(*place.operation->as<graph::UseFeature>(), *place.operation, place.record->statement, context))
      finding.edit(edit.span, edit.text);
  }
}

static void check(RuleContext& context) {
  std::map<std::string_view, std::vector<Place>> found;
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations)
      if (const auto* use = operation.as<graph::UseFeature>(); use && deprecated(record, operation) && !cannot_run(record.effects))
        found[use->feature].push_back({&record, &operation});
  for (const auto& [feature, places] : found) report(places, context);
}

extern const Rule deprecated_syntax = on_migration(check);

}  // namespace godwit::rules::cypher
