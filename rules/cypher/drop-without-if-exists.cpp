#include <optional>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

struct Dropped {
  std::string what;
  std::string name;
};

/// Nothing where the statement takes no IF EXISTS: the forms of versions before 5 have no name.
static std::optional<Dropped> dropped(const Statement& statement) {
  for (const Operation& operation : statement.operations) {
    if (operation.in_code) continue;
    if (const auto* index = operation.as<graph::DropIndex>(); index && !index->if_exists && !index->name.empty())
      return Dropped{"index", index->name};
    if (const auto* constraint = operation.as<graph::DropConstraint>();
        constraint && !constraint->if_exists && !constraint->name.empty())
      return Dropped{"constraint", constraint->name};
  }
  return std::nullopt;
}

/// Only where a statement has committed by itself does anything outlast the failure of the next one.
static std::string condition(const StatementRecord& record) {
  return record.in_transaction == Known::no ? "if" : "if each statement commits by itself and";
}

static void check(RuleContext& context) {
  for (const StatementRecord& record : context.records()) {
    const std::optional<Dropped> what = dropped(record.statement);
    if (!what || cannot_run(record.result)) continue;
    const bool is_known = record.result.find(Refusal::missing) == nullptr;
    if (is_known && !may_run_again(record, context)) continue;
    context.go_to(record);
    const Span end{record.statement.span.end, record.statement.span.end};
    context.report(record.statement.span)
        .risk(Risk::careful)
        .say(is_known ? "{if} a later statement fails, running the migration again fails here: the {what} `{name}` is "
                        "gone by then"
                      : "this fails in every database that has no {what} `{name}`, and no migration makes it",
             {{"if", condition(record)}, {"what", what->what}, {"name", what->name}})
        .help("let it pass where it is gone already", {with_added(context, record.statement.span, end, " IF EXISTS")})
        .edit(end, " IF EXISTS");
  }
}

extern const Rule drop_without_if_exists = on_migration(check);

}  // namespace godwit::rules::cypher
