#include <algorithm>

#include <godwit/ir/graph/neo4j_locks.h>
#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static bool is_own(Lock mode) { return mode == neo4j_lock::label_exclusive; }

static void check(const Statement& statement, RuleContext& context) {
  const HeldLocks& held = context.world().transaction.past.locks;
  const HeldLock* first = held.first();
  if (!first || context.world().transaction.open == Known::no || cannot_run(context.effects())) return;
  for (const RelationEffect& effect : context.effects().relations) {
    const HeldLock* same = held.on(effect.relation);
    if (!is_own(effect.lock) || effect.in_use != Known::yes || (same && is_own(same->mode))) continue;
    const bool certain = context.world().transaction.open == Known::yes;
    auto finding = context.report(statement.span);
    finding.because(effect)
        .say(std::string(certain ? "" : "if a runner puts this in one transaction, ") +
                 "every write to `{first}` waits while this waits for all that write to `{second}`",
             {{"first", context.at(first->relation).name}, {"second", context.at(effect.relation).name}})
        .help("change one label a transaction: give each its own migration");
    if (!certain) finding.at_most(Severity::note);
    finding.related(first->since.span, "`" + context.at(first->relation).name + "` is locked from here on",
                    first->since.script);
    return;
  }
}

extern const Rule several_labels_locked = once(on_statement(check));

}  // namespace godwit::rules::cypher
