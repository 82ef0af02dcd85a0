#include <string>

#include <godwit/rules/postgres/advice.h>

namespace godwit::rules::postgres {

/// The check that holds new values to the narrower type while the column keeps the wider one.
static std::string narrower_check(const Type& to, const std::string& column) {
  if (to.dimensions > 0) return {};
  if ((to.name == "varchar" || to.name == "bpchar") && !to.modifiers.empty())
    return "char_length(" + column + ") <= " + std::to_string(to.modifiers.front());
  if (to.name == "int4") return column + " BETWEEN -2147483648 AND 2147483647";
  if (to.name == "int2") return column + " BETWEEN -32768 AND 32767";
  if (to.name == "numeric" && to.modifiers.size() > 1)
    return column + " = round(" + column + ", " + std::to_string(to.modifiers[1]) + ")";
  return {};
}

static void check(const AlterColumnType& op, const Operation& operation, RuleContext& context) {
  const Relation* relation = context.relation(op.table.name);
  const CatalogColumn* column = relation ? relation->column(op.column) : nullptr;
  if (!column || !context.live(op.table.name)) return;
  const StatementResult& effects = context.effects_of(operation);
  const bool cut = effects.find(Hazard::loses_data);
  if (!cut && !effects.find(Hazard::fails_on_existing_rows)) return;
  const advice::Target table(context, op.table.name);
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(std::string(
               cut ? "values of `{table}.{column}` that `{new}` cannot hold are cut or rounded without a word"
                   : "the statement fails at the first value of `{table}.{column}` that does not fit into `{new}`") +
               "; every read and write of `{table}` waits while the table is written anew",
           {{"table", context.display(op.table.name)}, {"column", op.column}, {"new", op.type.written}});
  Constraint rule;
  rule.columns = {op.column};
  rule.check.text = narrower_check(op.type, context.quoted(op.column));
  if (rule.check.text.empty())
    finding.help("keep `" + column->type.written + "`: it costs nothing to hold narrower values in it");
  else
    finding.help("keep `" + column->type.written + "` and hold new values to the limit with a check, validated later",
                 advice::add_then_validate(table, rule));
}

extern const Rule narrowing_cast = on<AlterColumnType, check>();

}  // namespace godwit::rules::postgres
