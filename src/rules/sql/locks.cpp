#include <godwit/rules/sql/locks.h>

#include <utility>

namespace godwit {

static bool blocks_application(const RelationEffect& effect) {
  return RuleContext::live(effect) && (effect.readers_blocked_by_index || effect.lock.blocks() >= Blocks::writes);
}

const RelationEffect* blocked_longest(const RuleContext& context) {
  const RelationEffect* longest = nullptr;
  const auto weight = [](const RelationEffect& effect) { return std::pair(works_long(effect), effect.lock); };
  for (const RelationEffect& effect : context.effects().relations)
    if (blocks_application(effect) && (!longest || weight(effect) > weight(*longest))) longest = &effect;
  return longest;
}

const HeldLock* blocking_lock_held(const RuleContext& context) {
  const Transaction& transaction = context.world().transaction;
  return transaction.open == Known::no ? nullptr : transaction.past.locks.strongest();
}

void relate(FindingBuilder& finding, const HeldLock& held, const RuleContext& context) {
  finding.related(held.since.span, "`" + context.display(context.at(held.relation)) + "` is locked from here on",
                  held.since.script);
}

std::string in_one_transaction(const RuleContext& context, std::string message) {
  const bool sure = context.world().transaction.open == Known::yes;
  return sure ? message : "if the migration runs in one transaction, " + message;
}

}  // namespace godwit
