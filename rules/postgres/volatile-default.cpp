#include <godwit/rules/postgres/added_column.h>
#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  if (added_column_cost(op, operation, context) != AddedColumnCost::volatile_default) return;
  const advice::Target table(context, op.table.name);
  const CatalogType* domain = domain_of(op.column.type, context);
  const Expression* own = op.column.default_value ? &*op.column.default_value : nullptr;
  const std::string value = own ? own->text : domain ? domain->default_value->text : "";
  const std::string column = context.quoted(op.column.name);
  const std::string alter = "ALTER TABLE " + table.sql();
  advice::Steps steps{alter + " ADD COLUMN " + advice::bare_column(table, op.column) + ";\n" + alter +
                          " ALTER COLUMN " + column + " SET DEFAULT " + value + ";",
                      advice::backfill(table, column + " = " + value, column + " IS NULL")};
  advice::append(steps, advice::column_constraints(table, op.column));
  context.report(RuleContext::place_of(own ? own->span : Span{}, operation))
      .risk(Risk::dangerous)
      .say(
          "every read and write of `{table}` waits while the table and its indexes are written anew: `{default}` is "
          "worked "
          "out for each row",
          {{"table", context.display(op.table.name)}, {"default", value}})
      .help("add the column without the default, set the default for rows to come, then fill the old rows in batches",
            std::move(steps));
}

extern const Rule volatile_default = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
