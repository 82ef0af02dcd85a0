#include <algorithm>

#include <godwit/rules/postgres/added_column.h>
#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

/// Without any default, not even DEFAULT NULL, the server knows that no row refers to anything and reads none; but one
/// action that has a default or adds a constraint makes it forget that for all keys of the command. What is read
/// without such an action is read for another constraint of the column.
static bool gives_values(const Statement& statement) {
  return std::any_of(statement.operations.begin(), statement.operations.end(), [](const Operation& other) {
    const AddColumn* column = other.as<AddColumn>();
    return other.as<AddConstraint>() || (column && column->column.default_value);
  });
}

static advice::Steps steps(const AddColumn& op, const advice::Target& table, const RuleContext& context) {
  std::string add = "ALTER TABLE " + table.sql() + " ADD COLUMN " + advice::bare_column(table, op.column);
  const auto& value = op.column.default_value;
  if ((!value || value->is_null) && !op.column.not_null && op.column.constraints.size() == 1) {
    const Constraint& key = op.column.constraints.front();
    return {add + " " + std::string(context.text(key.span)) + ";"};
  }
  if (value && !value->is_null) add += " DEFAULT " + value->text;
  if (op.column.not_null) add += " NOT NULL";
  Column apart = op.column;
  apart.not_null = false;
  advice::Steps out{add + ";"};
  advice::append(out, advice::column_constraints(table, apart));
  return out;
}

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  const Constraint* key = inline_constraint(op.column, ConstraintKind::foreign_key);
  if (!key || !context.live(op.table.name) || !gives_values(context.statement())) return;
  if (added_column_cost(op, operation, context) != AddedColumnCost::none) return;
  if (!context.effect_of(operation, op.table.name).scan) return;
  const bool own_default = op.column.default_value.has_value();
  context.report(RuleContext::place_of(key->span, operation))
      .risk(Risk::dangerous)
      .say(std::string("every read and write of `{table}` and every write of `{referenced}` waits while each row of "
                       "`{table}` is looked up "
                       "in `{referenced}`: ") +
               (own_default ? "any default, even NULL, makes the server check"
                            : "the other actions of the command make the server check"),
           {{"table", context.display(op.table.name)}, {"referenced", context.display(key->references)}})
      .help(own_default ? "without the default no row is read; with one, add the key NOT VALID and validate it in a "
                          "later migration"
                        : "add the column in a command of its own: then no row is read",
            steps(op, advice::Target(context, op.table.name), context));
}

extern const Rule column_with_foreign_key = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
