#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void check(const Statement& statement, RuleContext& context) {
  if (context.world().settings.limits("lock_timeout")) return;
  const RelationEffect* effect = blocked_longest(context);
  if (!effect) return;
  const bool in_transaction = context.world().transaction.open == Known::yes;
  const std::string set = in_transaction ? "SET LOCAL lock_timeout = '5s';" : "SET lock_timeout = '5s';";
  context.report(statement.span)
      .because(*effect)
      .say(
          "this waits for the lock on `{table}` without limit, behind any long query, and meanwhile {who} of `{table}` "
          "waits "
          "behind it",
          {{"table", context.display(context.at(effect->relation))}, {"who", std::string(effect->lock.who_waits())}})
      .help("set a limit and retry when it is reached; or tell godwit.toml that the environment sets one: `[timeouts]`",
            {set})
      .edit({statement.span.begin, statement.span.begin}, set + "\n");
}

extern const Rule lock_timeout_missing = once(on_statement(check));

}  // namespace godwit::rules::postgres
