#include <optional>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

/// What a statement makes, and the keyword before which IF NOT EXISTS would go.
struct Made {
  std::string what;
  std::string name;
  Span place;
};

/// Nothing where the statement takes no IF NOT EXISTS: the forms of versions before 5, which later ones refuse.
static std::optional<Made> made(const StatementRecord& record) {
  for (const Operation& operation : record.statement.operations) {
    if (operation.in_code) continue;
    if (const auto* index = operation.as<graph::CreateIndex>(); index && !index->if_not_exists && !index->or_replace)
      return Made{"index", index->name, index->pattern_keyword};
    if (const auto* constraint = operation.as<graph::CreateConstraint>();
        constraint && !constraint->if_not_exists && !constraint->or_replace)
      return Made{"constraint", constraint->name, constraint->pattern_keyword};
  }
  return std::nullopt;
}

/// Only where a statement has committed by itself does anything outlast the failure of the next one.
static std::string condition(const StatementRecord& record) {
  return record.in_transaction == Known::no ? "if" : "if each statement commits by itself and";
}

static void check(RuleContext& context) {
  std::optional<FindingBuilder> finding;
  for (const StatementRecord& record : context.records()) {
    if (!may_run_again(record, context) || cannot_run(record.result)) continue;
    context.go_to(record);
    const std::optional<Made> what = made(record);
    if (!what || what->place.empty()) continue;
    const Span place{what->place.begin, what->place.begin};
    if (!finding) {
      finding.emplace(context.report(record.statement.span));
      const std::string named =
          what->name.empty() ? "this " + what->what : "the " + what->what + " `" + what->name + "`";
      finding->risk(Risk::careful)
          .say("{if} a later statement fails, running the migration again fails here: {what} is there by then",
               {{"if", condition(record)}, {"what", named}})
          .help("let it pass where it is there already",
                {with_added(context, record.statement.span, place, "IF NOT EXISTS ")});
    }
    finding->edit(place, "IF NOT EXISTS ");
  }
}

extern const Rule create_without_if_not_exists = on_migration(check);

}  // namespace godwit::rules::cypher
