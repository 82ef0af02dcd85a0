#include <godwit/rules/postgres/added_key.h>

namespace godwit::rules::postgres {

static std::string on_new_table(const AddConstraint& op, const Operation& operation, const RuleContext& context) {
  const std::string twin = context.quoted({op.table.name.schema, op.table.name.name + "_new", {}});
  return "CREATE TABLE " + twin + " (LIKE " + context.quoted(op.table.name) + " INCLUDING ALL);\nALTER TABLE " + twin +
         " " + std::string(context.text(operation.span)) + ";";
}

static void check(const AddConstraint& op, const Operation& operation, RuleContext& context) {
  if (op.constraint.kind != ConstraintKind::exclusion || !builds_index(op, operation, context)) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(
          "every read and write of `{table}` waits while an index is built from all its rows, and no form of EXCLUDE "
          "avoids that",
          {{"table", context.display(op.table.name)}})
      .help("put it on a new, empty table, copy the rows in batches, and let the application move over",
            {on_new_table(op, operation, context)});
}

extern const Rule exclusion_constraint = on<AddConstraint, check>();

}  // namespace godwit::rules::postgres
