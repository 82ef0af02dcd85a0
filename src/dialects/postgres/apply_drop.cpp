#include <algorithm>

#include "dialects/postgres/apply.h"
#include "dialects/postgres/cascade.h"
#include "dialects/postgres/relation_kind.h"

// Whole objects that go away.

namespace godwit::postgres {
namespace {

void drop_one(RelationId id, World& world) {
  const Relation relation = world.catalog.at(id);
  for (RelationId index : relation.indexes) world.catalog.drop(index);
  for (const CatalogColumn& column : relation.columns)
    if (column.sequence != no_relation) world.catalog.drop(column.sequence);
  world.catalog.drop(id);
}

/// With the partitions, foreign keys and views that need it: they went, too, or the server has refused.
void drop_relation(RelationId relation, World& world) {
  std::vector<RelationId> going = with_descendants(world.catalog, relation);
  for (std::size_t i = 0; i < going.size(); ++i) {
    const RelationId id = going[i];
    drop_one(id, world);
    for (const RelationId other : world.catalog.users(Use::references, id))
      std::erase_if(world.catalog.edit(other).constraints,
                    [&](const CatalogConstraint& each) { return each.references == id; });
    for (const RelationId other : world.catalog.users(Use::reads, id)) {
      const std::vector<RelationId>& reads = world.catalog.at(other).reads;
      const bool depends = std::find(reads.begin(), reads.end(), id) != reads.end();
      if (depends && std::find(going.begin(), going.end(), other) == going.end()) going.push_back(other);
    }
  }
}

void drop_part(ObjectKind kind, const DropObjects::Object& object, World& world) {
  Relation* table = world.catalog.edit(object.on_table);
  if (!table) return;
  if (kind == ObjectKind::trigger)
    std::erase_if(table->triggers, [&](const CatalogTrigger& each) { return each.name == object.name.name; });
  if (kind == ObjectKind::policy) std::erase(table->policies, object.name.name);
  if (table->policies.empty()) table->policy_columns.clear();
}

void drop_schema(const std::string& schema, World& world) {
  world.catalog.set_schema(schema, Known::no);
  for (const RelationId id : world.catalog.users(Use::schema, schema))
    if (world.catalog.at(id).schema == schema) drop_relation(id, world);
}

void drop_dependent(const Dependent& each, World& world) {
  Relation& relation = world.catalog.edit(each.relation);
  const TableRef table{Name{relation.schema, relation.name, {}}};
  switch (each.part) {
    case Dependent::Part::view:
      return drop_relation(relation.id, world);
    case Dependent::Part::foreign_key:
      return apply(DropConstraint{table, each.name, true, true}, world);
    case Dependent::Part::column:
      return apply(DropColumn{table, each.name, true, true}, world);
    case Dependent::Part::default_value:
      return apply(SetDefault{table, each.name, std::nullopt}, world);
    case Dependent::Part::trigger:
      std::erase_if(relation.triggers, [&](const CatalogTrigger& trigger) { return trigger.name == each.name; });
      return;
    case Dependent::Part::index:
      return world.catalog.drop(each.index);
    case Dependent::Part::policy:
      relation.policies.clear();
      return relation.policy_columns.clear();
  }
}

}  // namespace

void drop_dependents(const std::vector<Dependent>& all, World& world) {
  for (const Dependent& each : all)
    if (world.catalog.find(each.relation)) drop_dependent(each, world);
}

void apply(const DropObjects& op, World& world) {
  if (op.cascade) drop_dependents(dependents(op, world.catalog), world);
  for (const DropObjects::Object& object : op.objects) {
    if (is_relation_kind(op.kind)) {
      if (const Relation* found = world.catalog.find(object.name)) drop_relation(found->id, world);
    } else if (op.kind == ObjectKind::schema) {
      drop_schema(object.name.name, world);
    } else if (op.kind == ObjectKind::type || op.kind == ObjectKind::domain) {
      world.catalog.drop_type(object.name);
    } else if (op.kind == ObjectKind::function || op.kind == ObjectKind::procedure || op.kind == ObjectKind::routine) {
      world.catalog.drop_function(object.name, object.argument_types);
    } else {
      drop_part(op.kind, object, world);
    }
  }
}

}  // namespace godwit::postgres
