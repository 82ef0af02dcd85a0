#include <string>

#include <godwit/rules/sql/advice.h>
#include <godwit/rules/sql/column.h>

namespace godwit::rules::sql {

static advice::Steps steps(const Rename& op, const advice::Target& table) {
  const CatalogColumn* column = table.relation ? table.relation->column(op.part) : nullptr;
  if (!column) return {};
  const std::string from = table.quoted(op.part);
  const std::string to = table.quoted(op.to);
  return {"ALTER TABLE " + table.sql() + " ADD COLUMN " + to + " " + column->type.written + ";",
          "-- once the application writes both columns\n" +
              advice::backfill(table, to + " = " + from, to + " IS NULL AND " + from + " IS NOT NULL")};
}

static void check(const Rename& op, const Operation& operation, RuleContext& context) {
  if (op.kind != ObjectKind::column || !context.live(op.object) || column_is_new(op.object, op.part, context)) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(
          "every statement of the deployed application that says `{table}.{column}` fails from the moment this commits",
          {{"table", context.display(op.object)}, {"column", op.part}})
      .help(
          "keep the name and map it in the application; or add the new column, write both, fill it in batches and drop "
          "the old "
          "one releases later",
          steps(op, advice::Target(context, op.object)));
}

extern const Rule rename_column = on<Rename, check>();

}  // namespace godwit::rules::sql
