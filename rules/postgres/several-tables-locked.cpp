#include <algorithm>
#include <string>

#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static bool held_already(RelationId relation, const RuleContext& context) {
  const HeldLock* held = context.world().transaction.past.locks.on(relation);
  return held && held->mode.blocks() >= Blocks::writes;
}

static bool is_table(const Relation& relation) {
  return relation.kind == ObjectKind::table || relation.kind == ObjectKind::partitioned_table;
}

/// Tables that change their names together have to do so at once, and a table that is dropped should have no users
/// left.
static bool belongs_together(const Statement& statement) {
  return std::all_of(statement.operations.begin(), statement.operations.end(),
                     [](const Operation& operation) { return operation.as<Rename>() || operation.as<DropObjects>(); });
}

static void check(const Statement& statement, RuleContext& context) {
  if (context.world().transaction.open == Known::no || belongs_together(statement)) return;
  const HeldLock* first = context.world().transaction.past.locks.first();
  // A statement that needs the first table again, as a foreign key between the two does, could not be run apart from
  // it.
  if (!first || context.effects().on(first->relation)) return;
  for (const RelationEffect& effect : context.effects().relations) {
    const Relation& second = context.at(effect.relation);
    if (!is_table(second) || !RuleContext::live(effect) || effect.lock.blocks() < Blocks::writes) continue;
    if (held_already(effect.relation, context)) continue;
    auto finding = context.report(statement.span);
    finding.because(effect)
        .say(
            in_one_transaction(
                context,
                "{who} of `{first}` waits while this waits for the lock on `{second}`; a transaction that uses both in "
                "the other order is a deadlock"),
            {{"who", std::string(first->mode.who_waits())},
             {"first", context.display(context.at(first->relation))},
             {"second", context.display(second)}})
        .help("lock one table a transaction: give each its own migration");
    relate(finding, *first, context);
    return;
  }
}

extern const Rule several_tables_locked = once(on_statement(check));

}  // namespace godwit::rules::postgres
