#include <string>
#include <string_view>

#include <godwit/rules/sql/advice.h>
#include <godwit/rules/sql/data_change.h>

namespace godwit::rules::sql {

static std::string_view harm(const ChangeRows& op, RowReach how_far, bool loop) {
  if (how_far == RowReach::some_rows)
    return "no index finds these rows, so all of `{table}` is read; those that are changed stay locked until the "
           "commit";
  if (loop)
    return "the batches are one transaction, because the block never commits: rows of `{table}` stay locked until its "
           "end";
  if (op.kind == RowChange::insert)
    return "this copies whole tables into `{table}` in one statement: VACUUM cannot clean up behind anyone until it "
           "commits, however "
           "long that takes";
  return "this goes through a whole table at once: rows of `{table}` that it has changed stay locked until it commits, "
         "however long "
         "that takes";
}

static void check(const ChangeRows& op, const Operation& operation, RuleContext& context) {
  if (!context.live(op.table.name) || changes_at_length_under_lock(op, operation, context)) return;
  const RowReach how_far = reach(op, context);
  const bool change = op.kind == RowChange::update || op.kind == RowChange::delete_;
  const bool loop = how_far == RowReach::a_batch && in_one_transaction_of_code(operation, context);
  const bool said_by_change_without_where = change && !op.where;
  const bool long_one = how_far >= RowReach::some_rows && op.kind != RowChange::copy_in && !said_by_change_without_where;
  if (!loop && !long_one) return;
  const auto batches = in_batches(op, operation, context);
  FindingBuilder finding = context.report(operation.span);
  if (how_far == RowReach::some_rows) finding.at_most(Severity::note);
  finding.say(std::string(harm(op, how_far, loop)), {{"table", context.display(op.table.name)}})
      .help(loop ? "commit after each batch, and run the block outside a transaction" : "do a thousand rows at a time",
            batches ? advice::Steps{*batches} : advice::Steps{});
}

extern const Rule unbatched_change = on<ChangeRows, check>();

}  // namespace godwit::rules::sql
