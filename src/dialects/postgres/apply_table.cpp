#include <algorithm>

#include <godwit/ir/relational/made_name.h>

#include "dialects/postgres/apply.h"
#include "dialects/postgres/lists.h"

namespace godwit::postgres {

std::vector<RelationId> with_descendants(const Catalog& catalog, RelationId id, bool only) {
  std::vector<RelationId> out{id};
  for (std::size_t i = 0; i < out.size() && !only; ++i)
    for (RelationId child : catalog.at(out[i]).children)
      if (std::find(out.begin(), out.end(), child) == out.end()) out.push_back(child);
  return out;
}

namespace {

/// The table an ALTER works on; null where IF EXISTS finds none.
Relation* target(const TableRef& table, World& world) {
  if (table.if_exists && !world.catalog.find(table.name)) return nullptr;
  return &world.catalog.find_or_assume(table.name, ObjectKind::table);
}

void own_sequence(Relation& table, CatalogColumn& column, World& world) {
  Relation& sequence = world.catalog.add(Name{table.schema, made_name(table.name, column.name, "seq"), {}},
                                         ObjectKind::sequence, world.now);
  sequence.table = no_relation;
  sequence.temporary = table.temporary;
  column.sequence = sequence.id;
}

void add_column(Relation& table, const Column& column, World& world) {
  if (table.column(column.name)) return;
  CatalogColumn out;
  out.name = column.name;
  out.type = column.type;
  const bool key = std::any_of(column.constraints.begin(), column.constraints.end(),
                               [](const Constraint& each) { return each.kind == ConstraintKind::primary_key; });
  out.not_null = known(column.not_null || key || column.identity != Identity::no);
  if (column.default_value) out.default_value = *column.default_value;
  out.has_default = known(column.default_value || column.type.is_serial());
  out.generated = column.generated;
  if (column.generated_as) out.generated_from = column.generated_as->columns;
  out.identity = column.identity;
  out.collation = column.collation;
  out.made = world.now;
  if (out.type.name == "serial") out.type.name = "int4";
  if (out.type.name == "bigserial") out.type.name = "int8";
  if (out.type.name == "smallserial") out.type.name = "int2";
  table.columns.push_back(std::move(out));
  if (column.type.is_serial() || column.identity != Identity::no) own_sequence(table, table.columns.back(), world);
}

void add_inline_constraints(Relation& table, const Column& column, World& world) {
  for (const Constraint& each : column.constraints) add_constraint(table, each, known(each.enforced), world);
}

/// Makes one the parent of the other, unless that is so already or would be a circle, which the server refuses.
void make_parent(Relation& parent, Relation& child, const Catalog& catalog) {
  const std::vector<RelationId> below = with_descendants(catalog, child.id);
  if (std::find(below.begin(), below.end(), parent.id) != below.end()) return;
  if (std::find(child.parents.begin(), child.parents.end(), parent.id) != child.parents.end()) return;
  child.parents.push_back(parent.id);
  parent.children.push_back(child.id);
}

/// What a table takes over from a parent: columns, checks and, for a partition, indexes and keys.
void inherit(Relation& table, Relation& parent, World& world) {
  make_parent(parent, table, world.catalog);
  for (const CatalogColumn& column : parent.columns)
    if (!table.column(column.name)) table.columns.push_back(column);
  for (const CatalogConstraint& each : parent.constraints) {
    const bool built = each.written.kind == ConstraintKind::primary_key ||
                       each.written.kind == ConstraintKind::unique || each.written.kind == ConstraintKind::exclusion;
    if (each.written.no_inherit || (each.written.kind != ConstraintKind::check && !table.bound)) continue;
    Constraint copy = each.written;
    if (built) copy.name.clear();
    add_constraint(table, copy, each.valid, world);
  }
  if (!table.bound) return;
  for (RelationId id : std::vector<RelationId>(parent.indexes)) {
    if (world.catalog.at(id).backs_constraint) continue;
    add_index(table, world.catalog.at(id).index, "", world).parents.push_back(id);
  }
}

void copy_like(Relation& table, const CreateTable::Like& like, World& world) {
  const Relation& source = world.catalog.find_or_assume(like.table, ObjectKind::table);
  for (const CatalogColumn& column : source.columns)
    if (!table.column(column.name)) table.columns.push_back(column);
  if (like.constraints)
    for (const CatalogConstraint& each : source.constraints)
      if (each.written.kind == ConstraintKind::check) add_constraint(table, each.written, each.valid, world);
  if (!like.indexes) return;
  for (const CatalogConstraint& each : source.constraints)
    if (each.index != no_relation) {
      Constraint copy = each.written;
      copy.name.clear();
      copy.using_index.clear();
      add_constraint(table, copy, each.valid, world);
    }
  for (RelationId id : source.indexes)
    if (!world.catalog.at(id).backs_constraint) add_index(table, world.catalog.at(id).index, "", world);
}

void read_from(Relation& table, const CreateTable& op, World& world) {
  for (const RelationUse& use : op.as->reads)
    if (const Relation* read = world.catalog.find(use.relation)) table.reads.push_back(read->id);
  table.read_columns = columns_read(*op.as, world.catalog);
  table.populated = op.with_data;
  if (op.with_data) table.has_rows = Known::unknown;
  if (op.kind != ObjectKind::materialized_view) table.reads.clear();  // a table does not depend on what filled it
}

/// Whether the columns and constraints of a new table are all known. What IF NOT EXISTS may have met had its own.
bool is_told_whole(const CreateTable& op, bool may_have_been_there, const Catalog& catalog) {
  const auto whole = [&](const Name& name) {
    const Relation* found = catalog.find(name);
    return found && found->complete && catalog.is_certain(*found);
  };
  return !may_have_been_there && !op.as && op.of_type.empty() && (!op.partition_of || whole(*op.partition_of)) &&
         std::all_of(op.inherits.begin(), op.inherits.end(), whole) &&
         std::all_of(op.like.begin(), op.like.end(), [&](const CreateTable::Like& like) { return whole(like.table); });
}

}  // namespace

void apply(const CreateTable& op, World& world) {
  const Relation* there = world.catalog.find(op.table);
  const bool may_have_been_there = op.if_not_exists && !world.catalog.certainly_dropped(op.table);
  if (there && !there->assumed && op.if_not_exists) return;
  const ObjectKind kind = op.partition_by ? ObjectKind::partitioned_table : op.kind;
  Relation& table = world.catalog.add(op.table, kind, world.now);
  table.temporary = op.persistence == CreateTable::Persistence::temporary;
  table.unlogged = op.persistence == CreateTable::Persistence::unlogged;
  table.partition_by = op.partition_by;
  table.has_rows = Known::no;
  table.emptied = world.now;
  if (op.partition_of) table.bound = op.bound;
  table.of_type = op.of_type.name;
  for (const Column& column : op.columns) add_column(table, column, world);
  if (const CatalogType* type =
          op.of_type.empty() ? nullptr : world.catalog.find_type(op.of_type.schema, op.of_type.name))
    for (const Column& attribute : type->attributes) add_column(table, attribute, world);
  for (const CreateTable::Like& like : op.like) copy_like(table, like, world);
  for (const Column& column : op.columns) add_inline_constraints(table, column, world);
  for (const Constraint& each : op.constraints) add_constraint(table, each, known(each.enforced), world);
  if (op.partition_of)
    inherit(table, world.catalog.find_or_assume(*op.partition_of, ObjectKind::partitioned_table), world);
  for (const Name& parent : op.inherits) inherit(table, world.catalog.find_or_assume(parent, ObjectKind::table), world);
  if (op.as) read_from(table, op, world);
  table.complete = is_told_whole(op, may_have_been_there, world.catalog);
}

void apply(const AddColumn& op, World& world) {
  Relation* table = target(op.table, world);
  if (!table || table->column(op.column.name)) return;
  for (RelationId id : with_descendants(world.catalog, table->id, op.table.only)) {
    Relation& each = world.catalog.edit(id);
    add_column(each, op.column, world);
    add_inline_constraints(each, op.column, world);
  }
}

namespace {

bool index_mentions(const CreateIndex& index, const std::string& column) {
  return std::any_of(index.keys.begin(), index.keys.end(),
                     [&](const IndexKey& key) {
                       return key.column == column || (key.expression && holds(key.expression->columns, column));
                     }) ||
         holds(index.including, column) || (index.where && holds(index.where->columns, column));
}

void drop_column(Relation& table, const std::string& column, World& world) {
  std::erase_if(table.columns, [&](const CatalogColumn& each) { return each.name == column; });
  std::erase_if(table.constraints,
                [&](const CatalogConstraint& each) { return holds(each.written.columns, column); });
  for (RelationId id : std::vector<RelationId>(table.indexes))
    if (index_mentions(world.catalog.at(id).index, column)) world.catalog.drop(id);
}

}  // namespace

void apply(const DropColumn& op, World& world) {
  Relation* table = target(op.table, world);
  if (!table) return;
  if (op.cascade) drop_dependents(dependents(*table, op.column, world.catalog), world);
  for (RelationId id : with_descendants(world.catalog, table->id, op.table.only))
    drop_column(world.catalog.edit(id), op.column, world);
}

namespace {

/// Does something to a column of a table and of all below it. A column that nothing tells of is made up.
template <class Change>
void change_column(const TableRef& ref, const std::string& column, World& world, const Change& change) {
  Relation* table = target(ref, world);
  if (!table) return;
  for (RelationId id : with_descendants(world.catalog, table->id, ref.only)) {
    Relation& each = world.catalog.edit(id);
    if (!each.column(column) && each.complete && world.catalog.is_certain(each)) continue;  // the server has refused it
    if (!each.column(column)) {
      each.columns.push_back({});
      each.columns.back().name = column;
      each.columns.back().not_null = Known::unknown;
    }
    change(*each.column(column));
  }
}

}  // namespace

void apply(const AlterColumnType& op, World& world) {
  change_column(op.table, op.column, world, [&](CatalogColumn& column) {
    // The default is cast from the old type from now on, and goes with it.
    if (column.has_default != Known::no) column.default_value.casts.push_back(column.type);
    column.type = op.type;
    column.collation = op.collation;
  });
}

void apply(const SetNotNull& op, World& world) {
  change_column(op.table, op.column, world, [](CatalogColumn& column) { column.not_null = Known::yes; });
}

void apply(const DropNotNull& op, World& world) {
  change_column(op.table, op.column, world, [](CatalogColumn& column) { column.not_null = Known::no; });
}

void apply(const SetDefault& op, World& world) {
  change_column(op.table, op.column, world, [&](CatalogColumn& column) {
    column.has_default = known(op.value.has_value());
    column.default_value = op.value.value_or(Expression{});
  });
}

void apply(const AttachPartition& op, World& world) {
  if (op.parent.written_as == ObjectKind::index) {
    Relation* parent = world.catalog.edit(op.parent.name);
    Relation* index = world.catalog.edit(op.partition);
    if (parent && index) make_parent(*parent, *index, world.catalog);
    return;
  }
  Relation& parent = world.catalog.find_or_assume(op.parent.name, ObjectKind::partitioned_table);
  Relation& partition = world.catalog.find_or_assume(op.partition, ObjectKind::table);
  partition.bound = op.bound;
  for (RelationId old : partition.parents) std::erase(world.catalog.edit(old).children, partition.id);
  partition.parents.clear();
  make_parent(parent, partition, world.catalog);
}

void apply(const DetachPartition& op, World& world) {
  Relation& parent = world.catalog.find_or_assume(op.parent.name, ObjectKind::partitioned_table);
  Relation& partition = world.catalog.find_or_assume(op.partition, ObjectKind::table);
  partition.bound.reset();
  std::erase(partition.parents, parent.id);
  std::erase(parent.children, partition.id);
}

void apply(const ChangeTable& op, World& world) {
  Relation* table = target(op.table, world);
  if (!table) return;
  switch (op.change) {
    case TableChange::set_logged:
      table->unlogged = false;
      break;
    case TableChange::set_unlogged:
      table->unlogged = true;
      break;
    case TableChange::cluster_on:
      table->clustered_on = op.value;
      break;
    case TableChange::drop_cluster:
      table->clustered_on.clear();
      break;
    case TableChange::add_of:
      table->of_type = op.other.name;
      break;
    case TableChange::drop_of:
      table->of_type.clear();
      break;
    case TableChange::add_identity:
      change_column(op.table, op.column, world, [](CatalogColumn& column) { column.identity = Identity::by_default; });
      break;
    case TableChange::drop_identity:
      change_column(op.table, op.column, world, [](CatalogColumn& column) { column.identity = Identity::no; });
      break;
    case TableChange::drop_expression:
      change_column(op.table, op.column, world, [](CatalogColumn& column) { column.generated = Generated::no; });
      break;
    case TableChange::add_inherit: {
      Relation& parent = world.catalog.find_or_assume(op.other, ObjectKind::table);
      make_parent(parent, *table, world.catalog);
      break;
    }
    case TableChange::drop_inherit: {
      Relation& parent = world.catalog.find_or_assume(op.other, ObjectKind::table);
      std::erase(table->parents, parent.id);
      std::erase(parent.children, table->id);
      break;
    }
    default:
      break;
  }
}

}  // namespace godwit::postgres
