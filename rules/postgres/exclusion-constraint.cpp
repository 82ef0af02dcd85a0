#include <godwit/rules/added_key.h>

namespace godwit::rules::postgres {

static advice::Steps steps(const AddConstraint& op, const Operation& operation, const RuleContext& context) {
  const std::string table = quote_name(op.table.name);
  const Name twin{op.table.name.schema, op.table.name.name + "_new", {}};
  const Name old{op.table.name.schema, op.table.name.name + "_old", {}};
  return {"CREATE TABLE " + quote_name(twin) + " (LIKE " + table + " INCLUDING ALL);\nALTER TABLE " + quote_name(twin) +
              " " + std::string(context.text(operation.span)) + ";",
          "-- when the application writes to both and the old rows are copied in batches:\nALTER TABLE " + table +
              " RENAME TO " + quote_identifier(old.name) + ";\nALTER TABLE " + quote_name(twin) + " RENAME TO " +
              quote_identifier(op.table.name.name) + ";"};
}

static void check(const AddConstraint& op, const Operation& operation, RuleContext& context) {
  if (op.constraint.kind != ConstraintKind::exclusion || !builds_index(op, operation, context)) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(
          "every read and write of `{table}` waits while an index is built from all its rows, and no form of EXCLUDE "
          "avoids that",
          {{"table", context.display(op.table.name)}})
      .help("put it on a new, empty table, fill that, and swap the two", steps(op, operation, context));
}

extern const Rule exclusion_constraint = on<AddConstraint, check>();

}  // namespace godwit::rules::postgres
