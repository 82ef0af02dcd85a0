#include <algorithm>

#include "dialects/postgres/effects.h"

namespace godwit::postgres {
namespace {

/// Whether a partition has an index that the parent's new one would take over instead of building its own.
bool has_same_index(const Relation& table, const CreateIndex& op, const Catalog& catalog) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](RelationId id) {
    const CreateIndex& index = catalog.at(id).index;
    return index.unique == op.unique && index.keys.size() == op.keys.size() && !index.where && !op.where &&
           std::equal(index.keys.begin(), index.keys.end(), op.keys.begin(),
                      [](const IndexKey& a, const IndexKey& b) { return !a.column.empty() && a.column == b.column; });
  });
}

}  // namespace

void effects(const CreateIndex& op, EffectBuilder& to) {
  const Relation& table = to.relation(op.table.name);
  if (op.concurrently)
    to.refused_in_transaction("CREATE INDEX CONCURRENTLY cannot run inside a transaction block",
                              "index/create-concurrently");
  if (op.concurrently && table.partitioned())
    to.refuse(Refusal::partitioned_concurrently, object_of(table), "an index on a partitioned table cannot be built concurrently",
              "index/create-concurrently-partitioned");
  const Lock mode = op.concurrently ? postgres_lock::share_update_exclusive : postgres_lock::share;
  const bool there = op.if_not_exists && !op.index.name.empty() && to.known(Name{table.schema, op.index.name, {}});
  const std::string_view evidence = op.concurrently ? "index/create-concurrently" : "index/create";
  if (there) {
    to.lock(table.id, mode, Cause::direct, "index/create-concurrently-if-not-exists-there");
    return;
  }
  to.tree(table.id, op.table.only, [&](const Relation& each) {
    to.lock(each.id, mode, each.id == table.id ? Cause::direct : Cause::partition, evidence);
    if (each.id != table.id && has_same_index(each, op, to.catalog())) return;
    if (each.kind == ObjectKind::materialized_view && !each.populated) return;
    to.build_index(each.id, evidence);
  });
  if (op.unique)
    to.hazard(Hazard::fails_on_existing_rows, Known::unknown, {ObjectKind::index, table.schema, op.index.name, {}},
              "two rows with the same key stop the statement", "index/create-concurrently-unique-duplicates");
}

void effects(const DropIndex& op, EffectBuilder& to) {
  if (op.concurrently)
    to.refused_in_transaction("DROP INDEX CONCURRENTLY cannot run inside a transaction block",
                              "index/drop-concurrently");
  for (const Name& name : op.indexes) {
    const Relation* index = to.known(name);
    if (!index || index->table == no_relation) continue;
    const Lock mode = op.concurrently ? postgres_lock::share_update_exclusive : postgres_lock::access_exclusive;
    const bool partitioned = to.catalog().at(index->table).partitioned();
    to.lock_tree(index->table, !partitioned, mode, Cause::direct,
                 op.concurrently ? "index/drop-concurrently" : "index/drop");
    if (index->backs_constraint)
      to.refuse(Refusal::backs_constraint, object_of(*index), "a constraint needs the index: drop the constraint",
                "index/drop-of-constraint");
    if (op.concurrently && partitioned)
      to.refuse(Refusal::partitioned_concurrently, object_of(*index),
                "an index on a partitioned table cannot be dropped concurrently",
                "index/drop-concurrently-partitioned");
  }
}

namespace {

void reindex_table(const Relation& table, bool concurrently, EffectBuilder& to) {
  if (table.indexes.empty() && !table.assumed) {
    to.lock(table.id, concurrently ? postgres_lock::share_update_exclusive : postgres_lock::share, Cause::direct,
            "index/reindex-table");
    return;
  }
  const std::string_view evidence = concurrently ? "index/reindex-table-concurrently" : "index/reindex-table";
  to.lock(table.id, concurrently ? postgres_lock::share_update_exclusive : postgres_lock::share, Cause::direct, evidence)
      .readers_blocked_by_index = !concurrently;
  to.build_index(table.id, evidence);
}

void reindex_partitioned(const Relation& table, const Reindex& op, EffectBuilder& to) {
  if (to.at_least(14))
    to.refused_in_transaction("REINDEX of a partitioned table cannot run inside a transaction block",
                              "index/reindex-table-partitioned");
  to.lock(table.id, op.concurrently ? postgres_lock::share_update_exclusive : postgres_lock::share, Cause::direct,
          "index/reindex-table-partitioned");
  if (!to.at_least(14)) return;  // 13 warns and does nothing
  to.tree(table.id, false, [&](const Relation& each) {
    if (each.id == table.id) return;
    to.lock(each.id, postgres_lock::share, Cause::partition, "index/reindex-table-concurrently-partitioned");
    if (each.indexes.empty() && !each.assumed) return;
    to.build_index(each.id, "index/reindex-table-concurrently-partitioned");
  });
}

void reindex_everything(const Reindex& op, EffectBuilder& to) {
  to.refused_in_transaction("REINDEX of a schema or database cannot run inside a transaction block",
                            "index/reindex-schema");
  if (op.target == Reindex::Target::system) return;
  for (const RelationId id : to.catalog().relations()) {
    const Relation& each = to.catalog().at(id);
    const bool table = each.kind == ObjectKind::table || each.kind == ObjectKind::materialized_view;
    if (each.temporary || !table || each.indexes.empty()) continue;
    if (op.target == Reindex::Target::schema && each.schema != op.name.name) continue;
    reindex_table(each, op.concurrently, to);
  }
}

}  // namespace

void effects(const Reindex& op, EffectBuilder& to) {
  if (op.target != Reindex::Target::index && op.target != Reindex::Target::table) return reindex_everything(op, to);
  if (op.concurrently)
    to.refused_in_transaction("REINDEX CONCURRENTLY cannot run inside a transaction block",
                              "index/reindex-table-concurrently");
  const Relation* table = nullptr;
  if (op.target == Reindex::Target::table) {
    table = &to.relation(op.name);
  } else {
    const Relation* index = to.known(op.name);
    if (!index || index->table == no_relation) return;
    table = &to.catalog().at(index->table);
  }
  if (table->partitioned()) return reindex_partitioned(*table, op, to);
  reindex_table(*table, op.concurrently, to);
}

}  // namespace godwit::postgres
