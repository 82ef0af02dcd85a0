#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void check(const Statement& statement, RuleContext& context) {
  if (context.world().settings.limits("statement_timeout")) return;
  const RelationEffect* effect = blocked_longest(context);
  if (!effect || !works_long(*effect)) return;
  const bool in_transaction = context.world().transaction.open == Known::yes;
  const std::string set = in_transaction ? "SET LOCAL statement_timeout = '30s';" : "SET statement_timeout = '30s';";
  context.report(statement.span)
      .because(*effect)
      .say("nothing ends this if it goes on for too long while {who} of `{table}` waits",
           {{"table", context.display(context.at(effect->relation))}, {"who", std::string(effect->lock.who_waits())}})
      .help("set a limit; or tell godwit.toml that the environment sets one: `[timeouts]`", {set})
      .edit({statement.span.begin, statement.span.begin}, set + "\n", Applicability::unsafe);
}

extern const Rule statement_timeout_missing = once(on_statement(check));

}  // namespace godwit::rules::postgres
