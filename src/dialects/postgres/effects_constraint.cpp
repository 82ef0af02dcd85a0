#include <algorithm>

#include "dialects/postgres/effects.h"
#include "dialects/postgres/proof.h"

namespace godwit::postgres {

void lock_referenced(const Constraint& constraint, RelationId table, bool scans, EffectBuilder& to,
                     std::string_view evidence) {
  const Relation& referenced = to.relation(constraint.references);
  if (referenced.id == table) return;
  to.tree(referenced.id, false, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::share_row_exclusive, Cause::referenced, evidence);
    if (scans) to.scan(each.id, Cause::referenced, "add-constraint/fk");
  });
}

namespace {

bool same_key(const CatalogConstraint& a, const Constraint& b, RelationId references) {
  return a.written.kind == ConstraintKind::foreign_key && a.references == references && a.written.columns == b.columns;
}

/// Whether every partition has the same foreign key already: then none is checked, and the referenced table is locked
/// harder, because the keys are merged.
bool partitions_have(const Relation& table, const Constraint& key, const Catalog& catalog) {
  if (!table.partitioned() || table.children.empty()) return false;
  const Relation* referenced = catalog.find(key.references);
  return referenced && std::all_of(table.children.begin(), table.children.end(), [&](RelationId id) {
           const auto& constraints = catalog.at(id).constraints;
           return std::any_of(constraints.begin(), constraints.end(),
                              [&](const CatalogConstraint& each) { return same_key(each, key, referenced->id); });
         });
}

void foreign_key(const AddConstraint& op, const Relation& table, EffectBuilder& to) {
  const Constraint& key = op.constraint;
  const bool merged = partitions_have(table, key, to.catalog());
  // A table that this migration made and put nothing into has no row to look up.
  const bool has_nothing = to.certainly_empty(table);
  const bool checked = !key.not_valid && key.enforced && !merged && !has_nothing;
  if (key.not_valid && table.partitioned() && !to.at_least(18))
    to.refuse(Refusal::partitioned_not_valid, object_of(table),
              "a foreign key of a partitioned table cannot be NOT VALID before PostgreSQL 18",
              "add-constraint/fk-from-partitioned-not-valid");
  to.tree(table.id, op.table.only, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::share_row_exclusive, each.id == table.id ? Cause::direct : Cause::partition,
            "add-constraint/fk-not-valid");
    if (checked) to.scan(each.id, Cause::foreign_key_check, "add-constraint/fk");
  });
  lock_referenced(key, table.id, checked, to, "add-constraint/fk-not-valid");
  if (merged)
    to.lock_tree(to.relation(key.references).id, false, postgres_lock::access_exclusive, Cause::referenced,
                 "add-constraint/fk-from-partitioned-partitions-have-it");
  if (checked)
    to.hazard(Hazard::fails_on_existing_rows, Known::unknown, {ObjectKind::constraint, table.schema, key.name, {}}, "a row without a match stops the statement",
              "add-constraint/fk-violated");
}

void check(const AddConstraint& op, const Relation& table, EffectBuilder& to) {
  const bool checked = !op.constraint.not_valid && op.constraint.enforced;
  to.tree(table.id, op.table.only || op.constraint.no_inherit, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::access_exclusive, each.id == table.id ? Cause::direct : Cause::partition,
            "add-constraint/check-not-valid");
    if (checked) to.scan(each.id, Cause::constraint_check, "add-constraint/check");
  });
  if (checked)
    to.hazard(Hazard::fails_on_existing_rows, Known::unknown, {ObjectKind::constraint, table.schema, op.constraint.name, {}},
              "a row that violates it stops the statement", "add-constraint/check-violated");
}

void not_null(const AddConstraint& op, const Relation& table, EffectBuilder& to) {
  to.tree(table.id, op.table.only || op.constraint.no_inherit, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::access_exclusive, each.id == table.id ? Cause::direct : Cause::partition,
            "not-null/add-constraint-not-valid");
    for (const std::string& column : op.constraint.columns)
      if (!op.constraint.not_valid && may_hold_nulls(each, column, to.statement))
        to.scan(each.id, Cause::constraint_check, "not-null/add-constraint-valid");
  });
}

void using_index(const AddConstraint& op, const Relation& table, EffectBuilder& to) {
  to.lock(table.id, postgres_lock::access_exclusive, Cause::direct, "add-constraint/unique-using-index");
  if (op.constraint.kind != ConstraintKind::primary_key) return;
  const Relation* index = to.known(Name{table.schema, op.constraint.using_index, {}});
  bool scans = !index;
  if (index)
    for (const IndexKey& key : index->index.keys) scans = scans || may_hold_nulls(table, key.column, to.statement);
  if (scans) to.scan(table.id, Cause::constraint_check, "add-constraint/pk-using-index-nullable");
}

