#include <godwit/rules/postgres/timeouts.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

/// The tables that foreign keys of a new table point at.
static std::vector<Name> referenced_by(const Operation& operation, const RuleContext& context) {
  std::vector<Name> out;
  const auto add = [&](const Constraint& constraint) {
    if (constraint.kind == ConstraintKind::foreign_key) out.push_back(constraint.references);
  };
  if (const auto* create = operation.as<CreateTable>()) {
    for (const Column& column : create->columns)
      for (const Constraint& constraint : column.constraints) add(constraint);
    for (const Constraint& constraint : create->constraints) add(constraint);
  } else if (const auto* alter = operation.as<AddConstraint>(); alter && !context.live(alter->table.name)) {
    add(alter->constraint);
  }
  return out;
}

static void check(const Statement& statement, RuleContext& context) {
  if (wait_is_limited(context)) return;
  for (const Operation& operation : statement.operations) {
    for (const Name& name : referenced_by(operation, context)) {
      const RelationEffect* effect = context.effect_on(name);
      if (!effect || !RuleContext::live(*effect) || effect->lock.blocks() < Blocks::writes) continue;
      context.report(name.span.empty() ? operation.span : name.span)
          .because(*effect)
          .say(
              "every write to `{table}` waits behind this from the moment it waits itself until its transaction ends, "
              "because the "
              "foreign key puts triggers on `{table}`",
              {{"table", context.display(name)}})
          .help("give up soon when others are in the way, and try again",
                {"SET lock_timeout = '2s';\n" + std::string(context.text(statement.span)) + ";"});
    }
  }
}

extern const Rule create_table_references_live_table = once(on_statement(check));

}  // namespace godwit::rules::postgres
