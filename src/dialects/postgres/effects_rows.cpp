#include <algorithm>

#include "dialects/postgres/changed_columns.h"
#include "dialects/postgres/effects.h"

// Queries and changes of rows, materialized views.

namespace godwit::postgres {
namespace {

/// Whether an index begins with a column that is compared with a constant: then the table is not read in full.
bool index_serves(const Relation& table, const std::vector<std::string>& equal, const Catalog& catalog) {
  return std::any_of(table.indexes.begin(), table.indexes.end(), [&](RelationId id) {
    const CreateIndex& index = catalog.at(id).index;
    return !index.keys.empty() && !index.where &&
           std::find(equal.begin(), equal.end(), index.keys.front().column) != equal.end();
  });
}

/// Of what was never seen made, a comparison with a constant is taken to use an index.
bool reads_in_full(const Relation& table, const RelationUse& use, const Catalog& catalog) {
  if (use.equal_to_constant.empty()) return true;
  return !table.assumed && !index_serves(table, use.equal_to_constant, catalog);
}

void read_itself(const Relation& relation, const RelationUse& use, bool executes, EffectBuilder& to) {
  const Lock mode = use.locks_rows ? postgres_lock::row_share : postgres_lock::access_share;
  to.tree(relation.id, use.only, [&](const Relation& each) {
    to.lock(each.id, mode, Cause::read, use.locks_rows ? "lock/for-update" : "rows/select");
    if (executes && reads_in_full(each, use, to.catalog())) to.scan(each.id, Cause::read, "rows/select");
  });
}

/// The relation and, through views, all below it. Views may read in a circle: nobody has refused it yet.
void read_one(const Relation& first, const RelationUse& use, bool executes, EffectBuilder& to) {
  RelationUse below = use;  // a view's columns mostly have the names of its tables' columns
  below.only = below.locks_rows = false;
  std::vector<RelationId> all{first.id};
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Relation& relation = to.catalog().at(all[i]);
    read_itself(relation, i == 0 ? use : below, executes, to);
    if (relation.kind != ObjectKind::view) continue;
    for (RelationId read : relation.reads)
      if (std::find(all.begin(), all.end(), read) == all.end()) all.push_back(read);
  }
}

}  // namespace

void read_relations(const std::vector<RelationUse>& reads, bool executes, EffectBuilder& to) {
  for (const RelationUse& use : reads)
    if (use.relation.schema != "pg_catalog" && use.relation.schema != "information_schema" &&
        !use.relation.name.starts_with("pg_"))
      read_one(to.relation(use.relation), use, executes, to);
}

namespace {

/// Whether the statement certainly meets a row: only then do foreign keys look at other tables.
bool meets_rows(const ChangeRows& op, const Relation& table, const EffectBuilder& to) {
  if (op.kind != RowChange::insert) return to.world.has_rows(table) == Known::yes;
  return std::all_of(op.reads.begin(), op.reads.end(), [&](const RelationUse& use) {
    const Relation* read = to.known(use.relation);
    return read && to.world.has_rows(*read) == Known::yes;
  });
}

void keys_of_changed_rows(const ChangeRows& op, const Relation& table, EffectBuilder& to) {
  for (const CatalogConstraint& key : table.constraints)
    if (key.references != no_relation && looks_up(op, key.written))
      to.lock(key.references, postgres_lock::row_share, Cause::referenced, "rows/insert-fk");
}

void keys_to_changed_rows(const ChangeRows& op, const Relation& table, EffectBuilder& to) {
  if (op.kind != RowChange::delete_ && op.kind != RowChange::update) return;
  for (const Referencing& each : referencing(to.catalog(), table.id)) {
    const Constraint& key = each.constraint->written;
    if (!key.enforced || (op.kind == RowChange::update && !writes_any(op, key.referenced_columns))) continue;
    const char action = op.kind == RowChange::delete_ ? key.on_delete : key.on_update;
    const bool changes = action == 'c' || action == 'n' || action == 'd';
    if (!changes)
      to.hazard(Hazard::fails_on_existing_rows, Known::unknown, object_of(to.catalog().at(each.table)),
                "a row of `" + to.catalog().at(each.table).name + "` that references a changed one stops the statement",
                "rows/delete-referenced-violates");
    to.lock(each.table, changes ? postgres_lock::row_exclusive : postgres_lock::row_share, Cause::referencing,
            "rows/delete-referenced");
    if (!index_serves(to.catalog().at(each.table), key.columns, to.catalog()))
      to.scan(each.table, Cause::referencing, "rows/delete-referenced");
  }
}

void change_table(const ChangeRows& op, const Relation& table, EffectBuilder& to) {
  const bool inserts = op.kind == RowChange::insert || op.kind == RowChange::copy_in;
  to.tree(table.id, inserts || op.table.only,
          [&](const Relation& each) { to.lock(each.id, postgres_lock::row_exclusive, Cause::direct, "rows/update-all"); });
  if (table.kind == ObjectKind::view)
    for (RelationId read : table.reads) to.lock(read, postgres_lock::row_exclusive, Cause::depends, "rows/update-view");
  if (!meets_rows(op, table, to)) return;
  keys_of_changed_rows(op, table, to);
  keys_to_changed_rows(op, table, to);
}

}  // namespace

void effects(const ChangeRows& op, EffectBuilder& to) {
  const Relation& table = to.relation(op.table.name);
  change_table(op, table, to);
  std::vector<RelationUse> reads = op.reads;
  read_relations(reads, true, to);
  if (op.kind == RowChange::delete_ && !op.where)
    to.hazard(Hazard::loses_data, Known::yes, object_of(table), "every row is gone");
}

void effects(const ReadRows& op, EffectBuilder& to) { read_relations(op.query.reads, true, to); }

void effects(const CreateView& op, EffectBuilder& to) {
  for (const RelationUse& use : op.query.reads)
    if (use.relation.name != op.view.name)
      to.lock(to.relation(use.relation).id, postgres_lock::access_share, Cause::read, "view/create");
  if (const Relation* view = to.known(op.view); view && op.or_replace)
    to.lock(view->id, postgres_lock::access_exclusive, Cause::direct, "view/replace-same");
}

void effects(const RefreshMaterializedView& op, EffectBuilder& to) {
  const Relation& view = to.relation(op.view, ObjectKind::materialized_view);
  const bool has_index = view.assumed || !view.indexes.empty();
  if (op.concurrently) {
    to.lock(view.id, postgres_lock::exclusive, Cause::direct, "view/materialized-refresh-concurrently");
    to.scan(view.id, Cause::direct, "view/materialized-refresh-concurrently");
    if (!has_index)
      to.refuse(Refusal::no_unique_index, object_of(view), "a concurrent refresh needs a unique index",
                "view/materialized-refresh-concurrently-no-unique-index");
    if (!view.populated)
      to.refuse(Refusal::not_populated, object_of(view), "a view without data cannot be refreshed concurrently",
                "view/materialized-refresh-concurrently-not-populated");
  } else {
    to.lock(view.id, postgres_lock::access_exclusive, Cause::direct, "view/materialized-refresh");
    RelationEffect& effect = to.on(view.id);
    effect.rewrite = true;
    effect.scan = op.with_data && has_index;
  }
  if (!op.with_data) return;
  for (RelationId read : view.reads) read_one(to.catalog().at(read), RelationUse{}, true, to);
}

}  // namespace godwit::postgres
