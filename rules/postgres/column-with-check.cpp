#include <godwit/rules/postgres/added_column.h>
#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

static advice::Steps steps(const AddColumn& op, const advice::Target& table, const RuleContext& context) {
  std::string add = "ALTER TABLE " + table.sql() + " ADD COLUMN " + advice::bare_column(table, op.column);
  if (op.column.generated_as) add += " GENERATED ALWAYS AS (" + op.column.generated_as->text + ") VIRTUAL";
  if (op.column.default_value) add += " DEFAULT " + op.column.default_value->text;
  if (op.column.not_null) add += " NOT NULL";
  Column apart = op.column;
  apart.not_null = false;
  advice::Steps out{add + ";"};
  advice::append(out, advice::column_constraints(advice::Target(context, op.table.name), apart));
  return out;
}

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  const Constraint* constraint = inline_constraint(op.column, ConstraintKind::check);
  if (!constraint || !context.live(op.table.name)) return;
  if (added_column_cost(op, operation, context) != AddedColumnCost::none) return;
  if (!context.effect_of(operation, op.table.name).scan) return;
  context.report(RuleContext::place_of(constraint->span, operation))
      .risk(Risk::dangerous)
      .say(
          "every read and write of `{table}` waits while all its rows are checked, although `{column}` is new and the "
          "same in "
          "all of them",
          {{"table", context.display(op.table.name)}, {"column", op.column.name}})
      .help("add the column first, then the check NOT VALID, and validate it in a migration after that",
            steps(op, advice::Target(context, op.table.name), context));
}

extern const Rule column_with_check = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
