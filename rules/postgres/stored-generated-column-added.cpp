#include <string>

#include <godwit/rules/postgres/added_column.h>
#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

static advice::Steps filled_by_trigger(const AddColumn& op, const advice::Target& table,
                                       const std::string& expression) {
  const std::string column = table.quoted(op.column.name);
  const std::string fill = table.quoted(made_name(table.name.name, op.column.name, "fill"));
  return {"ALTER TABLE " + table.sql() + " ADD COLUMN " + advice::bare_column(table, op.column) +
              ";\nCREATE FUNCTION " + fill + "() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n  SELECT " +
              expression + " INTO NEW." + column +
              " FROM (SELECT NEW.*) AS new_row;\n  RETURN NEW;\nEND $$;\nCREATE TRIGGER " + fill +
              " BEFORE INSERT OR UPDATE ON " + table.sql() + "\n  FOR EACH ROW EXECUTE FUNCTION " + fill + "();",
          advice::backfill(table, column + " = " + expression, column + " IS NULL")};
}

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  if (added_column_cost(op, operation, context) != AddedColumnCost::stored_generated) return;
  const advice::Target table(context, op.table.name);
  const std::string expression = op.column.generated_as ? op.column.generated_as->text : "";
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(
          "every read and write of `{table}` waits while the table and its indexes are written anew to store "
          "`{column}` in "
          "each row",
          {{"table", context.display(op.table.name)}, {"column", op.column.name}});
  if (table.server_version >= 18) {
    finding.help("compute it when it is read: a VIRTUAL column writes no row",
                 {"ALTER TABLE " + table.sql() + " ADD COLUMN " + advice::bare_column(table, op.column) +
                  " GENERATED ALWAYS AS (" + expression + ") VIRTUAL;"});
    return;
  }
  advice::Steps steps = filled_by_trigger(op, table, expression);
  advice::append(steps, advice::column_constraints(table, op.column));
  finding.help("add a plain column that a trigger fills, then fill the old rows in batches", std::move(steps));
}

extern const Rule stored_generated_column_added = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
