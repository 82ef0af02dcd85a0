#include <string>

#include <godwit/rules/rule.h>

namespace godwit::rules::sql {

/// Whether the framework opened a transaction that the script did not ask for. Statements sent at once are none: there
/// BEGIN and COMMIT work as written.
static bool runner_has_transaction(const RuleContext& context) {
  const TransactionMode mode = context.world().mode;
  return mode == TransactionMode::per_migration || mode == TransactionMode::one_for_all;
}

static void begins(const Operation& operation, RuleContext& context) {
  const Transaction& transaction = context.world().transaction;
  if (transaction.by_script) {
    context.report(operation.span)
        .say("a transaction is open already: the server warns and does nothing, and the first COMMIT ends them both")
        .help("use a SAVEPOINT, or end the first transaction before", {"SAVEPOINT here;"})
        .related(transaction.begin, "opened here");
  } else if (runner_has_transaction(context)) {
    context.report(operation.span)
        .say(
            "the runner has opened a transaction already: the server warns and does nothing, and the script's COMMIT "
            "ends the "
            "runner's transaction before the migration is recorded")
        .help("leave BEGIN and COMMIT to the runner")
        .risk(Risk::dangerous);
  }
}

static void ends(const Operation& operation, const TransactionControl& op, RuleContext& context) {
  if (!runner_has_transaction(context) || context.world().transaction.by_script) return;
  const bool commits = op.verb == TransactionVerb::commit;
  context.report(operation.span)
      .say(commits
               ? "this ends the transaction that the runner opened: what follows runs outside it, and a failure there "
                 "leaves "
                 "the migration half done"
               : "this throws away all that the migration did so far, and ends the transaction that the runner opened")
      .help("leave BEGIN and COMMIT to the runner")
      .risk(Risk::dangerous);
}

static void check(const TransactionControl& op, const Operation& operation, RuleContext& context) {
  if (op.verb == TransactionVerb::begin) begins(operation, context);
  const bool end =
      op.verb == TransactionVerb::commit || op.verb == TransactionVerb::rollback || op.verb == TransactionVerb::prepare;
  if (end) ends(operation, op, context);
}

static void check_end(RuleContext& context) {
  const Transaction& transaction = context.world().transaction;
  if (!transaction.by_script || runner_has_transaction(context)) return;
  context.report(transaction.begin)
      .say(
          "this transaction is never committed: its changes are lost when the connection closes, and its locks are "
          "held until then")
      .help("commit it", {"COMMIT;"})
      .risk(Risk::dangerous);
}

static constexpr Rule both() {
  Rule rule = once(on<TransactionControl, check>());
  rule.on_migration = check_end;
  return rule;
}

extern const Rule nested_or_open_transaction = both();

}  // namespace godwit::rules::sql
