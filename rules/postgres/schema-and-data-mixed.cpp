#include <string>

#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void check(const Statement& statement, RuleContext& context) {
  if (context.world().transaction.open == Known::no) return;
  const RelationEffect* effect = blocked_longest(context);
  if (!effect) return;
  const SharedList<LongChange>& changes = context.world().transaction.past.long_change;
  if (changes.empty()) return;
  const LongChange& change = *changes.begin();
  context.report(statement.span)
      .because(*effect)
      .say(in_one_transaction(context,
                              "the rows of `{changed}` that were changed before stay locked while this waits for the "
                              "lock on `{table}`; "
                              "a writer that uses `{table}` and then wants one of them is a deadlock"),
           {{"table", context.display(context.at(effect->relation))}, {"changed", context.display(change.table)}})
      .help("change the data in a migration of its own")
      .related(change.place.span, "rows are changed here", change.place.script);
}

extern const Rule schema_and_data_mixed = once(on_statement(check));

}  // namespace godwit::rules::postgres
