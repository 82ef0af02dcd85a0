#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

static void check(const AddColumn& op, const Operation& operation, RuleContext& context) {
  if (op.column.type.name != "json" || !op.column.type.schema.empty() || !context.live(op.table.name)) return;
  const Span type = operation.in_code ? Span{} : op.column.type_word;
  auto finding = context.report(type.empty() ? operation.span : type);
  finding
      .say(
          "`{column}` breaks `SELECT DISTINCT`, `GROUP BY` and `UNION` over all columns of `{table}`: json has no "
          "equality",
          {{"column", op.column.name}, {"table", context.display(op.table.name)}})
      .help("use jsonb");
  if (!type.empty()) finding.edit(type, "jsonb", Applicability::unsafe);
}

extern const Rule json_column = on<AddColumn, check>();

}  // namespace godwit::rules::postgres
