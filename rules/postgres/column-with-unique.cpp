#include <string_view>

#include <godwit/rules/postgres/added_column.h>
#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

static const Constraint* key_of(const Column& column) {
  const Constraint* primary = inline_constraint(column, ConstraintKind::primary_key);
  return primary ? primary : inline_constraint(column, ConstraintKind::unique);
}

static std::string_view harm(const Column& column, const Constraint& key) {
  if (column.default_value && !column.default_value->is_null)
    return "the statement fails if `{table}` has two rows: every row gets the same `{column}`";
  if (key.kind == ConstraintKind::primary_key)
    return "the statement fails if `{table}` has a row: a primary key cannot be NULL, and `{column}` has no value yet";
  return "every read and write of `{table}` waits while the unique index on `{column}` is built";
}

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  const Constraint* key = key_of(op.column);
  if (!key || !context.live(op.table.name)) return;
  if (added_column_cost(op, operation, context) != AddedColumnCost::none) return;
  const advice::Target table(context, op.table.name);
  Column apart = op.column;
  apart.not_null = apart.not_null || key->kind == ConstraintKind::primary_key;
  advice::Steps steps{"ALTER TABLE " + table.sql() + " ADD COLUMN " + advice::bare_column(table, op.column) + ";"};
  advice::append(steps, advice::column_constraints(table, apart));
  context.report(RuleContext::place_of(key->span, operation))
      .risk(Risk::dangerous)
      .say(std::string(harm(op.column, *key)), {{"table", context.display(op.table.name)}, {"column", op.column.name}})
      .help(
          "add the column, give each row its own value in batches, build the index concurrently, outside a "
          "transaction, and let "
          "the constraint take it over",
          std::move(steps));
}

extern const Rule column_with_unique = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
