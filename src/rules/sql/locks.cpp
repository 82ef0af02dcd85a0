#include <godwit/rules/sql/locks.h>

#include <utility>

namespace godwit {

static bool blocks_application(const RelationEffect& effect) {
  return RuleContext::live(effect) && (effect.readers_blocked_by_index || blocks(effect.lock) >= Blocks::writes);
}

const RelationEffect* blocked_longest(const RuleContext& context) {
  const RelationEffect* longest = nullptr;
  const auto weight = [](const RelationEffect& effect) { return std::pair(works_long(effect), effect.lock); };
  for (const RelationEffect& effect : context.effects().relations)
    if (blocks_application(effect) && (!longest || weight(effect) > weight(*longest))) longest = &effect;
  return longest;
}

static bool is_table(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::partitioned_table || kind == ObjectKind::materialized_view;
}

bool blocks_application(const HeldLock& held, const RuleContext& context) {
  const Relation& relation = context.at(held.relation);
  return is_table(relation.kind) && !relation.dropped && blocks(held.mode) >= Blocks::writes &&
         context.world().in_use(relation) != Known::no;
}

const HeldLock* blocking_lock_held(const RuleContext& context) {
  const Transaction& transaction = context.world().transaction;
  if (transaction.open == Known::no) return nullptr;
  const HeldLock* strongest = nullptr;
  for (const HeldLock& held : transaction.held)
    if (blocks_application(held, context) && (!strongest || held.mode > strongest->mode)) strongest = &held;
  return strongest;
}

void relate(FindingBuilder& finding, const HeldLock& held, const RuleContext& context) {
  const auto& records = context.records();
  // The lock may be older than this migration, when the runner has one transaction for all of them.
  if (held.statement >= records.size() || records[held.statement].statement.span != held.since) return;
  finding.related(held.since, "`" + context.display(context.at(held.relation)) + "` is locked from here on",
                  records[held.statement].script);
}

std::string in_one_transaction(const RuleContext& context, std::string message) {
  const bool sure = context.world().transaction.open == Known::yes;
  return sure ? message : "if the migration runs in one transaction, " + message;
}

const HeldLock* held_lock(const RuleContext& context, RelationId relation) {
  for (const HeldLock& held : context.world().transaction.held)
    if (held.relation == relation) return &held;
  return nullptr;
}

}  // namespace godwit
