#pragma once

#include <string>

#include <godwit/rules/rule.h>

/// Locks that make the application wait, as several rules look at them.
namespace godwit {

/// The effect of the statement at hand on a table in use that makes its readers or writers wait: first one under which
/// rows are read or written, then the strongest lock. Null where nobody waits.
[[nodiscard]] const RelationEffect* blocked_longest(const RuleContext& context);

/// Whether the time below the lock grows with the table.
[[nodiscard]] constexpr bool works_long(const RelationEffect& effect) {
  return effect.rewrite || effect.scan || effect.index_build;
}

/// The strongest lock of the open transaction that makes readers or writers of a table in use wait; null where there is
/// none, or where no transaction is open.
[[nodiscard]] const HeldLock* blocking_lock_held(const RuleContext& context);

/// Points at the statement that took the lock.
void relate(FindingBuilder& finding, const HeldLock& held, const RuleContext& context);

/// Begins a message with the condition under which it is true, where the runner is not known.
[[nodiscard]] std::string in_one_transaction(const RuleContext& context, std::string message);

/// The first effect of these on a relation in use that `hurts`; null if there is none.
template <class Predicate>
[[nodiscard]] const RelationEffect* first_live(const StatementResult& effects, Predicate hurts) {
  for (const RelationEffect& effect : effects.relations)
    if (RuleContext::live(effect) && hurts(effect)) return &effect;
  return nullptr;
}

/// Whether the next statement may share a transaction with those before it.
[[nodiscard]] inline bool may_be_in_transaction(const RuleContext& context) {
  return context.world().transaction.open != Known::no;
}

}  // namespace godwit
