#include "dialects/postgres/refusals.h"

namespace godwit::postgres {

void refusals(const Operation& operation, EffectBuilder& to) {
  visit_only<shared::Operations, relational::Operations, postgres::Operations>(operation, [&](const auto& op) {
    if constexpr (requires { refused(op, to); }) refused(op, to);
  });
}

bool drops_constraint_beside(const EffectBuilder& to, const std::string& constraint) {
  return beside<DropConstraint>(to, [&](const DropConstraint& each) { return each.constraint == constraint; });
}

bool refuse_missing_table(const TableRef& table, EffectBuilder& to) {
  if (table.if_exists || !to.catalog().certainly_dropped(table.name)) return false;
  to.refuse(Refusal::missing, object_of(table.written_as, table.name),
            "`" + table.name.plain() + "` was dropped or renamed before");
  return true;
}

bool refuse_missing_column(const TableRef& table, const std::string& column, EffectBuilder& to) {
  if (refuse_missing_table(table, to)) return true;
  const Relation* found = certain_whole(table.name, to);
  if (!found || found->column(column) || adds_column_beside(to, column)) return false;
  to.refuse(Refusal::missing, column_of(*found, column), "`" + found->name + "` has no column `" + column + "`");
  return true;
}

const Relation* parent_with_column(const Relation& table, const std::string& column, const Catalog& catalog) {
  for (const RelationId id : table.parents)
    if (const Relation& parent = catalog.at(id); parent.column(column)) return &parent;
  return nullptr;
}

}  // namespace godwit::postgres
