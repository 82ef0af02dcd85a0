#include "dialects/postgres/casts.h"
#include "dialects/postgres/refusals.h"

// Columns and settings of tables.

namespace godwit::postgres {
namespace {

bool drops_column_beside(const EffectBuilder& to, const std::string& column) {
  return beside<DropColumn>(to, [&](const DropColumn& each) { return each.column == column; });
}

bool in_partition_key(const Relation& table, const std::string& column) {
  return table.partition_by && holds(table.partition_by->columns, column);
}

const CatalogConstraint* primary_key(const Relation& table) {
  for (const CatalogConstraint& each : table.constraints)
    if (each.written.kind == ConstraintKind::primary_key) return &each;
  return nullptr;
}

/// What may not happen to a column by itself: it is part of the partition key, or comes from a parent.
void refuse_bound_column(const TableRef& ref, const std::string& column, std::string_view key_evidence,
                         std::string_view parent_evidence, EffectBuilder& to) {
  const Relation* table = certain(ref.name, to);
  if (!table) return;
  if (in_partition_key(*table, column))
    to.refuse(Refusal::impossible, column_of(*table, column),
              "the column is part of the partition key of " + quoted(table->name), key_evidence);
  if (const Relation* parent = parent_with_column(*table, column, to.catalog()))
    to.refuse(Refusal::impossible, column_of(*table, column),
              "the column comes from " + quoted(parent->name) + ", and changes only there", parent_evidence);
}

}  // namespace

void refused(const AddColumn& op, EffectBuilder& to) {
  if (refuse_missing_table(op.table, to)) return;
  const Relation* table = certain(op.table.name, to);
  if (!table) return;
  const std::string& name = op.column.name;
  if (table->column(name)) {
    if (!op.if_not_exists && !drops_column_beside(to, name))
      to.refuse(Refusal::exists_already, column_of(*table, name),
                quoted(table->name) + " already has a column " + quoted(name), "add-column/already-there");
    return;
  }
  if (table->bound)
    to.refuse(Refusal::impossible, object_of(*table), "a partition gets its columns from its parent");
  if (op.table.only && !table->children.empty())
    to.refuse(Refusal::impossible, object_of(*table), "the partitions need the column, too: ONLY leaves them out",
              "add-column/partitioned-only");
  for (const Constraint& each : op.column.constraints) refuse_constraint(each, *table, to);
}

void refused(const DropColumn& op, EffectBuilder& to) {
  if (!op.if_exists && refuse_missing_column(op.table, op.column, to)) return;
  refuse_bound_column(op.table, op.column, "drop-column/partition-key", {}, to);
}

void refused(const AlterColumnType& op, EffectBuilder& to) {
  if (refuse_missing_column(op.table, op.column, to)) return;
  refuse_bound_column(op.table, op.column, "column-type/partition-key", "column-type/on-a-partition", to);
  const Relation* table = certain(op.table.name, to);
  const CatalogColumn* column = table ? table->column(op.column) : nullptr;
  if (!column) return;
  for (const RelationId id : to.catalog().users(Use::type, table->name))
    for (const CatalogColumn& each : to.catalog().at(id).columns)
      if (each.type.name == table->name && (each.type.schema.empty() || each.type.schema == table->schema))
        to.refuse(Refusal::column_in_use, column_of(to.catalog().at(id), each.name),
                  "the column " + quoted(each.name) + " of " + quoted(to.catalog().at(id).name) + " is a row of " +
                      quoted(table->name),
                  "column-type/table-used-as-row-type");
  if (op.using_kind == AlterColumnType::Using::none && !casts_by_itself(column->type, op.type, to.world))
    to.refuse(Refusal::impossible, column_of(*table, op.column),
              quoted(column->type.written.empty() ? column->type.name : column->type.written) + " becomes " +
                  quoted(op.type.written) + " only with a USING that says how",
              "column-type/int-to-boolean-without-using");
  const bool keeps_default = column->has_default == Known::yes && !beside<SetDefault>(to, [&](const SetDefault& each) {
    return each.column == op.column;
  });
  if (keeps_default && !column->default_value.is_null && !casts_by_itself(column->type, op.type, to.world))
    to.refuse(Refusal::impossible, column_of(*table, op.column),
              "the default of the column does not become " + quoted(op.type.written) + " by itself: drop it first",
              "column-type/varchar-wider-default-not-castable");
}

void refused(const SetNotNull& op, EffectBuilder& to) { refuse_missing_column(op.table, op.column, to); }

void refused(const SetDefault& op, EffectBuilder& to) {
  if (refuse_missing_column(op.table, op.column, to)) return;
  const Relation* table = certain(op.table.name, to);
  const CatalogColumn* column = table ? table->column(op.column) : nullptr;
  if (!column) return;
  if (column->identity != Identity::no && !beside<ChangeTable>(to, [](const ChangeTable& each) {
        return each.change == TableChange::drop_identity;
      }))
    to.refuse(Refusal::impossible, column_of(*table, op.column), "an identity column has no other default");
  else if (column->generated != Generated::no)
    to.refuse(Refusal::impossible, column_of(*table, op.column), "a generated column has no default");
}

void refused(const DropNotNull& op, EffectBuilder& to) {
  if (refuse_missing_column(op.table, op.column, to)) return;
  const Relation* table = certain(op.table.name, to);
  const CatalogColumn* column = table ? table->column(op.column) : nullptr;
  if (!column) return;
  const CatalogConstraint* key = primary_key(*table);
  if (key && holds(key->written.columns, op.column) && !drops_constraint_beside(to, key->written.name))
    to.refuse(Refusal::impossible, column_of(*table, op.column), "the column is in the primary key",
              "not-null/drop-primary-key-column");
  else if (column->identity != Identity::no)
    to.refuse(Refusal::impossible, column_of(*table, op.column), "it is an identity column",
              "not-null/drop-identity-column");
  else if (const Relation* parent = parent_with_column(*table, op.column, to.catalog());
           parent && table->bound && parent->column(op.column)->not_null == Known::yes)
    to.refuse(Refusal::impossible, column_of(*table, op.column),
              "the column is NOT NULL in the parent " + quoted(parent->name),
              "not-null/partition-drop-while-parent-has");
}

namespace {

void refuse_identity(const ChangeTable& op, const Relation& table, const CatalogColumn& column, EffectBuilder& to) {
  const bool nullable = column.not_null == Known::no && !beside<SetNotNull>(to, [&](const SetNotNull& each) {
    return each.column == op.column;
  });
  if (column.identity != Identity::no)
    to.refuse(Refusal::exists_already, column_of(table, op.column), "it is an identity column already");
  else if (nullable)
    to.refuse(Refusal::impossible, column_of(table, op.column), "the column must be NOT NULL before it gets an identity",
              "alter-column/add-identity-nullable");
  else if (column.has_default == Known::yes && !beside<SetDefault>(to, [&](const SetDefault& each) {
             return each.column == op.column;
           }))
    to.refuse(Refusal::impossible, column_of(table, op.column), "the column has a default: drop it first");
}

/// Keys between a logged and an unlogged table are no keys.
void refuse_unlogged(const Relation& table, EffectBuilder& to) {
  if (to.at_least(18) && table.partitioned())
    return to.refuse(Refusal::impossible, object_of(table), "a partitioned table stores nothing: change its partitions",
                     "storage/set-unlogged-partitioned");
  for (const Referencing& each : referencing(to.catalog(), table.id))
    if (const Relation& other = to.catalog().at(each.table);
        other.id != table.id && !other.unlogged && !other.assumed && !table.unlogged)
      return to.refuse(Refusal::impossible, object_of(table),
                       "the logged table " + quoted(other.name) + " has a foreign key to it",
                       "storage/set-unlogged-referenced");
}

void refuse_replica_identity(const ChangeTable& op, const Relation& table, EffectBuilder& to) {
  const Relation* index = op.value.empty() ? nullptr : certain({table.schema, op.value, {}}, to);
  if (!index || index->table != table.id) return;
  const CreateIndex& written = index->index;
  const auto refuse = [&](const std::string& why, std::string_view evidence = {}) {
    to.refuse(Refusal::impossible, object_of(*index), why, evidence);
  };
  if (!written.unique) return refuse("the index " + quoted(index->name) + " is not unique");
  if (written.where) return refuse("the index " + quoted(index->name) + " is partial");
  for (const IndexKey& key : written.keys) {
    const CatalogColumn* column = table.column(key.column);
    if (key.expression) return refuse("the index " + quoted(index->name) + " is over an expression");
    if (column && column->not_null == Known::no)
      return refuse("the column " + quoted(key.column) + " of the index may be NULL",
                    "storage/replica-identity-index-nullable");
  }
}

bool is_of_column(TableChange change) {
  return change == TableChange::set_statistics || change == TableChange::set_options ||
         change == TableChange::set_storage || change == TableChange::set_compression ||
         change == TableChange::add_identity || change == TableChange::set_identity ||
         change == TableChange::set_expression || change == TableChange::drop_expression;
}

}  // namespace

void refused(const ChangeTable& op, EffectBuilder& to) {
  if (is_of_column(op.change) && !op.column.empty() ? refuse_missing_column(op.table, op.column, to)
                                                    : refuse_missing_table(op.table, to))
    return;
  const Relation* table = certain(op.table.name, to);
  if (!table) return;
  const CatalogColumn* column = table->column(op.column);
  if (op.change == TableChange::add_identity && column) refuse_identity(op, *table, *column, to);
  if (op.change == TableChange::set_unlogged) refuse_unlogged(*table, to);
  if (op.change == TableChange::replica_identity) refuse_replica_identity(op, *table, to);
  if (op.change == TableChange::set_access_method && table->partitioned() && !to.at_least(17))
    to.refuse(Refusal::impossible, object_of(*table), "a partitioned table has no access method before PostgreSQL 17",
              "storage/set-access-method-partitioned");
  if (op.change == TableChange::drop_expression && column && column->generated == Generated::virtual_)
    to.refuse(Refusal::impossible, column_of(*table, op.column), "the column is virtual: nothing is stored to keep",
              "alter-column/drop-expression-virtual");
}

}  // namespace godwit::postgres
