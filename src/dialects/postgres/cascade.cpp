#include "dialects/postgres/cascade.h"

#include <algorithm>

#include "dialects/postgres/lists.h"
#include "dialects/postgres/relation_kind.h"

namespace godwit::postgres {
namespace {

using Part = Dependent::Part;
using Found = std::vector<Dependent>;


bool is_of(const Type& type, const Name& name) {
  return type.name == name.name && (type.schema.empty() || name.schema.empty() || type.schema == name.schema);
}

bool casts_to(const Expression& expression, const Name& type) {
  return std::any_of(expression.casts.begin(), expression.casts.end(),
                     [&](const Type& cast) { return is_of(cast, type); });
}

bool calls(const Expression& expression, const Name& function) {
  return std::any_of(expression.calls.begin(), expression.calls.end(),
                     [&](const Call& call) { return call.function.name == function.name; });
}

bool counts_with(const Expression& expression, const Relation& sequence) {
  return std::any_of(expression.calls.begin(), expression.calls.end(), [&](const Call& call) {
    return call.function.name == "nextval" && !call.literals.empty() &&
           (call.literals.front() == sequence.name || call.literals.front() == sequence.plain());
  });
}

void of_type(const Relation& table, const Name& type, Found& out) {
  for (const CatalogColumn& column : table.columns) {
    const bool is = is_of(column.type, type);
    if (is || casts_to(column.default_value, type))
      out.push_back({table.id, is ? Part::column : Part::default_value, column.name, no_relation,
                     "type/drop-used-cascade", "type/drop-used"});
  }
}

void of_function(const Relation& relation, const Name& function, Found& out) {
  for (const CatalogTrigger& trigger : relation.triggers)
    if (trigger.function.name == function.name)
      out.push_back({relation.id, Part::trigger, trigger.name, no_relation, "trigger/drop-function-used-cascade",
                     "trigger/drop-function-used"});
  for (const CatalogColumn& column : relation.columns)
    if (calls(column.default_value, function))
      out.push_back({relation.id, Part::default_value, column.name, no_relation,
                     "function/drop-used-by-default-cascade", "function/drop-used-by-index"});
  for (const IndexKey& key : relation.index.keys)
    if (relation.table != no_relation && key.expression && calls(*key.expression, function))
      out.push_back({relation.table, Part::index, relation.name, relation.id, "function/drop-used-by-index-cascade",
                     "function/drop-used-by-index"});
}

void of_sequence(const Relation& table, const Relation& sequence, Found& out) {
  for (const CatalogColumn& column : table.columns)
    if (column.sequence == sequence.id || counts_with(column.default_value, sequence))
      out.push_back({table.id, Part::default_value, column.name, no_relation, "sequence/drop-used-by-default-cascade",
                     "sequence/drop-used-by-default"});
}

void keys_to(const Relation& table, const Relation& from, Found& out) {
  if (from.id == table.id || holds(from.parents, table.id)) return;
  for (const CatalogConstraint& key : from.constraints)
    if (key.references == table.id)
      out.push_back({from.id, Part::foreign_key, key.written.name, no_relation, "table/drop-referenced-cascade",
                     "table/drop-referenced"});
}

bool is_in(const Found& all, RelationId view) {
  return std::any_of(all.begin(), all.end(), [&](const Dependent& each) { return each.relation == view; });
}

/// Views that read a relation, and those that read these. They may read in a circle: nobody has refused it yet.
void views_of(RelationId first, std::string_view refused, const Catalog& catalog, Found& out) {
  std::vector<RelationId> read{first};
  for (std::size_t i = 0; i < read.size(); ++i)
    for (const RelationId id : catalog.users(Use::reads, read[i])) {
      const Relation& view = catalog.at(id);
      if (!holds(view.reads, read[i]) || is_in(out, view.id)) continue;
      out.push_back({view.id, Part::view, view.name, no_relation, "table/drop-with-view-cascade", refused});
      read.push_back(view.id);
    }
}

bool may_depend(const Relation& relation) {
  return relation.kind != ObjectKind::view && relation.kind != ObjectKind::materialized_view;
}

/// Of what is no relation itself: types and routines.
void depend_on_other(ObjectKind kind, const Name& name, const Catalog& catalog, Found& out) {
  // Most extensions have one type, which is called as they are.
  const bool type = kind == ObjectKind::type || kind == ObjectKind::domain || kind == ObjectKind::extension;
  const bool routine =
      kind == ObjectKind::function || kind == ObjectKind::procedure || kind == ObjectKind::routine;
  if (!type && !routine) return;
  for (const RelationId id : catalog.users(type ? Use::type : Use::function, name.name))
    if (const Relation& each = catalog.at(id); may_depend(each)) (type ? of_type : of_function)(each, name, out);
}

/// `nextval` names a sequence as text; a column that owns one names it by itself.
void depend_on_sequence(const Relation& sequence, const Catalog& catalog, Found& out) {
  std::vector<RelationId> users = catalog.users(Use::function, sequence.name);
  for (const RelationId id : catalog.users(Use::reads, sequence.id))
    if (!holds(users, id)) users.push_back(id);
  std::sort(users.begin(), users.end());
  for (const RelationId id : users)
    if (const Relation& each = catalog.at(id); may_depend(each)) of_sequence(each, sequence, out);
}

void depend_on(ObjectKind kind, const Name& name, const Catalog& catalog, Found& out) {
  const Relation* dropped = is_relation_kind(kind) ? catalog.find(name) : nullptr;
  if (dropped == nullptr) return depend_on_other(kind, name, catalog, out);
  if (dropped->kind == ObjectKind::sequence) return depend_on_sequence(*dropped, catalog, out);
  for (const RelationId id : catalog.users(Use::references, dropped->id))
    if (const Relation& each = catalog.at(id); may_depend(each)) keys_to(*dropped, each, out);
  const bool is_table = dropped->kind == ObjectKind::table || dropped->partitioned();
  views_of(dropped->id, is_table ? "table/drop-with-view" : "view/drop-with-dependents", catalog, out);
}

}  // namespace

std::vector<Referencing> referencing(const Catalog& catalog, RelationId table) {
  std::vector<Referencing> out;
  for (const RelationId id : catalog.users(Use::references, table)) {
    const Relation& each = catalog.at(id);
    for (const CatalogConstraint& constraint : each.constraints)
      if (constraint.written.kind == ConstraintKind::foreign_key && constraint.references == table)
        out.push_back({each.id, &constraint});
  }
  return out;
}

bool reads_column(const Relation& view, const Relation& table, const std::string& column, const Catalog& catalog) {
  if (!holds(view.reads, table.id) || !holds(view.read_columns, column)) return false;
  return std::all_of(view.reads.begin(), view.reads.end(), [&](RelationId id) {
    const Relation& read = catalog.at(id);
    return id == table.id || (!read.assumed && read.column(column) == nullptr);
  });
}

Found dependents(const DropObjects& op, const Catalog& catalog) {
  Found out;
  std::vector<RelationId> dropped;
  for (const DropObjects::Object& object : op.objects) {
    depend_on(op.kind, object.name, catalog, out);
    if (const Relation* relation = is_relation_kind(op.kind) ? catalog.find(object.name) : nullptr)
      dropped.push_back(relation->id);
  }
  std::erase_if(out, [&](const Dependent& each) {
    return holds(dropped, each.relation) || std::any_of(dropped.begin(), dropped.end(), [&](RelationId id) {
             return holds(catalog.at(each.relation).parents, id);
           });
  });
  return out;
}

Found dependents(const Relation& table, const std::string& column, const Catalog& catalog) {
  Found out;
  for (const Referencing& each : referencing(catalog, table.id))
    if (each.table != table.id && holds(each.constraint->written.referenced_columns, column))
      out.push_back({each.table, Part::foreign_key, each.constraint->written.name, no_relation,
                     "drop-column/primary-key-referenced-cascade", "drop-column/primary-key-referenced"});
  for (const RelationId id : catalog.users(Use::reads, table.id)) {
    const Relation& each = catalog.at(id);
    if (!reads_column(each, table, column, catalog) || is_in(out, each.id)) continue;
    out.push_back(
        {each.id, Part::view, each.name, no_relation, "drop-column/view-uses-it-cascade", "drop-column/view-uses-it"});
    views_of(each.id, "drop-column/view-uses-it", catalog, out);
  }
  for (const CatalogTrigger& trigger : table.triggers)
    if (holds(trigger.columns, column))
      out.push_back(
          {table.id, Part::trigger, trigger.name, no_relation, "drop-column/plain", "drop-column/trigger-of-column"});
  if (holds(table.policy_columns, column))
    out.push_back({table.id, Part::policy, {}, no_relation, "drop-column/plain", "drop-column/policy-uses-it"});
  for (const CatalogColumn& each : table.columns)
    if (holds(each.generated_from, column))
      out.push_back(
          {table.id, Part::column, each.name, no_relation, "drop-column/plain", "drop-column/generated-depends"});
  return out;
}

std::string described(const Dependent& dependent, const Catalog& catalog) {
  const std::string relation = "`" + catalog.at(dependent.relation).name + "`";
  const auto part = [&](const char* what) { return what + (" `" + dependent.name + "` of ") + relation; };
  switch (dependent.part) {
    case Part::view:
      return "the view " + relation;
    case Part::foreign_key:
      return dependent.name.empty() ? "a foreign key of " + relation : part("the foreign key");
    case Part::column:
      return part("the column");
    case Part::default_value:
      return part("the default of the column");
    case Part::trigger:
      return part("the trigger");
    case Part::index:
      return part("the index");
    case Part::policy:
      return "a policy or rule of " + relation;
  }
  return {};
}

}  // namespace godwit::postgres
