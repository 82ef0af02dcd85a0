#include <map>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/modernize.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

struct Place {
  const StatementRecord* record = nullptr;
  const Operation* operation = nullptr;
};
struct Form {
  HazardEffect hazard;
  std::vector<Place> places;
};

static void report(const Form& form, RuleContext& context) {
  context.go_to(*form.places.front().record);
  auto finding = context.report(form.places.front().operation->span);
  const std::size_t more = form.places.size() - 1;
  finding
      .say(more == 0   ? "{what} still works, and {why}"
           : more == 1 ? "{what} still works, here and in another place, and {why}"
                       : "{what} still works, here and in {more} other places, and {why}",
           {{"what", form.hazard.object.name},
            {"more", std::to_string(more)},
            {"why", form.hazard.why}})
      .help(form.hazard.instead.empty() ? "leave it out" : "write instead: " + form.hazard.instead);
  for (const Place& place : form.places) {
    context.go_to(*place.record);
    const Statement& statement = place.record->statement;
    const auto& use = *place.operation->as<graph::UseFeature>();
    const std::vector<Rewrite> edits = modernized(use, *place.operation, statement, context);
    if (&place == &form.places.front() && !edits.empty())
      finding.help("write it as later versions take it", {with_rewrites(statement.span, edits, context)});
    for (const Rewrite& edit : edits) finding.edit(edit.span, edit.text);
  }
}

static void check(RuleContext& context) {
  std::map<std::string_view, Form> forms;
  for (const StatementRecord& record : context.records()) {
    if (cannot_run(record.result) || !record.result.find(Hazard::deprecated)) continue;
    context.go_to(record);
    for (const Operation& operation : record.statement.operations) {
      const auto* use = operation.as<graph::UseFeature>();
      const HazardEffect* hazard = use ? context.effects_of(operation).find(Hazard::deprecated) : nullptr;
      // What a runner writes for its users is not theirs to change.
      if (!hazard || !context.editable(operation.span)) continue;
      Form& form = forms[use->feature];
      form.hazard = *hazard;
      form.places.push_back({&record, &operation});
    }
  }
  for (const auto& [feature, form] : forms) report(form, context);
}

extern const Rule deprecated_syntax = on_migration(check);

}  // namespace godwit::rules::cypher