void fails_on_rows(const Constraint& key, const Relation& table, EffectBuilder& to) {
  if (to.certainly_empty(table)) return;
  const bool primary = key.kind == ConstraintKind::primary_key;
  to.hazard(Hazard::fails_on_existing_rows, Known::unknown, {ObjectKind::constraint, table.schema, key.name, {}},
            primary ? "a NULL, or two rows with the same key, stop the statement"
                    : "two rows that exclude each other stop the statement",
            primary                                      ? "add-constraint/pk-duplicates"
            : key.kind == ConstraintKind::unique ? "add-constraint/unique-duplicates"
                                                 : "");
}

void built_on_index(const AddConstraint& op, const Relation& table, EffectBuilder& to) {
  if (!op.constraint.using_index.empty()) return using_index(op, table, to);
  fails_on_rows(op.constraint, table, to);
  to.lock(table.id, postgres_lock::access_exclusive, Cause::direct, "add-constraint/unique");
  to.build_index(table.id, "add-constraint/unique");
  if (!table.partitioned() || op.table.only) return;
  const Lock of_partitions = to.at_least(18) ? postgres_lock::access_exclusive : postgres_lock::share;
  to.tree(table.id, false, [&](const Relation& each) {
    if (each.id != table.id) to.lock(each.id, of_partitions, Cause::partition, "add-constraint/partitioned-unique");
    to.build_index(each.id, "add-constraint/partitioned-unique");
  });
}

}  // namespace

void effects(const AddConstraint& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  const Relation& table = to.relation(op.table.name);
  switch (op.constraint.kind) {
    case ConstraintKind::foreign_key:
      return foreign_key(op, table, to);
    case ConstraintKind::check:
      return check(op, table, to);
    case ConstraintKind::not_null:
      return not_null(op, table, to);
    case ConstraintKind::unique:
    case ConstraintKind::primary_key:
    case ConstraintKind::exclusion:
      return built_on_index(op, table, to);
  }
}

void effects(const DropConstraint& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  const Relation& table = to.relation(op.table.name);
  to.lock_tree(table.id, op.table.only, postgres_lock::access_exclusive, Cause::direct, "drop-constraint/check");
  const CatalogConstraint* constraint = table.constraint(op.constraint);
  if (!constraint) return;
  if (constraint->written.kind == ConstraintKind::foreign_key && constraint->references != no_relation)
    to.lock_tree(constraint->references, false, postgres_lock::access_exclusive, Cause::referenced, "drop-constraint/fk");
  const bool key =
      constraint->written.kind == ConstraintKind::primary_key || constraint->written.kind == ConstraintKind::unique;
  if (!key || !op.cascade) return;
  for (const Referencing& each : referencing(to.catalog(), table.id))
    to.lock_tree(each.table, false, postgres_lock::access_exclusive, Cause::referencing,
                 "drop-constraint/primary-key-referenced-cascade");
}

void effects(const ValidateConstraint& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  const Relation& table = to.relation(op.table.name);
  const CatalogConstraint* constraint = table.constraint(op.constraint);
  const bool added_here = beside<AddConstraint>(
      to, [&](const AddConstraint& each) { return each.constraint.name == op.constraint; });
  const bool scans = added_here || !constraint || constraint->valid != Known::yes;
  const bool foreign = constraint && constraint->written.kind == ConstraintKind::foreign_key;
  to.tree(table.id, op.table.only, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::share_update_exclusive, each.id == table.id ? Cause::direct : Cause::partition,
            "validate/check-already-valid");
    if (scans) to.scan(each.id, foreign ? Cause::foreign_key_check : Cause::constraint_check, "validate/check");
  });
  if (scans && !to.certainly_empty(table))
    to.hazard(Hazard::fails_on_existing_rows, Known::unknown, {ObjectKind::constraint, table.schema, op.constraint, {}},
              "a row that violates it stops the statement", foreign ? "validate/fk-violated" : "validate/check-violated");
  if (!foreign || !scans || constraint->references == no_relation || constraint->references == table.id) return;
  to.tree(constraint->references, false, [&](const Relation& each) {
    to.lock(each.id, each.id == constraint->references ? postgres_lock::row_share : postgres_lock::access_share,
            Cause::referenced, "validate/fk");
    to.scan(each.id, Cause::referenced, "validate/fk");
  });
}

void effects(const AlterConstraint& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  const Relation& table = to.relation(op.table.name);
  const CatalogConstraint* constraint = table.constraint(op.constraint);
  to.lock_tree(table.id, op.table.only, postgres_lock::access_exclusive, Cause::direct, "alter-constraint/fk-deferrable");
  if (op.inherit == true)
    to.tree(table.id, false, [&](const Relation& each) {
      if (each.id != table.id) to.scan(each.id, Cause::constraint_check, "not-null/alter-constraint-inherit");
    });
  if (!constraint || constraint->references == no_relation || !op.enforced) return;
  if (!*op.enforced) {
    to.lock_tree(constraint->references, false, postgres_lock::access_exclusive, Cause::referenced,
                 "alter-constraint/fk-not-enforced");
    return;
  }
  to.tree(table.id, op.table.only,
          [&](const Relation& each) { to.scan(each.id, Cause::foreign_key_check, "alter-constraint/fk-enforced"); });
  lock_referenced(constraint->written, table.id, true, to, "alter-constraint/fk-enforced");
}

}  // namespace godwit::postgres
