#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

/// Whether a later action of the migration gives the column another default or an identity.
static bool is_replaced(const SetDefault& op, const StatementRecord& dropped, const RuleContext& context) {
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations) {
      const auto* set = operation.as<SetDefault>();
      const auto* change = operation.as<ChangeTable>();
      const bool sets = set && set->value && set->column == op.column;
      const bool counts = change && change->change == TableChange::add_identity && change->column == op.column;
      if (record.number >= dropped.number && (sets || counts)) return true;
    }
  return false;
}

static void look(const SetDefault& op, const Operation& operation, const StatementRecord& record,
                 RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  const CatalogColumn* column = table ? table->column(op.column) : nullptr;
  if (op.value || !column || !context.live(op.table.name)) return;
  if (column->not_null != Known::yes || is_replaced(op, record, context)) return;
  if (column->made.migration == context.world().now.migration) return;  // no release has left it out yet
  context.report(operation.span)
      .say("every INSERT of the deployed application that leaves out `{column}` of `{table}` fails from here on",
           {{"column", op.column}, {"table", context.display(op.table.name)}})
      .help("release an application that always writes it, and drop the default after that");
}

static void check(RuleContext& context) {
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations)
      if (const auto* op = operation.as<SetDefault>()) {
        context.go_to(record);
        look(*op, operation, record, context);
      }
}

extern const Rule default_dropped = on_migration(check);

}  // namespace godwit::rules::postgres
