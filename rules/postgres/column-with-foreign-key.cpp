#include <godwit/rules/added_column.h>
#include <godwit/rules/advice.h>

namespace godwit::rules::postgres {

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  const Constraint* key = inline_constraint(op.column, ConstraintKind::foreign_key);
  // Without any default, not even DEFAULT NULL, the server knows that no row refers to anything and reads none.
  if (!key || !op.column.default_value || !context.live(op.table.name)) return;
  if (added_column_cost(op, operation, context) != AddedColumnCost::none) return;
  if (!context.effect_of(operation, op.table.name).scan) return;
  const advice::Target table(context, op.table.name);
  std::string add = "ALTER TABLE " + table.sql() + " ADD COLUMN " + advice::bare_column(op.column);
  if (!op.column.default_value->is_null) add += " DEFAULT " + op.column.default_value->text;
  if (op.column.not_null) add += " NOT NULL";
  Column apart = op.column;
  apart.not_null = false;
  advice::Steps steps{add + ";"};
  advice::append(steps, advice::column_constraints(table, apart));
  context.report(key->span.empty() ? operation.span : key->span)
      .risk(Risk::dangerous)
      .say(
          "every read and write of `{table}` and every write of `{referenced}` waits while each row of `{table}` is "
          "looked up in "
          "`{referenced}`: the default makes the new key one to check",
          {{"table", context.display(op.table.name)}, {"referenced", context.display(key->references)}})
      .help("add the column first, then the foreign key NOT VALID, and validate it in a migration after that",
            std::move(steps));
}

extern const Rule column_with_foreign_key = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
