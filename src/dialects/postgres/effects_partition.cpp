#include <algorithm>

#include "dialects/postgres/effects.h"
#include "dialects/postgres/proof.h"

namespace godwit::postgres {
namespace {

const Relation* default_partition(const Relation& parent, const Catalog& catalog) {
  for (RelationId id : parent.children) {
    const Relation& child = catalog.at(id);
    if (child.bound && child.bound->strategy == PartitionBound::Strategy::default_) return &child;
  }
  return nullptr;
}

/// The default partition is checked for rows that belong to the new one.
void check_default_partition(const Relation& parent, const PartitionBound& bound, EffectBuilder& to,
                             std::string_view evidence) {
  const Relation* found = default_partition(parent, to.catalog());
  if (!found || bound.strategy == PartitionBound::Strategy::default_) return;
  to.tree(found->id, false, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::access_exclusive, Cause::partition_of, evidence);
    if (parent.partition_by && excludes_bound(each, *parent.partition_by, bound)) return;
    to.scan(each.id, Cause::constraint_check, evidence);
    if (!to.certainly_empty(each))
      to.hazard(Hazard::fails_on_existing_rows, Known::unknown, object_of(each),
                "a row of the default partition that belongs to the new one stops the statement",
                "partition/attach-default-partition-has-rows");
  });
}

bool same_columns(const Relation& a, const Relation& b) {
  return a.index.unique == b.index.unique && a.index.keys.size() == b.index.keys.size() &&
         std::equal(a.index.keys.begin(), a.index.keys.end(), b.index.keys.begin(),
                    [](const IndexKey& x, const IndexKey& y) { return !x.column.empty() && x.column == y.column; });
}

/// The partition must have an index for each of the parent's; one that is missing is built now.
bool builds_an_index(const Relation& parent, const Relation& partition, const Catalog& catalog) {
  return std::any_of(parent.indexes.begin(), parent.indexes.end(), [&](RelationId id) {
    const Relation& wanted = catalog.at(id);
    return std::none_of(partition.indexes.begin(), partition.indexes.end(), [&](RelationId other) {
      const Relation& index = catalog.at(other);
      return same_columns(wanted, index) && (!wanted.backs_constraint || index.backs_constraint);
    });
  });
}

bool has_key(const Relation& table, const CatalogConstraint& key) {
  return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const CatalogConstraint& each) {
    return each.written.kind == ConstraintKind::foreign_key && each.references == key.references &&
           each.written.columns == key.written.columns;
  });
}

void keys_of_parent(const Relation& parent, const Relation& partition, EffectBuilder& to) {
  for (const CatalogConstraint& key : parent.constraints) {
    if (key.written.kind != ConstraintKind::foreign_key || key.references == no_relation) continue;
    if (has_key(partition, key)) {
      to.lock_tree(key.references, false, postgres_lock::access_exclusive, Cause::referenced,
                   "partition/attach-parent-has-fk-child-too");
      continue;
    }
    to.scan(partition.id, Cause::foreign_key_check, "partition/attach-parent-has-fk");
    lock_referenced(key.written, partition.id, true, to, "partition/attach-parent-has-fk");
  }
}

void referencing_parent(const Relation& parent, EffectBuilder& to, std::string_view evidence) {
  const Lock mode = to.at_least(15) ? postgres_lock::share_row_exclusive : postgres_lock::access_share;
  for (const Referencing& each : referencing(to.catalog(), parent.id))
    to.lock(each.table, mode, Cause::referencing, evidence);
}

void attach_index(const AttachPartition& op, EffectBuilder& to) {
  for (const Name* name : {&op.parent.name, &op.partition}) {
    const Relation* index = to.known(*name);
    if (!index || index->table == no_relation) continue;
    RelationEffect& effect =
        to.lock(index->table, postgres_lock::access_share, Cause::direct, "index/alter-attach-partition");
    effect.readers_blocked_by_index = name == &op.partition;
  }
}

}  // namespace

