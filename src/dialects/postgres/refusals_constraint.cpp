#include <set>

#include "dialects/postgres/casts.h"
#include "dialects/postgres/refusals.h"

// Constraints and partitions.

namespace godwit::postgres {
namespace {

using Columns = std::set<std::string>;

Columns set_of(const std::vector<std::string>& columns) { return {columns.begin(), columns.end()}; }

bool is_key(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::primary_key || constraint.kind == ConstraintKind::unique;
}

Object constraint_object(const Relation& table, const std::string& name) {
  return {ObjectKind::constraint, table.schema, name, {}};
}

void refuse_taken_name(const Constraint& constraint, const Relation& table, EffectBuilder& to) {
  const CatalogConstraint* there = table.constraint(constraint.name);
  if (constraint.name.empty() || !there || drops_constraint_beside(to, constraint.name)) return;
  to.refuse(Refusal::exists_already, constraint_object(table, constraint.name),
            quoted(table.name) + " already has a constraint " + quoted(constraint.name));
}

void refuse_second_key(const Constraint& constraint, const Relation& table, EffectBuilder& to) {
  if (constraint.kind != ConstraintKind::primary_key) return;
  for (const CatalogConstraint& each : table.constraints)
    if (each.written.kind == ConstraintKind::primary_key && !drops_constraint_beside(to, each.written.name) &&
        each.written.name != constraint.name)
      to.refuse(Refusal::exists_already, constraint_object(table, each.written.name),
                quoted(table.name) + " already has the primary key " + quoted(each.written.name),
                "add-constraint/pk-second");
}

void refuse_missing_columns(const Constraint& constraint, const Relation& table, EffectBuilder& to) {
  if (constraint.kind == ConstraintKind::check || constraint.kind == ConstraintKind::exclusion || !table.complete) return;
  for (const std::string& column : constraint.columns)
    if (!table.column(column) && !adds_column_beside(to, column))
      to.refuse(Refusal::missing, column_of(table, column), quoted(table.name) + " has no column " + quoted(column));
}

void refuse_partitioned_key(const Constraint& constraint, const Relation& table, EffectBuilder& to) {
  if (!table.partition_by || !(is_key(constraint) || constraint.kind == ConstraintKind::exclusion)) return;
  if (constraint.kind == ConstraintKind::exclusion && !to.at_least(17))
    return to.refuse(Refusal::impossible, object_of(table),
                     "a partitioned table has no exclusion constraints before PostgreSQL 17",
                     "add-constraint/partitioned-exclude");
  if (!constraint.using_index.empty())
    return to.refuse(Refusal::impossible, object_of(table),
                     "a partitioned table takes no index for a constraint: it makes its own",
                     "add-constraint/partitioned-unique-using-index");
  for (const std::string& column : table.partition_by->columns)
    if (!column.empty() && !holds(constraint.columns, column))
      return to.refuse(Refusal::impossible, object_of(table),
                       "a key of the partitioned table " + quoted(table.name) + " must hold its partition key, and leaves out " +
                           quoted(column),
                       "add-constraint/partitioned-unique-without-key");
}

void refuse_index_for_key(const Constraint& constraint, const Relation& table, EffectBuilder& to) {
  if (constraint.using_index.empty() || table.partitioned()) return;
  const Name name{table.schema, constraint.using_index, {}};
  const Object object = object_of(ObjectKind::index, name);
  if (to.catalog().certainly_dropped(name))
    return to.refuse(Refusal::missing, object, "there is no index " + quoted(name.name) + " any more");
  const Relation* index = certain(name, to);
  if (!index || index->assumed) return;
  const auto refuse = [&](const std::string& why, std::string_view evidence) {
    to.refuse(Refusal::impossible, object, "the index " + quoted(index->name) + " " + why, evidence);
  };
  if (index->table != table.id) return refuse("is not of " + quoted(table.name), {});
  if (index->backs_constraint) return refuse("belongs to a constraint already", {});
  if (!index->index.unique) return refuse("is not unique", "add-constraint/unique-using-non-unique-index");
  if (index->index.where) return refuse("is partial", "add-constraint/unique-using-partial-index");
  for (const IndexKey& key : index->index.keys) {
    if (key.expression) return refuse("is over an expression", "add-constraint/unique-using-expression-index");
    if (!key.usual_order) return refuse("has an order of its own", "add-constraint/unique-using-desc-index");
  }
}

/// How many keys and whole unique indexes a foreign key to these columns can stand on.
std::size_t keys_over(const Relation& table, const Columns& columns, const Catalog& catalog) {
  return static_cast<std::size_t>(std::count_if(table.indexes.begin(), table.indexes.end(), [&](RelationId id) {
    const Relation& index = catalog.at(id);
    Columns keys;
    for (const IndexKey& key : index.index.keys) keys.insert(key.expression ? "" : key.column);
    return (index.index.unique || index.backs_constraint) && !index.index.where && keys == columns;
  }));
}

std::vector<std::string> primary_columns(const Relation& table) {
  for (const CatalogConstraint& each : table.constraints)
    if (each.written.kind == ConstraintKind::primary_key) return each.written.columns;
  return {};
}

void refuse_types(const Constraint& key, const std::vector<std::string>& referenced_columns, const Relation& table,
                  const Relation& referenced, EffectBuilder& to) {
  for (std::size_t i = 0; i < std::min(key.columns.size(), referenced_columns.size()); ++i) {
    const CatalogColumn* from = table.column(key.columns[i]);
    const CatalogColumn* at = referenced.column(referenced_columns[i]);
    if (from && at && !compares(from->type, at->type, to.world))
      to.refuse(Refusal::impossible, column_of(table, key.columns[i]),
                quoted(key.columns[i]) + " is " + quoted(from->type.name) + " and " + quoted(referenced_columns[i]) +
                    " of " + quoted(referenced.name) + " is " + quoted(at->type.name) + ": nothing compares them");
  }
}

void refuse_foreign_key(const Constraint& key, const Relation& table, EffectBuilder& to) {
  if (key.kind != ConstraintKind::foreign_key) return;
  if (to.catalog().certainly_dropped(key.references) && key.references.name != table.name)
    return to.refuse(Refusal::missing, object_of(ObjectKind::table, key.references),
                     quoted(key.references.plain()) + " was dropped or renamed before");
  const Relation* referenced = certain(key.references, to);
  if (!referenced || referenced->id == table.id) return;
  if (referenced->kind == ObjectKind::view || referenced->kind == ObjectKind::materialized_view)
    return to.refuse(Refusal::wrong_kind, object_of(*referenced), "a foreign key references a table, and " +
                     quoted(referenced->name) + " is a view");
  if (!referenced->complete) return;
  const std::vector<std::string> columns =
      key.referenced_columns.empty() ? primary_columns(*referenced) : key.referenced_columns;
  for (const std::string& column : columns)
    if (!referenced->column(column))
      return to.refuse(Refusal::missing, column_of(*referenced, column),
                       quoted(referenced->name) + " has no column " + quoted(column));
  if (columns.empty())
    return to.refuse(Refusal::impossible, object_of(*referenced), quoted(referenced->name) + " has no primary key");
  if (!key.without_overlaps && keys_over(*referenced, set_of(columns), to.catalog()) == 0)
    return to.refuse(Refusal::impossible, object_of(*referenced),
                     "no key or whole unique index of " + quoted(referenced->name) + " is over the columns it references");
  refuse_types(key, columns, table, *referenced, to);
}

/// From 18 on a NOT NULL that was never validated stands in the way of a primary key.
void refuse_unproven_not_null(const Constraint& constraint, const Relation& table, EffectBuilder& to) {
  if (constraint.kind != ConstraintKind::primary_key || !to.at_least(18)) return;
  std::vector<std::string> columns = constraint.columns;
  if (const Relation* index = constraint.using_index.empty() ? nullptr : to.known({table.schema, constraint.using_index, {}}))
    for (const IndexKey& key : index->index.keys) columns.push_back(key.column);
  for (const CatalogConstraint& each : table.constraints)
    if (each.written.kind == ConstraintKind::not_null && each.valid == Known::no &&
        std::any_of(columns.begin(), columns.end(), [&](const std::string& one) { return holds(each.written.columns, one); }))
      to.refuse(Refusal::impossible, constraint_object(table, each.written.name),
                "the NOT NULL " + quoted(each.written.name) + " is not validated", "add-constraint/pk-with-not-valid-not-null");
}

}  // namespace

void refuse_constraint(const Constraint& constraint, const Relation& table, EffectBuilder& to) {
  refuse_taken_name(constraint, table, to);
  refuse_second_key(constraint, table, to);
  refuse_missing_columns(constraint, table, to);
  refuse_partitioned_key(constraint, table, to);
  refuse_index_for_key(constraint, table, to);
  refuse_foreign_key(constraint, table, to);
  refuse_unproven_not_null(constraint, table, to);
}

void refused(const AddConstraint& op, EffectBuilder& to) {
  if (refuse_missing_table(op.table, to)) return;
  const Relation* table = certain(op.table.name, to);
  if (!table) return;
  const bool inherited = op.constraint.kind == ConstraintKind::check || op.constraint.kind == ConstraintKind::not_null;
  if (op.table.only && inherited && !op.constraint.no_inherit && !table->children.empty())
    to.refuse(Refusal::impossible, object_of(*table), "the tables below need it, too: ONLY leaves them out");
  refuse_constraint(op.constraint, *table, to);
}

namespace {

const Relation* parent_with_constraint(const Relation& table, const CatalogConstraint& constraint,
                                       const Catalog& catalog) {
  if (constraint.written.kind != ConstraintKind::check && !table.bound) return nullptr;
  for (const RelationId id : table.parents)
    for (const CatalogConstraint& each : catalog.at(id).constraints)
      if (each.written.name == constraint.written.name && !each.written.no_inherit) return &catalog.at(id);
  return nullptr;
}

}  // namespace

const CatalogConstraint* needed_constraint(const TableRef& ref, const std::string& name, EffectBuilder& to) {
  if (refuse_missing_table(ref, to)) return nullptr;
  const Relation* table = certain(ref.name, to);
  if (!table) return nullptr;
  const CatalogConstraint* found = table->constraint(name);
  const bool added = beside<AddConstraint>(to, [&](const AddConstraint& each) {
    return each.constraint.name == name || each.constraint.name.empty();
  });
  // From 18 on every NOT NULL is a constraint, with a name that the server may have made up.
  const bool may_be_not_null = to.at_least(18) && name.find("not_null") != std::string::npos;
  if (!found && table->complete && !added && !may_be_not_null)
    to.refuse(Refusal::missing, constraint_object(*table, name),
              quoted(table->name) + " has no constraint " + quoted(name), "not-null/drop-constraint-by-name");
  return found;
}

void refuse_needed_key(const Relation& table, const std::vector<std::string>& columns, const Object& dropped,
                       EffectBuilder& to, std::string_view evidence) {
  const Columns keys = set_of(columns);
  for (const Referencing& each : referencing(to.catalog(), table.id)) {
    const Relation& other = to.catalog().at(each.table);
    if (set_of(each.constraint->written.referenced_columns) != keys || !to.catalog().is_certain(other)) continue;
    if (keys_over(table, keys, to.catalog()) != 1 || holds(other.parents, table.id)) continue;
    if (other.id == table.id && drops_constraint_beside(to, each.constraint->written.name)) continue;
    return to.refuse(Refusal::needed, dropped,
                     "the foreign key " + quoted(each.constraint->written.name) + " of " + quoted(other.name) + " needs it",
                     evidence);
  }
}

void refused(const DropConstraint& op, EffectBuilder& to) {
  const CatalogConstraint* found = op.if_exists ? nullptr : needed_constraint(op.table, op.constraint, to);
  const Relation* table = certain(op.table.name, to);
  if (op.if_exists && table) found = table->constraint(op.constraint);
  if (!found || !table) return;
  if (const Relation* parent = parent_with_constraint(*table, *found, to.catalog()))
    to.refuse(Refusal::impossible, constraint_object(*table, op.constraint),
              "the constraint comes from " + quoted(parent->name) + ", and goes only there",
              "drop-constraint/inherited-on-partition");
  if (is_key(found->written) && !op.cascade)
    refuse_needed_key(*table, found->written.columns, constraint_object(*table, op.constraint), to,
                      "drop-constraint/primary-key-referenced");
}

void refused(const ValidateConstraint& op, EffectBuilder& to) {
  const CatalogConstraint* found = needed_constraint(op.table, op.constraint, to);
  const Relation* table = certain(op.table.name, to);
  if (!found || !table) return;
  const ConstraintKind kind = found->written.kind;
  const Object object = constraint_object(*table, op.constraint);
  if (is_key(found->written) || kind == ConstraintKind::exclusion)
    return to.refuse(Refusal::wrong_kind, object, "it is no foreign key and no check, and holds already", "validate/unique");
  if (!found->written.enforced)
    return to.refuse(Refusal::impossible, object, "it is NOT ENFORCED", "validate/not-enforced-check");
  if (op.table.only && kind == ConstraintKind::check && !table->children.empty() && found->valid != Known::yes)
    return to.refuse(Refusal::impossible, object, "the tables below need it, too: ONLY leaves them out",
                     "validate/partitioned-check-only");
}

void refused(const AlterConstraint& op, EffectBuilder& to) {
  const CatalogConstraint* found = needed_constraint(op.table, op.constraint, to);
  const Relation* table = certain(op.table.name, to);
  if (!found || !table || found->written.kind == ConstraintKind::foreign_key) return;
  if (op.deferrability || op.enforced)
    to.refuse(Refusal::wrong_kind, constraint_object(*table, op.constraint), "only a foreign key can be altered so",
              op.enforced ? "alter-constraint/check-enforced" : "alter-constraint/unique-deferrable");
}

void refused(const AttachPartition& op, EffectBuilder& to) {
  if (op.parent.written_as == ObjectKind::index || refuse_missing_table(op.parent, to)) return;
  const Relation* parent = certain(op.parent.name, to);
  const Relation* partition = certain_whole(op.partition, to);
  if (!parent || parent->assumed) return;
  if (!parent->partitioned())
    return to.refuse(Refusal::wrong_kind, object_of(*parent), quoted(parent->name) + " is not partitioned");
  if (!partition) return;
  if (partition->bound)
    return to.refuse(Refusal::impossible, object_of(*partition), quoted(partition->name) + " is a partition already");
  for (const CatalogColumn& column : parent->columns) {
    const CatalogColumn* own = partition->column(column.name);
    if (!own)
      return to.refuse(Refusal::missing, column_of(*partition, column.name),
                       quoted(partition->name) + " has no column " + quoted(column.name));
    if (column.not_null == Known::yes && own->not_null == Known::no)
      return to.refuse(Refusal::impossible, column_of(*partition, column.name),
                       quoted(column.name) + " of " + quoted(partition->name) + " must be NOT NULL as the parent's is",
                       "partition/attach-parent-not-null-child-nullable");
  }
}

void refused(const DetachPartition& op, EffectBuilder& to) {
  if (refuse_missing_table(op.parent, to)) return;
  const Relation* parent = certain(op.parent.name, to);
  const Relation* partition = certain(op.partition, to);
  if (!parent || !partition || parent->assumed || partition->assumed) return;
  const bool is_partition = holds(partition->parents, parent->id);
  if (op.finalize && is_partition)  // unless one was begun by hand
    to.hazard(Hazard::refused, Known::unknown, object_of(*partition),
              "no DETACH CONCURRENTLY of it is known to wait to be finished", "partition/detach-finalize-not-pending");
  if (!op.finalize && !is_partition)
    to.refuse(Refusal::impossible, object_of(*partition),
              quoted(partition->name) + " is no partition of " + quoted(parent->name));
}

}  // namespace godwit::postgres
