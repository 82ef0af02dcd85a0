#include <algorithm>
#include <string>

#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

/// Whether the migration sets a sequence itself.
static bool sets_sequence(const RuleContext& context) {
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations)
      if (const auto* read = operation.as<ReadRows>())
        for (const Call& call : read->query.calls)
          if (call.function.name == "setval") return true;
  return false;
}

static void look(const ChangeTable& op, const Operation& operation, RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  if (op.change != TableChange::add_identity || !context.live(op.table.name)) return;
  const bool starts = std::find(op.parameters.begin(), op.parameters.end(), "start") != op.parameters.end();
  if (starts || (table && context.world().has_rows(*table) == Known::no)) return;
  context.report(operation.span)
      .say("the identity of `{table}.{column}` counts from 1: INSERTs meet the rows that are there",
           {{"table", context.display(op.table.name)}, {"column", op.column}})
      .help("set its sequence behind the highest value in the same transaction",
            {std::string("SELECT setval(pg_get_serial_sequence('") + context.quoted(op.table.name) + "', '" + op.column +
             "'), (SELECT max(" + context.quoted(op.column) + ") FROM " + context.quoted(op.table.name) + "));"});
}

static void check(RuleContext& context) {
  if (sets_sequence(context)) return;
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations)
      if (const auto* op = operation.as<ChangeTable>()) {
        context.go_to(record);
        look(*op, operation, context);
      }
}

extern const Rule identity_on_filled_column = on_migration(check);

}  // namespace godwit::rules::postgres
