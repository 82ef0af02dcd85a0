#include <array>
#include <string_view>

#include <godwit/rules/postgres/added_column.h>
#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

/// A constant that every type of the row accepts, so that the advice can be pasted; none where none suggests itself.
static std::string_view some_default(const Type& type) {
  struct TypeDefault {
    std::string_view type, value;
  };
  static constexpr std::array<TypeDefault, 16> rows{{{"text", "''"},
                                                     {"varchar", "''"},
                                                     {"citext", "''"},
                                                     {"bool", "false"},
                                                     {"int2", "0"},
                                                     {"int4", "0"},
                                                     {"int8", "0"},
                                                     {"numeric", "0"},
                                                     {"float4", "0"},
                                                     {"float8", "0"},
                                                     {"timestamp", "now()"},
                                                     {"timestamptz", "now()"},
                                                     {"date", "now()"},
                                                     {"jsonb", "'{}'"},
                                                     {"json", "'{}'"},
                                                     {"interval", "'0'"}}};
  if (type.dimensions > 0) return "'{}'";
  for (const TypeDefault& row : rows)
    if (row.type == type.name) return row.value;
  return {};
}

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  if (added_column_cost(op, operation, context) != AddedColumnCost::required) return;
  const advice::Target table(context, op.table.name);
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(
          "the statement fails if `{table}` has a row: `{column}` is NOT NULL and has no default; inserts of the "
          "deployed "
          "application, which does not know it, would fail too",
          {{"table", context.display(op.table.name)}, {"column", op.column.name}});
  const std::string add = "ALTER TABLE " + table.sql() + " ADD COLUMN " + advice::bare_column(table, op.column);
  const std::string_view value = some_default(op.column.type);
  if (!value.empty() && op.column.constraints.empty()) {
    finding.help("give it a constant default; the server stores it once and writes no row",
                 {add + " NOT NULL DEFAULT " + std::string(value) + ";"});
    return;
  }
  advice::Steps steps{add + ";"};
  advice::append(steps, advice::column_constraints(table, op.column));
  finding.help("add it nullable, fill it in batches once the application writes it, then forbid NULL",
               std::move(steps));
}

extern const Rule not_null_column_without_default = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
