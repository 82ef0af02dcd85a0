#include <godwit/rules/sql/column.h>

namespace godwit::rules::postgres {

/// As the whole migration leaves the column: it may have got another default, or an identity.
static void look(const SetDefault& op, const Operation& operation, RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  const CatalogColumn* column = table ? table->column(op.column) : nullptr;
  if (op.value || !column || !context.live(op.table.name)) return;
  if (column->not_null != Known::yes || column->has_default == Known::yes || column->identity != Identity::no) return;
  if (column_is_new(op.table.name, op.column, context)) return;  // no release has left it out yet
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
        look(*op, operation, context);
      }
}

extern const Rule default_dropped = on_migration(check);

}  // namespace godwit::rules::postgres
