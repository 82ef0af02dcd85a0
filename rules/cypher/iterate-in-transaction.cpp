#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static bool commits_by_itself(std::string_view name) {
  return name == "apoc.periodic.iterate" || name == "apoc.periodic.commit" || name == "apoc.periodic.truncate" ||
         name == "apoc.cypher.runMany";
}

/// What an earlier statement of the open transaction has locked of what this one writes to; null if nothing.
static const HeldLock* locked_before(const RuleContext& context) {
  const HeldLock* earliest = nullptr;
  for (const RelationEffect& effect : context.effects().relations) {
    const HeldLock* held = context.world().transaction.past.locks.on(effect.relation);
    if (held && (!earliest || held->since.number < earliest->since.number)) earliest = held;
  }
  return earliest;
}

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  if (!commits_by_itself(op.name) || operation.in_code || context.world().transaction.open != Known::yes) return;
  const HeldLock* earlier = locked_before(context);
  auto finding = context.report(operation.span);
  if (earlier) {
    finding.risk(Risk::dangerous)
        .say(
            "it writes in transactions of its own, and waits for each `{label}` that the open transaction has written, "
            "which waits for it: neither ends",
            {{"label", context.display(context.at(earlier->relation))}})
        .related(earlier->since.span, "written here", earlier->since.script);
  } else {
    finding.say("it commits by itself: when the migration fails and is taken back, what this has changed stays");
  }
  finding.help("put it into a migration of its own that the runner puts into no transaction");
}

extern const Rule iterate_in_transaction = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
