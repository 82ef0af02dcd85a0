#include <algorithm>

#include "dialects/postgres/domain.h"
#include "dialects/postgres/effects.h"
#include "dialects/postgres/loss.h"
#include "dialects/postgres/proof.h"
#include "dialects/postgres/type_change.h"
#include "dialects/postgres/volatility.h"

// Columns: added, dropped, of another type, with and without NOT NULL and defaults.

namespace godwit::postgres {
namespace {

const Constraint* inline_constraint(const Column& column, ConstraintKind kind) {
  for (const Constraint& each : column.constraints)
    if (each.kind == kind) return &each;
  return nullptr;
}

bool has_volatile_default(const Column& column, const World& world) {
  if (column.default_value) return is_volatile(*column.default_value, world) != Known::no;
  if (column.type.dimensions > 0) return false;
  const CatalogType* domain = domain_of(column.type, world);
  return domain && domain->default_value && is_volatile(*domain->default_value, world) != Known::no;
}

/// Why a new column makes the server write every row anew; empty if it does not.
std::string_view rewrite_evidence(const Column& column, const World& world) {
  if (column.type.is_serial()) return "add-column/serial";
  if (column.identity != Identity::no) return "add-column/identity-always";
  if (column.generated == Generated::stored) return "add-column/generated-stored";
  if (column.generated == Generated::virtual_) return {};
  if (column.type.dimensions == 0 && constrained_domain(column.type, world) != Known::no)
    return "add-column/domain-check";
  if (has_volatile_default(column, world)) return "add-column/default-volatile-function";
  return {};
}

bool has_value(const Column& column) { return column.default_value.has_value(); }

/// The server skips the check of a new column's foreign key only if the column gets no value, not even NULL, and no
/// action of the command writes the table anew. Source: observed on PostgreSQL 13 to 18; add-column/references*.
bool skips_foreign_key_check(const Column& column, const EffectBuilder& to) {
  return !has_value(column) && !beside<AddColumn>(to, [&](const AddColumn& each) {
    return !rewrite_evidence(each.column, to.world).empty();
  });
}

void foreign_key_of(const AddColumn& op, RelationId table, EffectBuilder& to) {
  const Constraint* key = inline_constraint(op.column, ConstraintKind::foreign_key);
  if (!key) return;
  const bool checked = key->enforced && !skips_foreign_key_check(op.column, to);
  const bool nulls_only = !has_value(op.column) || op.column.default_value->is_null;
  lock_referenced(*key, table, checked && !nulls_only, to, "add-column/references");
  if (checked)
    to.tree(table, op.table.only, [&](const Relation& each) {
      to.scan(each.id, Cause::foreign_key_check, "add-column/references-default-null");
    });
}

bool checks_for_nulls(const Column& column);

void rows_of_new_column(const Column& column, const Relation& each, EffectBuilder& to) {
  if (const std::string_view evidence = rewrite_evidence(column, to.world); !evidence.empty())
    to.rewrite(each.id, evidence);
  const Constraint* check = inline_constraint(column, ConstraintKind::check);
  if (check && check->enforced) to.scan(each.id, Cause::constraint_check, "add-column/check");
  if (inline_constraint(column, ConstraintKind::unique)) to.build_index(each.id, "add-column/unique");
  if (inline_constraint(column, ConstraintKind::primary_key)) to.build_index(each.id, "add-column/primary-key-serial");
  if (checks_for_nulls(column)) to.scan(each.id, Cause::constraint_check, "add-column/not-null-without-default");
  if (column.generated == Generated::virtual_ && column.not_null)
    to.scan(each.id, Cause::constraint_check, "add-column/generated-virtual-not-null");
}

/// NOT NULL on a new column is checked row by row unless a constant default is known to satisfy it.
bool checks_for_nulls(const Column& column) {
  return column.not_null && column.generated == Generated::no &&
         (!column.default_value || column.default_value->is_null);
}

bool fills_itself(const Column& column) {
  return (has_value(column) && !column.default_value->is_null) || column.identity != Identity::no ||
         column.generated != Generated::no || column.type.is_serial();
}

void fails_without_value(const AddColumn& op, const Relation& table, EffectBuilder& to) {
  const CatalogType* domain = domain_of(op.column.type, to.world);
  const bool domain_not_null = domain && op.column.type.dimensions == 0 && domain->not_null == Known::yes;
  const bool needs_value =
      op.column.not_null || domain_not_null || inline_constraint(op.column, ConstraintKind::primary_key);
  const bool domain_default = domain && domain->default_value && !domain->default_value->is_null;
  if (!needs_value || fills_itself(op.column) || domain_default) return;
  // A table that this history made empty has had its application since, unless it is as new as this migration.
  if (to.certainly_empty(table)) return;
  to.hazard(Hazard::fails_on_existing_rows, std::max(to.world.has_rows(table), Known::unknown), column_of(table, op.column.name),
            "every row that is there would hold a NULL", "add-column/not-null-without-default");
}

/// The value that all rows get may violate a check or lead nowhere.
void fails_with_its_value(const AddColumn& op, const Relation& table, EffectBuilder& to) {
  if (!has_value(op.column) || op.column.default_value->is_null || to.certainly_empty(table)) return;
  const Constraint* check = inline_constraint(op.column, ConstraintKind::check);
  const Constraint* key = inline_constraint(op.column, ConstraintKind::foreign_key);
  if ((check && check->enforced) || (key && key->enforced))
    to.hazard(Hazard::fails_on_existing_rows, Known::unknown, column_of(table, op.column.name),
              "every row that is there gets the default, which must hold what the constraint asks",
              "add-column/check-default-violates");
}

void fails_with_one_value(const AddColumn& op, const Relation& table, EffectBuilder& to) {
  const bool unique =
      inline_constraint(op.column, ConstraintKind::unique) || inline_constraint(op.column, ConstraintKind::primary_key);
  const bool same_for_all = has_value(op.column) && !op.column.default_value->is_null &&
                            is_volatile(*op.column.default_value, to.world) == Known::no;
  if (!unique || !same_for_all || to.world.has_rows(table) == Known::no) return;
  to.hazard(Hazard::fails_on_existing_rows, Known::unknown, column_of(table, op.column.name),
            "two rows would hold the same value of a unique column", "add-column/unique-default-constant");
}

}  // namespace

void effects(const AddColumn& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  const Relation& table = to.relation(op.table.name);
  const bool there = op.if_not_exists && table.column(op.column.name);
  to.tree(table.id, op.table.only, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::access_exclusive, each.id == table.id ? Cause::direct : Cause::partition,
            "add-column/plain");
    if (!there) rows_of_new_column(op.column, each, to);
  });
  if (there) return;
  foreign_key_of(op, table.id, to);
  fails_without_value(op, table, to);
  fails_with_one_value(op, table, to);
  fails_with_its_value(op, table, to);
}

