#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static bool is_own(LockMode mode) { return mode == LockMode::label_exclusive; }

/// The first label in use that an earlier statement of the transaction keeps others from writing to.
static const HeldLock* locked_before(const RuleContext& context) {
  const auto& held = context.world().transaction.held;
  const auto at = std::find_if(held.begin(), held.end(), [&](const HeldLock& lock) {
    return is_own(lock.mode) && context.world().in_use(context.at(lock.relation)) == Known::yes;
  });
  return at == held.end() ? nullptr : &*at;
}

static void check(const Statement& statement, RuleContext& context) {
  const HeldLock* first = locked_before(context);
  if (!first || context.world().transaction.open == Known::no || cannot_run(context.effects())) return;
  const auto& held = context.world().transaction.held;
  for (const RelationEffect& effect : context.effects().relations) {
    const auto same = [&](const HeldLock& lock) { return lock.relation == effect.relation && is_own(lock.mode); };
    if (!is_own(effect.lock) || effect.in_use != Known::yes || std::any_of(held.begin(), held.end(), same)) continue;
    const bool certain = context.world().transaction.open == Known::yes;
    auto finding = context.report(statement.span);
    finding.because(effect)
        .say(std::string(certain ? "" : "if a runner puts this in one transaction, ") +
                 "every write to `{first}` waits while this waits for all that write to `{second}`",
             {{"first", context.at(first->relation).name}, {"second", context.at(effect.relation).name}})
        .help("change one label a transaction: give each its own migration");
    if (!certain) finding.at_most(Severity::note);
    relate(finding, first->statement, first->since, "`" + context.at(first->relation).name + "` is locked from here on",
           context);
    return;
  }
}

extern const Rule several_labels_locked = once(on_statement(check));

}  // namespace godwit::rules::cypher
