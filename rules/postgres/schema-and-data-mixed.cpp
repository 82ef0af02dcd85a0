#include <string>

#include <godwit/rules/sql/data_change.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

/// A statement that changed many rows of a table in use, and the table.
struct LongChange {
  const StatementRecord* record = nullptr;
  const ChangeRows* rows = nullptr;
};

static bool same_transaction(const StatementRecord& record, const RuleContext& context) {
  const Transaction& transaction = context.world().transaction;
  if (record.in_transaction == Known::no) return false;
  return !transaction.by_script || record.statement.span.begin >= transaction.begin.end;
}

static LongChange long_change(const RuleContext& context) {
  for (const StatementRecord& record : context.records()) {
    if (!same_transaction(record, context)) continue;
    for (const Operation& operation : record.statement.operations) {
      const ChangeRows* rows = operation.as<ChangeRows>();
      if (rows && reach(*rows, context) >= Reach::some_rows) return {&record, rows};
    }
  }
  return {};
}

static void check(const Statement& statement, RuleContext& context) {
  if (context.world().transaction.open == Known::no) return;
  const RelationEffect* effect = blocked_longest(context);
  if (!effect) return;
  const auto [record, rows] = long_change(context);
  if (!record) return;
  context.report(statement.span)
      .because(*effect)
      .say(in_one_transaction(context,
                              "the rows of `{changed}` that were changed before stay locked while this waits for the "
                              "lock on `{table}`; "
                              "a writer that uses `{table}` and then wants one of them is a deadlock"),
           {{"table", context.display(context.at(effect->relation))}, {"changed", context.display(rows->table.name)}})
      .help("change the data in a migration of its own")
      .related(record->statement.span, "rows are changed here", record->script);
}

extern const Rule schema_and_data_mixed = once(on_statement(check));

}  // namespace godwit::rules::postgres
