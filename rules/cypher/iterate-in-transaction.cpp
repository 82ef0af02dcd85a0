#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static bool commits_by_itself(std::string_view name) {
  return name == "apoc.periodic.iterate" || name == "apoc.periodic.commit" || name == "apoc.periodic.truncate" ||
         name == "apoc.cypher.runMany" || name == "apoc.nodes.delete" || name.starts_with("apoc.refactor.rename.");
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

/// The call whose batches run this one again and again; null if there is none.
static const graph::CallProcedure* around(const graph::CallProcedure& op, const RuleContext& context) {
  const auto& operations = context.statement().operations;
  if (op.clause.batch == graph::no_operation || op.clause.batch >= operations.size()) return nullptr;
  const auto* outer = operations[op.clause.batch].as<graph::CallProcedure>();
  return outer && outer->name == "apoc.periodic.iterate" ? outer : nullptr;
}

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  if (operation.in_code && op.name == "apoc.periodic.iterate" && around(op, context)) {
    context.report(operation.span)
        .risk(Risk::dangerous)
        .say("it runs inside another apoc.periodic.iterate: all its rows once for each row of the outer one, in "
             "transactions that wait for the outer one's, and may never end")
        .help("read the rows of both in the first query of one apoc.periodic.iterate");
    return;
  }
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