void effects(const AttachPartition& op, EffectBuilder& to) {
  if (op.parent.written_as == ObjectKind::index) return attach_index(op, to);
  const Relation& parent = to.relation(op.parent.name, ObjectKind::partitioned_table);
  const Relation& partition = to.relation(op.partition);
  to.lock(parent.id, postgres_lock::share_update_exclusive, Cause::partition_of, "partition/attach");
  const bool proven = parent.partition_by && proves_bound(partition, *parent.partition_by, op.bound);
  const bool only_one = op.bound.strategy == PartitionBound::Strategy::default_ && parent.children.empty();
  to.tree(partition.id, false, [&](const Relation& each) {
    to.lock(each.id, postgres_lock::access_exclusive, Cause::direct, "partition/attach");
    if (!proven && !only_one) to.scan(each.id, Cause::constraint_check, "partition/attach");
    if (!proven && !only_one && each.id == partition.id && !to.certainly_empty(each))
      to.hazard(Hazard::fails_on_existing_rows, Known::unknown, object_of(each),
                "a row outside of the bounds stops the statement", "partition/attach-violating-rows");
    if (builds_an_index(parent, each, to.catalog()))
      to.build_index(each.id, "partition/attach-parent-has-index-child-not");
  });
  check_default_partition(parent, op.bound, to, "partition/attach-with-default-partition");
  keys_of_parent(parent, partition, to);
  referencing_parent(parent, to, "partition/attach-parent-is-referenced");
}

void effects(const DetachPartition& op, EffectBuilder& to) {
  const Relation& parent = to.relation(op.parent.name, ObjectKind::partitioned_table);
  const Relation& partition = to.relation(op.partition);
  const Relation* other = default_partition(parent, to.catalog());
  if (op.concurrently || op.finalize) {
    if (op.concurrently)
      to.refused_in_transaction("DETACH PARTITION CONCURRENTLY cannot run inside a transaction block",
                                "partition/detach-concurrently");
    if (op.concurrently && other)
      to.refuse(Refusal::default_partition, object_of(*other),
                "a partition cannot be detached concurrently while a default partition exists",
                "partition/detach-concurrently-with-default");
    to.lock(parent.id, postgres_lock::share_update_exclusive, Cause::partition_of, "partition/detach-concurrently");
    to.lock(partition.id, postgres_lock::access_exclusive, Cause::direct, "partition/detach-concurrently");
    return;
  }
  to.lock(parent.id, postgres_lock::access_exclusive, Cause::partition_of, "partition/detach");
  to.lock(partition.id, to.at_least(14) ? postgres_lock::access_exclusive : postgres_lock::share_update_exclusive, Cause::direct,
          "partition/detach");
  if (other && other->id != partition.id)
    to.lock(other->id, postgres_lock::access_exclusive, Cause::partition_of, "partition/detach");
  for (const CatalogConstraint& key : parent.constraints)
    if (key.written.kind == ConstraintKind::foreign_key && key.references != no_relation)
      to.lock(key.references, postgres_lock::share_row_exclusive, Cause::referenced, "partition/detach");
  for (const Referencing& each : referencing(to.catalog(), parent.id)) {
    to.lock(each.table, postgres_lock::access_exclusive, Cause::referencing, "partition/detach-parent-is-referenced");
    to.scan(each.table, Cause::foreign_key_check, "partition/detach-parent-is-referenced");
    to.hazard(Hazard::fails_on_existing_rows, Known::unknown, object_of(partition),
              "a row that a foreign key still references stops the statement",
              "partition/detach-parent-is-referenced-rows");
  }
}

namespace {

void partition_of(const CreateTable& op, EffectBuilder& to) {
  const Relation& parent = to.relation(*op.partition_of, ObjectKind::partitioned_table);
  to.lock(parent.id, postgres_lock::access_exclusive, Cause::partition_of, "partition/create-partition-of");
  check_default_partition(parent, op.bound, to, "partition/create-partition-of-with-default");
  for (const CatalogConstraint& key : parent.constraints)
    if (key.written.kind == ConstraintKind::foreign_key && key.references != no_relation)
      lock_referenced(key.written, no_relation, false, to, "partition/create-partition-of");
  referencing_parent(parent, to, "partition/create-partition-of-referenced");
}

}  // namespace

void effects(const CreateTable& op, EffectBuilder& to) {
  if (op.if_not_exists && to.known(op.table)) return;
  if (op.partition_of) partition_of(op, to);
  for (const Name& parent : op.inherits)
    to.lock(to.relation(parent).id, postgres_lock::share_update_exclusive, Cause::inherits, "table/create-inherits");
  for (const CreateTable::Like& like : op.like)
    to.lock(to.relation(like.table).id, postgres_lock::access_share, Cause::read, "table/create-like");
  const auto key = [&](const Constraint& constraint) {
    if (constraint.kind != ConstraintKind::foreign_key || constraint.references.name == op.table.name) return;
    lock_referenced(constraint, no_relation, false, to, "table/create-with-fk");
  };
  for (const Constraint& each : op.constraints) key(each);
  for (const Column& column : op.columns)
    for (const Constraint& each : column.constraints) key(each);
  if (!op.as) return;
  read_relations(op.as->reads, op.with_data, to);
  for (const ChangeRows& change : op.as->changes) effects(change, to);
}

}  // namespace godwit::postgres