void effects(const DropColumn& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  const Relation& table = to.relation(op.table.name);
  to.lock_tree(table.id, false, postgres_lock::access_exclusive, Cause::direct, "drop-column/plain");
  const bool surely_missing = !table.column(op.column) && table.complete && to.catalog().is_certain(table);
  if (surely_missing || (op.if_exists && !table.assumed && !table.column(op.column))) return;
  for (const CatalogConstraint& each : table.constraints)
    if (each.written.kind == ConstraintKind::foreign_key && holds(each.written.columns, op.column) &&
        each.references != no_relation)
      to.lock_tree(each.references, false, postgres_lock::access_exclusive, Cause::referenced,
                   "drop-column/foreign-key-column");
  std::vector<Dependent> needing = dependents(table, op.column, to.catalog());
  if (!to.at_least(15))  // generated columns went with it
    std::erase_if(needing, [](const Dependent& each) { return each.part == Dependent::Part::column; });
  if (op.cascade)
    take_along(needing, to);
  else
    refuse_for(needing, column_of(table, op.column), to);
  to.hazard(Hazard::loses_data, Known::yes, column_of(table, op.column), "the column's values are gone");
  to.hazard(Hazard::breaks_deployed_code, Known::unknown, column_of(table, op.column),
            "code that is deployed may read or write the column");
}

