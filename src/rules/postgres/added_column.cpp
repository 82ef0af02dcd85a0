#include <godwit/rules/postgres/added_column.h>

#include <godwit/rules/sql/data_change.h>

namespace godwit {

static AddedColumnCost why_rewritten(const Column& column, const RuleContext& context) {
  const CatalogType* domain = domain_of(column.type, context);
  if (column.type.is_serial()) return AddedColumnCost::serial;
  if (column.identity != Identity::no) return AddedColumnCost::identity;
  if (column.generated == Generated::stored) return AddedColumnCost::stored_generated;
  if (domain && domain->constrained != Known::no) return AddedColumnCost::constrained_domain;
  if (column.default_value && !column.default_value->is_constant) return AddedColumnCost::volatile_default;
  // What is left: a domain's own default, or a type that nothing read so far tells of.
  return domain && domain->default_value ? AddedColumnCost::volatile_default : AddedColumnCost::constrained_domain;
}

AddedColumnCost added_column_cost(const AddColumn& op, const Operation& operation, const RuleContext& context) {
  const RelationEffect effect = context.effect_of(operation, op.table.name);
  if (!context.live(op.table.name)) return AddedColumnCost::none;
  const bool nothing_to_put = !op.column.default_value || op.column.default_value->is_null;
  if (op.column.not_null && nothing_to_put && context.effects_of(operation).find(Hazard::fails_on_existing_rows))
    return context.world().emptied_here(*context.relation(op.table.name)) ? AddedColumnCost::none : AddedColumnCost::required;
  return effect.rewrite ? why_rewritten(op.column, context) : AddedColumnCost::none;
}

const CatalogType* domain_of(const Type& type, const RuleContext& context) {
  if (type.dimensions > 0) return nullptr;
  const CatalogType* found = context.world().catalog.find_type(type.schema, type.name);
  return found && found->kind == ObjectKind::domain ? found : nullptr;
}

const Constraint* inline_constraint(const Column& column, ConstraintKind kind) {
  for (const Constraint& constraint : column.constraints)
    if (constraint.kind == kind && constraint.enforced) return &constraint;
  return nullptr;
}

}  // namespace godwit
