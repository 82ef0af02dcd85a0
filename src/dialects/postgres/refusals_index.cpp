#include "dialects/postgres/refusals.h"
#include "dialects/postgres/relation_kind.h"
#include "dialects/postgres/volatility.h"

// Indexes, and what needs one.

namespace godwit::postgres {
namespace {

void refuse_columns(const CreateIndex& op, const Relation& table, EffectBuilder& to) {
  const auto needs = [&](const std::string& name) {
    const CatalogColumn* column = table.column(name);
    if (!name.empty() && !column && table.complete)
      to.refuse(Refusal::missing, column_of(table, name), quoted(table.name) + " has no column " + quoted(name));
    if (column && column->generated == Generated::virtual_)
      to.refuse(Refusal::impossible, column_of(table, name), "the column is virtual: an index has nothing to read",
                "index/create-on-virtual-column");
  };
  for (const IndexKey& key : op.keys) needs(key.column);
  for (const std::string& each : op.including) needs(each);
}

void refuse_partition_key(const CreateIndex& op, const Relation& table, EffectBuilder& to) {
  if (!op.unique || !table.partition_by) return;
  for (const std::string& column : table.partition_by->columns) {
    const bool has = std::any_of(op.keys.begin(), op.keys.end(), [&](const IndexKey& key) { return key.column == column; });
    if (!column.empty() && !has)
      return to.refuse(Refusal::impossible, object_of(table),
                       "a unique index of the partitioned table " + quoted(table.name) +
                           " must hold its partition key, and leaves out " + quoted(column));
  }
}

void refuse_changing_expressions(const CreateIndex& op, const Relation& table, EffectBuilder& to) {
  const auto check = [&](const Expression& expression) {
    const std::string what = changing_part(expression, table, to.world);
    if (!what.empty())
      to.refuse(Refusal::impossible, object_of(ObjectKind::index, op.index),
                what + " is not IMMUTABLE, and what an index is over must be", "index/create-expression-not-immutable");
  };
  for (const IndexKey& key : op.keys)
    if (key.expression) check(*key.expression);
  if (op.where) check(*op.where);
}

}  // namespace

void refused(const CreateIndex& op, EffectBuilder& to) {
  if (refuse_missing_table(op.table, to)) return;
  const Relation* table = certain(op.table.name, to);
  const std::string schema = table ? table->schema : op.table.name.schema;
  const Relation* there = op.index.name.empty() ? nullptr : certain({schema, op.index.name, {}}, to);
  if (there && !there->assumed && !op.if_not_exists)
    to.refuse(Refusal::exists_already, object_of(*there),
              "there is " + std::string(is_index(there->kind) ? "an index " : "a relation ") + quoted(there->name) + " already",
              "index/create-name-taken");
  if (!table || (there && op.if_not_exists)) return;
  if (table->kind == ObjectKind::view && !table->assumed)
    return to.refuse(Refusal::wrong_kind, object_of(*table), quoted(table->name) + " is a view, which stores nothing",
                     "index/create-on-view");
  refuse_columns(op, *table, to);
  refuse_partition_key(op, *table, to);
  refuse_changing_expressions(op, *table, to);
}

void refused(const DropIndex& op, EffectBuilder& to) {
  if (op.concurrently && op.indexes.size() > 1)
    to.refuse(Refusal::impossible, object_of(ObjectKind::index, op.indexes[1]),
              "DROP INDEX CONCURRENTLY takes one index at a time");
  if (op.concurrently && op.cascade)
    to.refuse(Refusal::impossible, object_of(ObjectKind::index, op.indexes.front()),
              "DROP INDEX CONCURRENTLY takes no CASCADE");
  for (const Name& name : op.indexes) {
    if (!op.if_exists && to.catalog().certainly_dropped(name))
      to.refuse(Refusal::missing, object_of(ObjectKind::index, name), "there is no index " + quoted(name.plain()) + " any more");
    const Relation* index = certain(name, to);
    if (!index || index->assumed) continue;
    if (!is_index(index->kind)) {
      to.refuse(Refusal::wrong_kind, object_of(*index), quoted(index->name) + " is no index");
      continue;
    }
    if (!index->parents.empty() && to.known({to.catalog().at(index->parents.front()).schema, to.catalog().at(index->parents.front()).name, {}}))
      to.refuse(Refusal::needed, object_of(*index),
                "the index " + quoted(to.catalog().at(index->parents.front()).name) + " of the parent needs it",
                "index/drop-of-partition-attached");
    std::vector<std::string> columns;
    for (const IndexKey& key : index->index.keys) columns.push_back(key.column);
    if (index->index.unique && !index->backs_constraint && !op.cascade)
      refuse_needed_key(to.catalog().at(index->table), columns, object_of(*index), to, "index/drop-unique-referenced-by-fk");
  }
}

namespace {

bool serves_conflict(const Relation& index, const ConflictTarget& target) {
  if (!index.index.unique && !index.backs_constraint) return false;
  if (index.index.where && !target.filtered) return false;
  if (index.index.keys.size() != target.columns.size()) return false;
  return std::all_of(index.index.keys.begin(), index.index.keys.end(), [&](const IndexKey& key) {
    return !key.expression && holds(target.columns, key.column);
  });
}

void refuse_conflict(const ChangeRows& op, const Relation& table, EffectBuilder& to) {
  const ConflictTarget& target = *op.on_conflict;
  if (!target.constraint.empty() && !table.constraint(target.constraint))
    return to.refuse(Refusal::missing, {ObjectKind::constraint, table.schema, target.constraint, {}},
                     quoted(table.name) + " has no constraint " + quoted(target.constraint));
  if (target.columns.empty() || target.expression) return;
  const bool served = std::any_of(table.indexes.begin(), table.indexes.end(), [&](RelationId id) {
    return serves_conflict(to.catalog().at(id), target);
  });
  if (!served)
    to.refuse(Refusal::no_unique_index, object_of(table),
              "no unique index of " + quoted(table.name) + " is over what ON CONFLICT names");
}

/// Columns that the statement writes and the table does not have.
void refuse_written_columns(const ChangeRows& op, const Relation& table, EffectBuilder& to) {
  if (op.kind == RowChange::merge) return;
  for (const std::string& column : op.columns)
    if (!column.empty() && !table.column(column))
      to.refuse(Refusal::missing, column_of(table, column), quoted(table.name) + " has no column " + quoted(column));
}

}  // namespace

void refused(const ChangeRows& op, EffectBuilder& to) {
  if (op.table.name.empty() || refuse_missing_table(op.table, to)) return;
  const Relation* table = certain(op.table.name, to);
  if (op.freezes && table && table->made.transaction != to.world.now.transaction &&
      table->emptied.transaction != to.world.now.transaction)
    to.refuse(Refusal::impossible, object_of(*table), "FREEZE needs a table that the same transaction made or emptied",
              "rows/copy-from-freeze");
  if (!table || !table->complete || table->kind == ObjectKind::view) return;
  refuse_written_columns(op, *table, to);
  if (op.on_conflict) refuse_conflict(op, *table, to);
}

}  // namespace godwit::postgres
