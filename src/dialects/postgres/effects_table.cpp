#include <algorithm>
#include <array>

#include "dialects/postgres/effects.h"
#include "dialects/postgres/relation_kind.h"

// Whole tables: settings, names, owners, TRUNCATE, maintenance.

namespace godwit::postgres {
namespace {

enum class Reach : std::uint8_t { table, descendants };
enum class Work : std::uint8_t { none, rewrite, new_file };

struct ChangeRow {
  Lock lock;
  Reach reach;
  Work work;
  std::string_view evidence;
};

// In the order of TableChange.
constexpr auto AE = postgres_lock::access_exclusive;
constexpr auto SRE = postgres_lock::share_row_exclusive;
constexpr auto SUE = postgres_lock::share_update_exclusive;
constexpr std::array<ChangeRow, 33> change_rows{{
    {AE, Reach::descendants, Work::none, "alter-column/add-identity"},
    {AE, Reach::descendants, Work::none, "alter-column/set-identity"},
    {AE, Reach::descendants, Work::none, "alter-column/drop-identity"},
    {AE, Reach::descendants, Work::rewrite, "alter-column/set-expression-stored"},
    {AE, Reach::descendants, Work::none, "alter-column/drop-expression"},
    {SUE, Reach::descendants, Work::none, "alter-column/set-statistics"},
    {SUE, Reach::table, Work::none, "alter-column/set-n_distinct"},
    {SUE, Reach::table, Work::none, "alter-column/reset-n_distinct"},
    {AE, Reach::descendants, Work::none, "alter-column/set-storage"},
    {AE, Reach::table, Work::none, "alter-column/set-compression"},
    {SUE, Reach::table, Work::none, "storage/cluster-on"},
    {SUE, Reach::table, Work::none, "storage/set-without-cluster"},
    {AE, Reach::table, Work::rewrite, "storage/set-logged"},
    {AE, Reach::table, Work::rewrite, "storage/set-unlogged"},
    {AE, Reach::table, Work::none, "storage/set-without-oids"},
    {AE, Reach::table, Work::rewrite, "storage/set-access-method-other"},
    {AE, Reach::table, Work::new_file, "storage/set-tablespace"},
    {SUE, Reach::table, Work::none, "storage/set-fillfactor"},
    {SUE, Reach::table, Work::none, "storage/reset-fillfactor"},
    {SRE, Reach::descendants, Work::none, "trigger/enable"},
    {SRE, Reach::descendants, Work::none, "trigger/disable"},
    {AE, Reach::table, Work::none, "rule/disable"},
    {AE, Reach::table, Work::none, "rule/disable"},
    {AE, Reach::table, Work::none, "storage/inherit"},
    {AE, Reach::table, Work::none, "storage/no-inherit"},
    {AE, Reach::table, Work::none, "storage/of-type"},
    {AE, Reach::table, Work::none, "storage/not-of"},
    {AE, Reach::table, Work::none, "storage/replica-identity-full"},
    {AE, Reach::table, Work::none, "row-security/enable"},
    {AE, Reach::table, Work::none, "row-security/disable"},
    {AE, Reach::table, Work::none, "row-security/force"},
    {AE, Reach::table, Work::none, "row-security/no-force"},
    {AE, Reach::table, Work::none, "storage/set-tablespace"},
}};

/// Whether a change leaves the table as it is: it is so already.
bool is_as_asked(const ChangeTable& op, const Relation& table) {
  switch (op.change) {
    case TableChange::set_logged:
      return !table.assumed && !table.unlogged;
    case TableChange::set_unlogged:
      return table.unlogged;
    case TableChange::set_tablespace:
      return op.value == "pg_default";
    case TableChange::set_access_method:
      return op.value == "heap" || op.value.empty();
    case TableChange::set_expression: {
      const CatalogColumn* column = table.column(op.column);
      return column && column->generated == Generated::virtual_;
    }
    default:
      return false;
  }
}

void on_index(const ChangeTable& op, EffectBuilder& to) {
  const Relation* index = to.known(op.table.name);
  if (!index || index->table == no_relation || op.change != TableChange::set_tablespace) return;
  to.lock(index->table, Lock(), Cause::direct, "storage/set-tablespace-index").readers_blocked_by_index = true;
}

}  // namespace

void effects(const ChangeTable& op, EffectBuilder& to) {
  if (op.table.written_as == ObjectKind::index) return on_index(op, to);
  if (op.table.if_exists && !to.known(op.table.name)) return;
  const Relation& table = to.relation(op.table.name);
  ChangeRow row = change_rows[static_cast<std::size_t>(op.change)];
  const bool parameters = op.change == TableChange::set_parameters || op.change == TableChange::reset_parameters;
  const auto strong = [](const std::string& name) {
    return name == "user_catalog_table" || name == "security_barrier" || name == "check_option";
  };
  if (parameters && std::any_of(op.parameters.begin(), op.parameters.end(), strong))
    row = {AE, Reach::table, Work::none, "storage/set-user_catalog_table"};
  to.lock_tree(table.id, row.reach == Reach::table || op.table.only, row.lock, Cause::direct, row.evidence);
  if (op.change == TableChange::add_inherit) to.lock(to.relation(op.other).id, SUE, Cause::inherits, "storage/inherit");
  if (op.change == TableChange::drop_inherit)
    to.lock(to.relation(op.other).id, postgres_lock::access_share, Cause::inherits, "storage/no-inherit");
  if (row.work == Work::none || is_as_asked(op, table)) return;
  if (row.work == Work::rewrite)
    to.tree(table.id, row.reach == Reach::table || op.table.only,
            [&](const Relation& each) { to.rewrite(each.id, row.evidence); });
  else if (!table.partitioned())
    to.on(table.id).rewrite = true;
}

namespace {

void rename_relation(const Rename& op, EffectBuilder& to) {
  const Relation* known = to.known(op.object);
  if (!known && op.if_exists) return;
  if ((known && is_index(known->kind)) || (!known && op.kind == ObjectKind::index)) {
    if (known && op.kind != ObjectKind::index && known->table != no_relation)
      to.lock(known->table, Lock(), Cause::direct, "rename/index-as-table").readers_blocked_by_index = true;
    return;
  }
  to.lock(to.relation(op.object, op.kind).id, AE, Cause::direct, "rename/table");
  to.hazard(Hazard::breaks_deployed_code, Known::unknown, object_of(op.kind, op.object), "code that is deployed uses the old name",
            "rename/table");
}

}  // namespace

void effects(const Rename& op, EffectBuilder& to) {
  if (is_relation_kind(op.kind)) return rename_relation(op, to);
  switch (op.kind) {
    case ObjectKind::column:
      if (op.if_exists && !to.known(op.object)) return;
      to.hazard(Hazard::breaks_deployed_code, Known::unknown, {ObjectKind::column, op.object.schema, op.object.name, op.part}, "code that is deployed uses the old name",
                "rename/column");
      return to.lock_tree(to.relation(op.object).id, false, AE, Cause::direct, "rename/column");
    case ObjectKind::constraint:
      if (op.if_exists && !to.known(op.object)) return;
      return to.lock_tree(to.relation(op.object).id, false, AE, Cause::direct, "rename/constraint");
    case ObjectKind::trigger:
    case ObjectKind::policy:
    case ObjectKind::rule:
      to.lock(to.relation(op.object).id, AE, Cause::direct, "trigger/rename");
      return;
    default:
      return;
  }
}

void effects(const SetSchema& op, EffectBuilder& to) {
  if (!is_relation_kind(op.kind)) return;
  to.lock(to.relation(op.object, op.kind).id, AE, Cause::direct, "set-schema/table");
  if (op.kind != ObjectKind::sequence)
    to.hazard(Hazard::breaks_deployed_code, Known::unknown, object_of(op.kind, op.object), "code that is deployed uses the old name",
              "set-schema/table");
}

void effects(const ChangeOwner& op, EffectBuilder& to) {
  if (is_relation_kind(op.kind)) to.lock(to.relation(op.object, op.kind).id, AE, Cause::direct, "owner/table");
}

void effects(const Truncate& op, EffectBuilder& to) {
  std::vector<RelationId> todo;
  for (const TableRef& each : op.tables) todo.push_back(to.relation(each.name).id);
  for (std::size_t i = 0; i < todo.size(); ++i) {
    const Relation& table = to.catalog().at(todo[i]);
    const bool only = i < op.tables.size() && op.tables[i].only;
    if (!to.at_least(14))
      for (RelationId parent : table.parents)
        to.lock(parent, postgres_lock::access_share, Cause::partition_of, "partition/truncate-partition");
    to.tree(table.id, only, [&](const Relation& each) {
      to.lock(each.id, AE, i < op.tables.size() ? Cause::direct : Cause::referencing, "table/truncate");
      if (!each.partitioned()) to.on(each.id).rewrite = true;
    });
    to.hazard(Hazard::loses_data, Known::yes, object_of(table), "every row is gone", "table/truncate");
    if (!op.cascade) continue;
    for (const Referencing& each : referencing(to.catalog(), table.id))
      if (each.constraint->written.enforced && std::find(todo.begin(), todo.end(), each.table) == todo.end())
        todo.push_back(each.table);
  }
}

void effects(const LockTable& op, EffectBuilder& to) {
  for (const TableRef& table : op.tables) {
    const Relation& relation = to.relation(table.name);
    to.lock_tree(relation.id, table.only, op.mode, Cause::direct, "lock/access-exclusive");
    for (RelationId read : relation.reads) to.lock(read, op.mode, Cause::depends, "lock/view");
  }
}

namespace {

void vacuum_table(const Relation& table, const Vacuum& op, EffectBuilder& to) {
  to.tree(table.id, false, [&](const Relation& each) {
    if (!op.full) {
      to.lock(each.id, SUE, Cause::direct, op.vacuum ? "maintenance/vacuum" : "maintenance/analyze");
      return;
    }
    to.lock(each.id, AE, Cause::direct, "maintenance/vacuum-full");
    to.rewrite(each.id, "maintenance/vacuum-full");
  });
}

bool stores_rows(const Relation& relation) {
  return relation.kind == ObjectKind::table || relation.kind == ObjectKind::materialized_view || relation.partitioned();
}

}  // namespace

void effects(const Vacuum& op, EffectBuilder& to) {
  if (op.vacuum) to.refused_in_transaction("VACUUM cannot run inside a transaction block", "maintenance/vacuum");
  for (const TableRef& table : op.tables) vacuum_table(to.relation(table.name), op, to);
  if (!op.tables.empty()) return;
  for (const RelationId id : to.catalog().relations())
    if (const Relation& each = to.catalog().at(id); stores_rows(each)) vacuum_table(each, op, to);
}

namespace {

void cluster_table(const Relation& table, EffectBuilder& to) {
  to.tree(table.id, false, [&](const Relation& each) {
    to.lock(each.id, AE, Cause::direct, "maintenance/cluster");
    to.rewrite(each.id, "maintenance/cluster");
  });
}

}  // namespace

void effects(const Cluster& op, EffectBuilder& to) {
  if (op.table) {
    const Relation& table = to.relation(*op.table);
    if (table.partitioned())
      to.refused_in_transaction("CLUSTER of a partitioned table cannot run inside a transaction block",
                                "maintenance/cluster-partitioned");
    return cluster_table(table, to);
  }
  to.refused_in_transaction("CLUSTER of all tables cannot run inside a transaction block", "maintenance/cluster-all");
  for (const RelationId id : to.catalog().relations())
    if (const Relation& each = to.catalog().at(id); stores_rows(each) && !each.clustered_on.empty())
      cluster_table(each, to);
}

}  // namespace godwit::postgres
