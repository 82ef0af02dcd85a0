#include <godwit/world/catalog.h>

#include <algorithm>

namespace godwit {
namespace {

template <class T>
T* by_name(std::vector<T>& items, std::string_view name) {
  for (T& item : items)
    if (item.name == name) return &item;
  return nullptr;
}

void remove(std::vector<RelationId>& ids, RelationId id) {
  ids.erase(std::remove(ids.begin(), ids.end(), id), ids.end());
}

std::string key(std::string_view schema, std::string_view name) {
  std::string out;
  out.reserve(schema.size() + name.size() + 1);
  out.append(schema).append(1, '.').append(name);
  return out;
}

}  // namespace

CatalogColumn* Relation::column(std::string_view column_name) { return by_name(columns, column_name); }
const CatalogColumn* Relation::column(std::string_view column_name) const {
  return const_cast<Relation*>(this)->column(column_name);
}
CatalogConstraint* Relation::constraint(std::string_view constraint_name) {
  for (CatalogConstraint& item : constraints)
    if (item.written.name == constraint_name) return &item;
  return nullptr;
}
const CatalogConstraint* Relation::constraint(std::string_view constraint_name) const {
  return const_cast<Relation*>(this)->constraint(constraint_name);
}

Catalog::Catalog() : search_path_{"public"} { schemas_["public"] = true; }

std::string Catalog::resolve_schema(const std::string& schema) const {
  if (!schema.empty()) return schema;
  return search_path_.empty() ? "public" : search_path_.front();
}

RelationId Catalog::lookup(const Name& name) const {
  const auto found = by_name_.find(name.name);
  if (found == by_name_.end()) return no_relation;
  const auto at = [&](std::string_view schema) {
    for (const InSchema& each : found->second)
      if (each.schema == schema) return each.id;
    return no_relation;
  };
  if (!name.schema.empty()) return at(name.schema);
  if (const RelationId temporary = at("pg_temp"); temporary != no_relation) return temporary;
  for (const std::string& schema : search_path_)
    if (const RelationId id = at(schema); id != no_relation) return id;
  return no_relation;
}

void Catalog::give_name(const std::string& schema, const std::string& name, RelationId id) {
  Namesakes& all = by_name_[name];
  std::erase_if(all, [&](const InSchema& each) { return each.schema == schema; });
  all.push_back({schema, id});
}

const Relation* Catalog::find(const Name& name) const {
  const RelationId id = lookup(name);
  return id == no_relation ? nullptr : &relations_[id];
}
Relation* Catalog::find(const Name& name) {
  const RelationId id = lookup(name);
  return id == no_relation ? nullptr : &relations_[id];
}

Relation& Catalog::find_or_assume(const Name& name, ObjectKind kind) {
  if (Relation* found = find(name)) return *found;
  Relation& made = add(name, kind, Moment{});
  made.assumed = true;
  return made;
}

Relation& Catalog::add(const Name& name, ObjectKind kind, Moment made) {
  Relation relation;
  relation.id = static_cast<RelationId>(relations_.size());
  relation.kind = kind;
  relation.schema = resolve_schema(name.schema);
  relation.name = name.name;
  relation.made = made;
  give_name(relation.schema, relation.name, relation.id);
  relations_.push_back(std::move(relation));
  return relations_.back();
}

void Catalog::rename(RelationId id, const std::string& schema, const std::string& name, Moment now) {
  Relation& relation = relations_[id];
  if (now.migration != 0 && relation.renamed != now.migration) {
    relation.former_name = relation.plain();
    relation.renamed = now.migration;
  }
  std::erase_if(by_name_[relation.name], [&](const InSchema& each) { return each.schema == relation.schema; });
  relation.schema = schema;
  relation.name = name;
  give_name(schema, name, id);
}

void Catalog::drop(RelationId id) {
  Relation& relation = relations_[id];
  if (relation.dropped) return;
  relation.dropped = true;
  std::erase_if(by_name_[relation.name], [&](const InSchema& each) { return each.id == id; });
  if (relation.table != no_relation) remove(relations_[relation.table].indexes, id);
  for (RelationId parent : relation.parents) remove(relations_[parent].children, id);
  for (RelationId child : relation.children) remove(relations_[child].parents, id);
}

const CatalogType* Catalog::find_type(const std::string& schema, const std::string& name) const {
  return const_cast<Catalog*>(this)->find_type(schema, name);
}
CatalogType* Catalog::find_type(const std::string& schema, const std::string& name) {
  if (types_.empty()) return nullptr;
  if (!schema.empty()) {
    const auto found = types_.find(key(schema, name));
    return found == types_.end() ? nullptr : &found->second;
  }
  for (const std::string& each : search_path_)
    if (const auto found = types_.find(key(each, name)); found != types_.end()) return &found->second;
  return nullptr;
}

CatalogType& Catalog::add_type(const Name& name, ObjectKind kind, Moment made) {
  CatalogType type;
  type.kind = kind;
  type.schema = resolve_schema(name.schema);
  type.name = name.name;
  type.made = made;
  return types_[key(type.schema, type.name)] = std::move(type);
}

void Catalog::drop_type(const Name& name) {
  if (const CatalogType* found = find_type(name.schema, name.name)) types_.erase(key(found->schema, found->name));
}

void Catalog::rename_type(const Name& name, const std::string& schema, const std::string& to) {
  const CatalogType* found = find_type(name.schema, name.name);
  if (!found) return;
  CatalogType moved = *found;
  types_.erase(key(moved.schema, moved.name));
  moved.schema = schema.empty() ? moved.schema : schema;
  moved.name = to;
  types_[key(moved.schema, moved.name)] = std::move(moved);
}

std::vector<const CatalogFunction*> Catalog::find_functions(const Name& name) const {
  std::vector<const CatalogFunction*> out;
  const auto collect = [&](const std::string& schema) {
    const auto found = functions_.find(key(schema, name.name));
    if (found == functions_.end()) return;
    for (const CatalogFunction& function : found->second) out.push_back(&function);
  };
  if (!name.schema.empty())
    collect(name.schema);
  else
    for (const std::string& schema : search_path_) collect(schema);
  return out;
}

void Catalog::add_function(const CreateFunction& function, Moment made, std::shared_ptr<RoutineCode> code) {
  std::vector<CatalogFunction>& overloads =
      functions_[key(resolve_schema(function.function.schema), function.function.name)];
  for (CatalogFunction& each : overloads)
    if (each.written.argument_types == function.argument_types) {
      each = {function, made, std::move(code)};
      return;
    }
  overloads.push_back({function, made, std::move(code)});
}

void Catalog::drop_function(const Name& name, const std::vector<std::string>& argument_types) {
  const auto found = functions_.find(key(resolve_schema(name.schema), name.name));
  if (found == functions_.end()) return;
  std::vector<CatalogFunction>& overloads = found->second;
  if (overloads.size() > 1)
    std::erase_if(overloads,
                  [&](const CatalogFunction& each) { return each.written.argument_types == argument_types; });
  else
    functions_.erase(found);
}

bool Catalog::use_graph(const std::string& database) {
  if (database == graph_of_) return false;
  other_graphs_[graph_of_] = std::move(graph);
  const auto known = other_graphs_.find(database);
  const bool is_new = known == other_graphs_.end();
  graph = is_new ? GraphSchema() : std::move(known->second);
  graph_of_ = database;
  return is_new;
}

}  // namespace godwit
