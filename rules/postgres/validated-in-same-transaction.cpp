#include <algorithm>

#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static constexpr std::string_view text =
    "{who} of `{table}` waits while `{constraint}` is validated against all its rows, because {lock} is held on it";

static void check(const ValidateConstraint& op, const Operation& operation, RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  if (!table || !context.live(op.table.name)) return;
  const StatementResult& effects = context.effects_of(operation);
  if (!first_live(effects, [](const RelationEffect& effect) { return effect.scan; })) return;

  const RelationEffect* whole = context.effects().on(table->id);
  const HeldLock* held = context.world().transaction.past.locks.on(table->id);
  const Lock lock = std::max(whole ? whole->lock : Lock(), held ? held->mode : Lock());
  if (lock.blocks() < Blocks::writes) return;
  const bool from_transaction = held && held->mode == lock;
  FindingBuilder finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(from_transaction ? in_one_transaction(context, std::string(text)) : std::string(text),
           {{"who", std::string(lock.who_waits())},
            {"table", context.display(*table)},
            {"constraint", op.constraint},
            {"lock", std::string(lock.manual_name())}})
      .help("validate it in a migration of its own, after this one has committed",
            {"ALTER TABLE " + context.quoted(op.table.name) + " VALIDATE CONSTRAINT " + context.quoted(op.constraint) +
             ";"});
  if (from_transaction) relate(finding, *held, context);
}

extern const Rule validated_in_same_transaction = on<ValidateConstraint, check>();

}  // namespace godwit::rules::postgres
