#include <algorithm>
#include <utility>

#include "dialects/postgres/cascade.h"
#include "dialects/postgres/effects.h"

// Whole objects that go away.

namespace godwit::postgres {
namespace {

constexpr auto AE = postgres_lock::access_exclusive;

/// What goes away with a table: its lock on every table its foreign keys point at.
void drop_table(const Relation& table, EffectBuilder& to) {
  to.tree(table.id, false, [&](const Relation& each) {
    to.lock(each.id, AE, each.id == table.id ? Cause::direct : Cause::partition, "table/drop");
    for (const CatalogConstraint& key : each.constraints)
      if (key.references != no_relation && key.written.enforced)
        to.lock_tree(key.references, false, AE, Cause::referenced, "table/drop-referencing");
  });
  for (RelationId parent : table.parents) {
    if (!to.catalog().at(parent).partitioned()) continue;
    to.lock(parent, AE, Cause::partition_of, "partition/drop-partition");
    for (RelationId sibling : to.catalog().at(parent).children) {
      const Relation& each = to.catalog().at(sibling);
      if (each.bound && each.bound->strategy == PartitionBound::Strategy::default_)
        to.lock(sibling, AE, Cause::partition_of, "partition/drop-partition");
    }
  }
  to.hazard(Hazard::loses_data, Known::yes, object_of(table), "the table's rows are gone");
  to.hazard(Hazard::breaks_deployed_code, Known::unknown, object_of(table), "code that is deployed may use the table");
}

void drop_schema(const std::string& schema, EffectBuilder& to) {
  for (const RelationId id : to.catalog().users(Use::schema, schema))
    if (const Relation& each = to.catalog().at(id);
        each.schema == schema && (each.kind == ObjectKind::table || each.kind == ObjectKind::partitioned_table))
      drop_table(each, to);
  to.hazard(Hazard::loses_data, Known::yes, {ObjectKind::schema, {}, schema, {}}, "everything in the schema is gone");
}

void drop_one(const DropObjects& op, const DropObjects::Object& object, EffectBuilder& to) {
  switch (op.kind) {
    case ObjectKind::table:
    case ObjectKind::foreign_table:
      if (op.if_exists && !to.known(object.name)) return;
      return drop_table(to.relation(object.name), to);
    case ObjectKind::view:
    case ObjectKind::materialized_view:
    case ObjectKind::sequence:
      if (op.if_exists && !to.known(object.name)) return;
      to.lock(to.relation(object.name, op.kind).id, AE, Cause::direct, "view/drop");
      return;
    case ObjectKind::trigger:
      if (op.if_exists && !to.known(object.on_table)) return;
      if (const Relation& table = to.relation(object.on_table); op.if_exists && !table.assumed) {
        const auto named = [&](const CatalogTrigger& each) { return each.name == object.name.name; };
        if (std::none_of(table.triggers.begin(), table.triggers.end(), named)) return;
      }
      return to.lock_tree(to.relation(object.on_table).id, false, AE, Cause::direct, "trigger/drop");
    case ObjectKind::policy:
    case ObjectKind::rule:
      if (op.if_exists && !to.known(object.on_table)) return;
      to.lock(to.relation(object.on_table).id, AE, Cause::direct,
              op.kind == ObjectKind::rule ? "rule/drop" : "row-security/drop-policy");
      return;
    case ObjectKind::schema:
      if (op.cascade) drop_schema(object.name.name, to);
      return;
    case ObjectKind::statistics:
      for (const RelationId id : to.catalog().users(Use::statistics, object.name.name))
        if (const std::vector<std::string>& all = to.catalog().at(id).statistics;
            std::find(all.begin(), all.end(), object.name.name) != all.end())
          to.lock(id, postgres_lock::share_update_exclusive, Cause::direct, "statistics/drop");
      return;
    default:
      return;
  }
}

}  // namespace

void take_along(const std::vector<Dependent>& all, EffectBuilder& to) {
  for (const Dependent& each : all) {
    to.lock(each.relation, AE, each.part == Dependent::Part::foreign_key ? Cause::referencing : Cause::depends,
            each.cascade);
    if (each.part != Dependent::Part::column) continue;
    to.hazard(Hazard::loses_data, Known::yes, column_of(to.catalog().at(each.relation), each.name), "the column goes with what it needs", each.cascade);
    to.hazard(Hazard::breaks_deployed_code, Known::unknown, column_of(to.catalog().at(each.relation), each.name),
              "code that is deployed may read or write the column", each.cascade);
  }
}

void refuse_for(const std::vector<Dependent>& all, Object dropped, EffectBuilder& to) {
  if (all.empty()) return;
  const Dependent& first = all.front();
  const std::string more = all.size() == 1 ? "" : " and " + std::to_string(all.size() - 1) + " more";
  to.refuse(Refusal::needed, std::move(dropped),
            described(first, to.catalog()) + more + (more.empty() ? " needs it" : " need it"), first.refused);
}

void effects(const DropObjects& op, EffectBuilder& to) {
  for (const DropObjects::Object& object : op.objects) drop_one(op, object, to);
  const std::vector<Dependent> needing = dependents(op, to.catalog());
  if (op.cascade) return take_along(needing, to);
  const bool overloaded = to.catalog().find_functions(op.objects.front().name).size() > 1;
  if (!overloaded) refuse_for(needing, object_of(op.kind, op.objects.front().name), to);
}

}  // namespace godwit::postgres
