#include <string>

#include <godwit/rules/postgres/added_column.h>
#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

/// The sequence that numbers the rows until the column can be an identity: the identity's own is made last, since it
/// wants a column that is NOT NULL already.
static advice::Steps steps(const AddColumn& op, const advice::Target& table) {
  const std::string column = table.quoted(op.column.name);
  const std::string alter = "ALTER TABLE " + table.sql() + " ALTER COLUMN " + column;
  Name sequence = op.table.name;
  sequence.name = made_name(op.table.name.name, op.column.name, "numbers");
  const std::string next = "nextval('" + table.quoted(sequence) + "')";
  advice::Steps out{"CREATE SEQUENCE " + table.quoted(sequence) + ";\nALTER TABLE " + table.sql() + " ADD COLUMN " +
                        advice::bare_column(table, op.column) + ";\n" + alter + " SET DEFAULT " + next + ";",
                    advice::backfill(table, column + " = " + next, column + " IS NULL")};
  advice::append(out, advice::set_not_null(table, op.column.name));
  const std::string always = op.column.identity == Identity::always ? "ALWAYS" : "BY DEFAULT";
  out.push_back(alter + " DROP DEFAULT;\n" + alter + " ADD GENERATED " + always + " AS IDENTITY;\n" +
                "SELECT setval(pg_get_serial_sequence('" + table.sql() + "', '" + op.column.name + "'), " + next +
                ");\n" + "DROP SEQUENCE " + table.quoted(sequence) + ";");
  Column constraints = op.column;
  constraints.not_null = false;
  advice::append(out, advice::column_constraints(table, constraints));
  return out;
}

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  if (added_column_cost(op, operation, context) != AddedColumnCost::identity) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(
          "every read and write of `{table}` waits while the table and its indexes are written anew: an identity "
          "column "
          "numbers every row, as `serial` does",
          {{"table", context.display(op.table.name)}})
      .help("number the rows with a sequence, in batches, and make the column an identity at the end",
            steps(op, advice::Target(context, op.table.name)));
}

extern const Rule identity_column_added = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
