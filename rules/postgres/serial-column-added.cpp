#include <string>

#include <godwit/rules/postgres/added_column.h>
#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

static std::string integer_of(const Type& serial) {
  if (serial.name == "bigserial") return "bigint";
  return serial.name == "smallserial" ? "smallint" : "integer";
}

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  if (added_column_cost(op, operation, context) != AddedColumnCost::serial) return;
  const advice::Target table(context, op.table.name);
  const std::string column = context.quoted(op.column.name);
  const std::string type = integer_of(op.column.type);
  Name sequence = op.table.name;
  sequence.name = made_name(op.table.name.name, op.column.name, "seq");
  const std::string next = "nextval('" + context.quoted(sequence) + "')";
  advice::Steps steps{"ALTER TABLE " + table.sql() + " ADD COLUMN " + column + " " + type + ";\nCREATE SEQUENCE " +
                          context.quoted(sequence) + " AS " + type + " OWNED BY " + table.sql() + "." + column +
                          ";\nALTER TABLE " + table.sql() + " ALTER COLUMN " + column + " SET DEFAULT " + next + ";",
                      advice::backfill(table, column + " = " + next, column + " IS NULL")};
  Column filled = op.column;
  filled.not_null = true;
  advice::append(steps, advice::column_constraints(table, filled));
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(
          "every read and write of `{table}` waits while the table and its indexes are written anew: `{type}` gives "
          "each "
          "row its next number",
          {{"table", context.display(op.table.name)}, {"type", op.column.type.written}})
      .help("add a plain column, number rows to come with a sequence, then number the old rows in batches",
            std::move(steps));
}

extern const Rule serial_column_added = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