namespace {

/// What looks at a column and is therefore built or checked anew when its type changes.
void dependents_of_type(const AlterColumnType& op, const TypeChange& change, const Relation& table, EffectBuilder& to) {
  for (RelationId id : table.indexes) {
    const CreateIndex& index = to.catalog().at(id).index;
    bool rebuilt = index.where && holds(index.where->columns, op.column);
    for (const IndexKey& key : index.keys) {
      if (key.expression && holds(key.expression->columns, op.column)) rebuilt = true;
      if (change.rebuild_indexes && key.column == op.column) rebuilt = true;
    }
    if (rebuilt) to.build_index(table.id, "column-type/varchar-wider-with-expression-index");
  }
  for (const CatalogConstraint& each : table.constraints)
    if (each.written.kind == ConstraintKind::check && each.valid != Known::no && each.written.enforced &&
        holds(each.written.columns, op.column))
      to.scan(table.id, Cause::constraint_check, "column-type/varchar-wider-with-check");
}

void keys_of_type(const AlterColumnType& op, bool rewrite, const Relation& table, EffectBuilder& to) {
  const auto other_side = [&](RelationId other) {
    to.lock(other, postgres_lock::access_exclusive, Cause::referencing, "column-type/foreign-key-varchar-wider");
    if (!rewrite) return;
    to.scan(other, Cause::foreign_key_check, "column-type/foreign-key-referencing-int-to-bigint");
    to.scan(table.id, Cause::foreign_key_check, "column-type/foreign-key-referencing-int-to-bigint");
  };
  for (const CatalogConstraint& each : table.constraints)
    if (each.written.kind == ConstraintKind::foreign_key && holds(each.written.columns, op.column) &&
        each.references != no_relation)
      other_side(each.references);
  for (const Referencing& each : referencing(to.catalog(), table.id))
    if (holds(each.constraint->written.referenced_columns, op.column)) other_side(each.table);
}

void refused_for_type(const AlterColumnType& op, const Relation& table, EffectBuilder& to) {
  const auto refuse = [&](Object object, const std::string& why, std::string_view evidence) {
    to.refuse(Refusal::column_in_use, std::move(object), why, evidence);
  };
  for (const RelationId id : to.catalog().users(Use::reads, table.id))
    if (const Relation& view = to.catalog().at(id); reads_column(view, table, op.column, to.catalog()))
      refuse(object_of(view), "the view `" + view.name + "` reads the column", "column-type/varchar-wider-in-view");
  for (const CatalogTrigger& trigger : table.triggers)
    if (holds(trigger.columns, op.column))
      refuse({ObjectKind::trigger, table.schema, trigger.name, {}}, "the trigger `" + trigger.name + "` names the column",
             "column-type/varchar-wider-in-trigger-column-list");
  if (holds(table.policy_columns, op.column))
    refuse(object_of(table), "a policy or rule of `" + table.name + "` names the column",
           "column-type/varchar-wider-in-policy");
  for (const CatalogColumn& column : table.columns)
    if (holds(column.generated_from, op.column))
      refuse(column_of(table, column.name), "the column `" + column.name + "` is computed from it",
             "column-type/varchar-wider-in-generated-column");
}

/// A cast of a text meets texts that are no such thing. What another USING makes of them nobody can tell.
void casts_of_rows(const AlterColumnType& op, const Relation& table, const CatalogColumn& column, EffectBuilder& to) {
  const auto is_text = [](const std::string& name) { return name == "text" || name == "varchar" || name == "bpchar"; };
  if (op.using_kind != AlterColumnType::Using::cast_to_type || !is_text(base_type(column.type, to.world).name) ||
      is_text(base_type(op.type, to.world).name) || to.certainly_empty(table))
    return;
  to.hazard(Hazard::fails_on_existing_rows, Known::unknown, column_of(table, op.column),
            "a text that is no `" + op.type.written + "` stops the statement", "column-type/text-to-int-using-bad-data");
}

void loss_of_type(const AlterColumnType& op, const Relation& table, const CatalogColumn& column, EffectBuilder& to) {
  const Loss lost = loss(base_type(column.type, to.world), base_type(op.type, to.world));
  if (lost == Loss::none) return;
  // An explicit cast to a shorter type cuts what the assignment would refuse.
  const bool cut =
      lost == Loss::rounds || (op.using_kind == AlterColumnType::Using::cast_to_type && !op.type.modifiers.empty());
  if (cut)
    to.hazard(Hazard::loses_data, Known::unknown, column_of(table, op.column), "values that the new type cannot hold are cut or rounded");
  else
    to.hazard(Hazard::fails_on_existing_rows, Known::unknown, column_of(table, op.column),
              "a value that does not fit the new type stops the statement", "column-type/varchar-narrower-too-long");
}

}  // namespace

void effects(const AlterColumnType& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  const Relation& table = to.relation(op.table.name);
  const CatalogColumn* column = table.column(op.column);
  TypeChange change = column ? type_change(*column, op, to.world) : TypeChange{true, true};
  if (column && column->generated == Generated::virtual_) change.rewrite = false;
  to.tree(table.id, op.table.only, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::access_exclusive, each.id == table.id ? Cause::direct : Cause::partition,
            "column-type/varchar-wider");
    if (change.rewrite) to.rewrite(each.id, "column-type/int-to-bigint");
    dependents_of_type(op, change, each, to);
  });
  keys_of_type(op, change.rewrite, table, to);
  refused_for_type(op, table, to);
  if (column) loss_of_type(op, table, *column, to);
  if (column) casts_of_rows(op, table, *column, to);
}

void effects(const SetNotNull& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  const Relation& table = to.relation(op.table.name);
  const bool new_column = adds_column_beside(to, op.column);
  to.tree(table.id, op.table.only, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::access_exclusive, each.id == table.id ? Cause::direct : Cause::partition,
            "not-null/set");
    if (may_hold_nulls(each, op.column, to.statement)) {
      to.scan(each.id, Cause::constraint_check, "not-null/set");
      if (!new_column)
        to.hazard(Hazard::fails_on_existing_rows, Known::unknown, column_of(each, op.column), "a row with a NULL stops the statement",
                  "not-null/set-with-nulls");
    }
  });
}

void effects(const DropNotNull& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  to.lock_tree(to.relation(op.table.name).id, op.table.only, postgres_lock::access_exclusive, Cause::direct,
               "not-null/drop");
}

void effects(const SetDefault& op, EffectBuilder& to) {
  if (op.table.if_exists && !to.known(op.table.name)) return;
  to.lock_tree(to.relation(op.table.name).id, op.table.only, postgres_lock::access_exclusive, Cause::direct,
               "alter-column/set-default");
}

}  // namespace godwit::postgres
