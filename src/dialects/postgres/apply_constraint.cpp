#include <algorithm>
#include <string_view>

#include <godwit/ir/relational/made_name.h>

#include "dialects/postgres/apply.h"

namespace godwit::postgres {
namespace {

/// The name that the server makes up, with a number behind it if that is taken.
template <class Taken>
std::string free_name(const Relation& table, std::string_view columns, std::string_view label, const Taken& taken) {
  std::string free = made_name(table.name, columns, label);
  for (int i = 1; taken(free); ++i) free = made_name(table.name, columns, std::string(label) + std::to_string(i));
  return free;
}

bool stands_on_index(const Constraint& constraint) {
  return constraint.kind == ConstraintKind::primary_key || constraint.kind == ConstraintKind::unique ||
         constraint.kind == ConstraintKind::exclusion;
}

std::string default_name(const Relation& table, const Constraint& constraint, const Catalog& catalog) {
  const ConstraintNameParts parts = name_parts(constraint);
  return free_name(table, parts.columns, parts.label, [&](const std::string& name) {
    return table.constraint(name) || (stands_on_index(constraint) && catalog.find(Name{table.schema, name, {}}));
  });
}

std::string default_index_name(const Relation& table, const CreateIndex& index, const Catalog& catalog) {
  std::string keys;
  for (const IndexKey& key : index.keys) {
    const bool call = key.expression && !key.expression->calls.empty();
    keys += keys.empty() ? "" : "_";
    keys += !key.column.empty() ? key.column : call ? key.expression->calls.front().function.name : "expr";
  }
  return free_name(table, keys, "idx",
                   [&](const std::string& name) { return catalog.find(Name{table.schema, name, {}}) != nullptr; });
}

void mark_not_null(Relation& table, const std::vector<std::string>& columns) {
  for (const std::string& name : columns)
    if (CatalogColumn* column = table.column(name)) column->not_null = Known::yes;
}

/// The columns of an index that a constraint takes over.
std::vector<std::string> key_columns(const Relation& index) {
  std::vector<std::string> out;
  for (const IndexKey& key : index.index.keys) out.push_back(key.column);
  return out;
}

void back_by_index(Relation& table, CatalogConstraint& constraint, World& world) {
  Constraint& written = constraint.written;
  if (!written.using_index.empty()) {
    Relation& index = world.catalog.find_or_assume(Name{table.schema, written.using_index, {}}, ObjectKind::index);
    index.table = table.id;
    index.backs_constraint = true;
    if (written.columns.empty()) written.columns = key_columns(index);
    world.catalog.rename(index.id, index.schema, written.name);
    constraint.index = index.id;
    return;
  }
  CreateIndex index;
  index.unique = written.kind != ConstraintKind::exclusion;
  for (const std::string& column : written.columns) index.keys.push_back({column, std::nullopt});
  index.including = written.including;
  index.method = written.access_method;
  Relation& made = add_index(table, index, written.name, world);
  made.backs_constraint = true;
  constraint.index = made.id;
}

void point_at(CatalogConstraint& constraint, World& world) {
  const Relation& referenced = world.catalog.find_or_assume(constraint.written.references, ObjectKind::table);
  constraint.references = referenced.id;
  if (!constraint.written.referenced_columns.empty()) return;
  for (const CatalogConstraint& each : referenced.constraints)
    if (each.written.kind == ConstraintKind::primary_key) constraint.written.referenced_columns = each.written.columns;
}

}  // namespace

Relation& add_index(Relation& table, CreateIndex index, const std::string& name, World& world) {
  const std::string chosen = name.empty() ? default_index_name(table, index, world.catalog) : name;
  const ObjectKind kind = table.partitioned() ? ObjectKind::partitioned_index : ObjectKind::index;
  Relation& made = world.catalog.add(Name{table.schema, chosen, {}}, kind, world.now);
  made.table = table.id;
  made.temporary = table.temporary;
  made.index = std::move(index);
  table.indexes.push_back(made.id);
  return made;
}

void add_constraint(Relation& table, const Constraint& constraint, Known valid, World& world) {
  CatalogConstraint out;
  out.written = constraint;
  out.valid = valid;
  out.made = world.now;
  if (out.written.name.empty() && !constraint.using_index.empty()) out.written.name = constraint.using_index;
  if (out.written.name.empty()) out.written.name = default_name(table, constraint, world.catalog);
  if (constraint.kind == ConstraintKind::foreign_key) point_at(out, world);
  if (stands_on_index(constraint)) back_by_index(table, out, world);
  if (constraint.kind == ConstraintKind::primary_key ||
      (constraint.kind == ConstraintKind::not_null && valid == Known::yes))
    mark_not_null(table, out.written.columns);
  table.constraints.push_back(std::move(out));
}

void apply(const AddConstraint& op, World& world) {
  if (op.table.if_exists && !world.catalog.find(op.table.name)) return;
  Relation& table = world.catalog.find_or_assume(op.table.name, ObjectKind::table);
  const Known valid = known(!op.constraint.not_valid && op.constraint.enforced);
  const bool only = op.table.only || op.constraint.no_inherit;
  for (RelationId id : with_descendants(world.catalog, table.id, only))
    add_constraint(world.catalog.edit(id), op.constraint, valid, world);
}

namespace {

void drop_constraint(Relation& table, const std::string& name, World& world) {
  const CatalogConstraint* found = table.constraint(name);
  if (!found) return;
  if (found->index != no_relation) world.catalog.drop(found->index);
  if (found->written.kind == ConstraintKind::not_null)
    for (const std::string& column : found->written.columns)
      if (CatalogColumn* each = table.column(column)) each->not_null = Known::no;
  std::erase_if(table.constraints, [&](const CatalogConstraint& each) { return each.written.name == name; });
}

}  // namespace

void apply(const DropConstraint& op, World& world) {
  if (op.table.if_exists && !world.catalog.find(op.table.name)) return;
  Relation& table = world.catalog.find_or_assume(op.table.name, ObjectKind::table);
  for (RelationId id : with_descendants(world.catalog, table.id, op.table.only))
    drop_constraint(world.catalog.edit(id), op.constraint, world);
}

void apply(const ValidateConstraint& op, World& world) {
  if (op.table.if_exists && !world.catalog.find(op.table.name)) return;
  Relation& table = world.catalog.find_or_assume(op.table.name, ObjectKind::table);
  for (RelationId id : with_descendants(world.catalog, table.id, op.table.only)) {
    Relation& each = world.catalog.edit(id);
    CatalogConstraint* constraint = each.constraint(op.constraint);
    if (!constraint) continue;
    constraint->valid = Known::yes;
    if (constraint->written.kind == ConstraintKind::not_null) mark_not_null(each, constraint->written.columns);
  }
}

void apply(const AlterConstraint& op, World& world) {
  Relation* table = world.catalog.edit(op.table.name);
  CatalogConstraint* constraint = table ? table->constraint(op.constraint) : nullptr;
  if (!constraint || !op.enforced) return;
  constraint->written.enforced = *op.enforced;
  constraint->valid = known(*op.enforced);
}

void apply(const CreateIndex& op, World& world) {
  Relation& table = world.catalog.find_or_assume(op.table.name, ObjectKind::table);
  if (op.if_not_exists && world.catalog.find(Name{table.schema, op.index.name, {}})) return;
  const RelationId parent = add_index(table, op, op.index.name, world).id;
  if (op.table.only) return;
  for (RelationId child : std::vector<RelationId>(table.children)) {
    Relation& made = add_index(world.catalog.edit(child), op, "", world);
    made.parents.push_back(parent);
    world.catalog.edit(parent).children.push_back(made.id);
  }
}

void apply(const DropIndex& op, World& world) {
  for (const Name& name : op.indexes) {
    const Relation* index = world.catalog.find(name);
    if (!index) continue;
    for (RelationId id : with_descendants(world.catalog, index->id)) world.catalog.drop(id);
  }
}

}  // namespace godwit::postgres
