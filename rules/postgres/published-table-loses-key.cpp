#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

static void check(const DropConstraint& op, const Operation& operation, RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  const CatalogConstraint* key = table ? table->constraint(op.constraint) : nullptr;
  if (!key || key->written.kind != ConstraintKind::primary_key || table->publications.empty()) return;
  for (const Operation& other : context.statement().operations)
    if (const auto* add = other.as<AddConstraint>(); add && add->constraint.kind == ConstraintKind::primary_key) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("`{table}` is published by `{publication}`: without its key every UPDATE and DELETE of it fails",
           {{"table", context.display(op.table.name)}, {"publication", table->publications.front()}})
      .help("give it another identity in the same transaction, or put the new key in the same statement",
            {"ALTER TABLE " + context.quoted(op.table.name) + " REPLICA IDENTITY FULL;"});
}

extern const Rule published_table_loses_key = on<DropConstraint, check>();

}  // namespace godwit::rules::postgres
