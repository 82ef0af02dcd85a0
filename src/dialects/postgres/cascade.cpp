#include "dialects/postgres/cascade.h"

#include <algorithm>

namespace godwit::postgres {
namespace {

using Part = Dependent::Part;

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

bool counts_with(const Expression& expression, const Name& sequence) {
  return std::any_of(expression.calls.begin(), expression.calls.end(), [&](const Call& call) {
    return call.function.name == "nextval" && !call.literals.empty() &&
           (call.literals.front() == sequence.name || call.literals.front().ends_with("." + sequence.name));
  });
}

void of_type(const Relation& table, const Name& type, std::vector<Dependent>& out) {
  for (const CatalogColumn& column : table.columns)
    if (is_of(column.type, type))
      out.push_back({table.id, Part::column, column.name, no_relation, "type/drop-used-cascade"});
    else if (casts_to(column.default_value, type))
      out.push_back({table.id, Part::default_value, column.name, no_relation, "type/drop-used-cascade"});
}

void of_function(const Relation& relation, const Name& function, std::vector<Dependent>& out) {
  for (const CatalogTrigger& trigger : relation.triggers)
    if (trigger.function.name == function.name)
      out.push_back({relation.id, Part::trigger, trigger.name, no_relation, "trigger/drop-function-used-cascade"});
  for (const CatalogColumn& column : relation.columns)
    if (calls(column.default_value, function))
      out.push_back(
          {relation.id, Part::default_value, column.name, no_relation, "function/drop-used-by-default-cascade"});
  for (const IndexKey& key : relation.index.keys)
    if (relation.table != no_relation && key.expression && calls(*key.expression, function))
      out.push_back({relation.table, Part::index, {}, relation.id, "function/drop-used-by-index-cascade"});
}

void of_sequence(const Relation& table, const Name& sequence, std::vector<Dependent>& out) {
  for (const CatalogColumn& column : table.columns)
    if (counts_with(column.default_value, sequence))
      out.push_back({table.id, Part::default_value, column.name, no_relation, "sequence/drop-used-by-default-cascade"});
}

using Find = void (*)(const Relation&, const Name&, std::vector<Dependent>&);

Find finder(ObjectKind kind) {
  switch (kind) {
    case ObjectKind::type:
    case ObjectKind::domain:
    case ObjectKind::extension:  // most have one type, which is called as they are
      return of_type;
    case ObjectKind::function:
    case ObjectKind::procedure:
    case ObjectKind::routine:
      return of_function;
    case ObjectKind::sequence:
      return of_sequence;
    default:
      return nullptr;
  }
}

}  // namespace

std::vector<Dependent> dependents(ObjectKind kind, const Name& dropped, const Catalog& catalog) {
  std::vector<Dependent> out;
  const Find find = finder(kind);
  if (find == nullptr) return out;
  for (const Relation& each : catalog.relations())
    if (!each.dropped && each.kind != ObjectKind::view && each.kind != ObjectKind::materialized_view)
      find(each, dropped, out);
  return out;
}

}  // namespace godwit::postgres
