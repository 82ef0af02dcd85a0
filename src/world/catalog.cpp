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

std::string key(std::string_view schema, std::string_view name) {
  std::string out;
  out.reserve(schema.size() + name.size() + 1);
  out.append(schema).append(1, '.').append(name);
  return out;
}

/// Two uses of one key only make `users` name more than there are.
std::uint64_t use_key(Use how, std::uint64_t of) {
  return (of + 1) * 0x9E3779B97F4A7C15U + static_cast<std::uint64_t>(how);
}
std::uint64_t use_key(Use how, std::string_view of) {
  std::uint64_t hash = of.size();
  for (const char c : of) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  return use_key(how, hash);
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

Catalog::Catalog() { set_search_path({"public"}); }

void Catalog::set_search_path(std::vector<std::string> schemas) {
  search_path_ = std::make_shared<const std::vector<std::string>>(std::move(schemas));
}

std::string Catalog::resolve_schema(const std::string& schema) const {
  if (!schema.empty()) return schema;
  return search_path_->empty() ? "public" : search_path_->front();
}

// ---------------------------------------------------------------------------------------------------------- relations

RelationId Catalog::lookup(const Name& name) const {
  const Namesakes* all = by_name_.find(name.name);
  if (!all) return no_relation;
  const auto at = [&](std::string_view schema) {
    for (const InSchema& each : *all)
      if (each.schema == schema) return each.id;
    return no_relation;
  };
  if (!name.schema.empty()) return at(name.schema);
  if (const RelationId temporary = at("pg_temp"); temporary != no_relation) return temporary;
  for (const std::string& schema : *search_path_)
    if (const RelationId id = at(schema); id != no_relation) return id;
  return no_relation;
}

void Catalog::give_name(const std::string& schema, const std::string& name, RelationId id) {
  Namesakes& all = by_name_.at(name);
  std::erase_if(all, [&](const InSchema& each) { return each.schema == schema; });
  all.push_back({schema, id});
  if (!dropped_.empty()) dropped_.erase(key(schema, name));
}

void Catalog::take_name(const Relation& relation) {
  Namesakes* all = by_name_.edit(relation.name);
  if (!all) return;
  std::erase_if(*all, [&](const InSchema& each) { return each.id == relation.id; });
  if (all->empty()) by_name_.erase(relation.name);
}

void Catalog::note_gone(const Relation& relation) {
  went_.push_back(relation.plain());
  dropped_.set(went_.back(), next_id_ + 1);
}

const Relation* Catalog::find(const Name& name) const {
  const RelationId id = lookup(name);
  return id == no_relation ? nullptr : relations_.find(id);
}

Relation* Catalog::edit(const Name& name) {
  const RelationId id = lookup(name);
  return id == no_relation ? nullptr : &edit(id);
}

const Relation& Catalog::at(RelationId id) const {
  static const Relation gone;
  const Relation* found = relations_.find(id);
  return found ? *found : gone;
}

Relation& Catalog::edit(RelationId id) {
  thread_local Relation gone;
  Relation* found = relations_.edit(id);
  if (!found) return gone = Relation();
  if (changed_.empty() || changed_.back() != id) changed_.push_back(id);
  return *found;
}

std::vector<RelationId> Catalog::relations() const {
  std::vector<RelationId> out;
  out.reserve(relations_.size());
  relations_.for_each([&](RelationId id, const Relation&) { out.push_back(id); });
  std::sort(out.begin(), out.end());
  return out;
}

bool Catalog::was_dropped(const Name& name) const {
  return dropped_.find(key(resolve_schema(name.schema), name.name)) != nullptr;
}

bool Catalog::certainly_dropped(const Name& name) const {
  const RelationId* gone = dropped_.find(key(resolve_schema(name.schema), name.name));
  return gone != nullptr && *gone > doubted_ && find(name) == nullptr;
}

void Catalog::doubt_changes() {
  for (const RelationId id : changed_)
    if (Relation* relation = relations_.edit(id)) relation->doubtful = true;
  for (const std::string& name : went_)
    if (RelationId* gone = dropped_.edit(name)) *gone = 0;
}

void Catalog::doubt_name(const Name& name) {
  if (RelationId* gone = dropped_.edit(key(resolve_schema(name.schema), name.name))) *gone = 0;
}

Known Catalog::has_schema(const std::string& name) const {
  const Known* found = schemas_.find(name);
  return found ? *found : Known::unknown;
}

void Catalog::set_schema(const std::string& name, Known there) { schemas_.set(name, there); }

Relation& Catalog::find_or_assume(const Name& name, ObjectKind kind) {
  if (const RelationId id = lookup(name); id != no_relation) return edit(id);
  Relation& made = add(name, kind, Moment{});
  made.assumed = true;
  return made;
}

Relation& Catalog::add(const Name& name, ObjectKind kind, Moment made) {
  const RelationId id = next_id_++;
  Relation& relation = relations_.at(id);
  relation.id = id;
  relation.kind = kind;
  relation.schema = resolve_schema(name.schema);
  relation.name = name.name;
  relation.made = made;
  give_name(relation.schema, relation.name, id);
  changed_.push_back(id);
  return relation;
}

void Catalog::rename(RelationId id, const std::string& schema, const std::string& name, Moment now) {
  if (!find(id)) return;
  Relation& relation = edit(id);
  if (now.migration != 0 && relation.renamed != now.migration) {
    relation.former_name = relation.plain();
    relation.renamed = now.migration;
  }
  take_name(relation);
  note_gone(relation);
  const std::string new_schema = schema, new_name = name;  // they may be the relation's own
  relation.schema = new_schema;
  relation.name = new_name;
  give_name(new_schema, new_name, id);
}

void Catalog::drop(RelationId id) {
  const Relation* found = find(id);
  if (!found) return;
  take_name(*found);
  note_gone(*found);
  if (find(found->table)) std::erase(edit(found->table).indexes, id);
  for (const RelationId parent : found->parents) std::erase(edit(parent).children, id);
  for (const RelationId child : found->children) std::erase(edit(child).parents, id);
  relations_.erase(id);
}

// --------------------------------------------------------------------------------------------------------------- uses

namespace {

/// Calls `note` with the key of everything that a relation uses, of some more than once.
template <class Note>
void each_use(const Relation& relation, const Note& note) {
  const auto of_relation = [&](Use how, RelationId of) {
    if (of != no_relation) note(use_key(how, std::uint64_t{of}));
  };
  const auto calls = [&](const Expression& expression) {
    for (const Call& call : expression.calls) {
      note(use_key(Use::function, call.function.name));
      for (const std::string_view literal : call.literals)
        note(use_key(Use::function, literal.substr(literal.rfind('.') + 1)));
    }
  };
  note(use_key(Use::schema, relation.schema));
  for (const CatalogConstraint& each : relation.constraints) of_relation(Use::references, each.references);
  for (const RelationId each : relation.reads) of_relation(Use::reads, each);
  for (const CatalogColumn& each : relation.columns) {
    note(use_key(Use::type, each.type.name));
    of_relation(Use::reads, each.sequence);
    for (const Type& cast : each.default_value.casts) note(use_key(Use::type, cast.name));
    calls(each.default_value);
  }
  for (const CatalogTrigger& each : relation.triggers) note(use_key(Use::function, each.function.name));
  for (const IndexKey& each : relation.index.keys)
    if (each.expression) calls(*each.expression);
  if (!relation.of_type.empty()) note(use_key(Use::owned_type, relation.of_type));
  for (const std::string& each : relation.publications) note(use_key(Use::publication, each));
  for (const std::string& each : relation.statistics) note(use_key(Use::statistics, each));
}

}  // namespace

void Catalog::note_uses_of(Relation& relation) {
  each_use(relation, [&](std::uint64_t use) {
    if (std::find(relation.noted.begin(), relation.noted.end(), use) != relation.noted.end()) return;
    relation.noted.push_back(use);
    users_.at(use).at(relation.id);
  });
}

void Catalog::note_uses() {
  for (const RelationId id : changed_)
    if (Relation* relation = relations_.edit(id)) note_uses_of(*relation);
  changed_.clear();
  went_.clear();
}

std::vector<RelationId> Catalog::users(Use how, RelationId of) const { return users(use_key(how, std::uint64_t{of})); }

std::vector<RelationId> Catalog::users(Use how, std::string_view of) const { return users(use_key(how, of)); }

std::vector<RelationId> Catalog::users(std::uint64_t use) const {
  std::vector<RelationId> out;
  const Ids* all = users_.find(use);
  if (!all) return out;
  out.reserve(all->size());
  all->for_each([&](RelationId id, bool) {
    if (find(id)) out.push_back(id);
  });
  std::sort(out.begin(), out.end());
  return out;
}

// -------------------------------------------------------------------------------------------------- types and functions

const CatalogType* Catalog::find_type(const std::string& schema, const std::string& name) const {
  if (types_.empty()) return nullptr;
  if (!schema.empty()) return types_.find(key(schema, name));
  for (const std::string& each : *search_path_)
    if (const CatalogType* found = types_.find(key(each, name))) return found;
  return nullptr;
}

CatalogType* Catalog::edit_type(const std::string& schema, const std::string& name) {
  const CatalogType* found = find_type(schema, name);
  return found ? types_.edit(key(found->schema, found->name)) : nullptr;
}

CatalogType& Catalog::add_type(const Name& name, ObjectKind kind, Moment made) {
  CatalogType type;
  type.kind = kind;
  type.schema = resolve_schema(name.schema);
  type.name = name.name;
  type.made = made;
  return types_.at(key(type.schema, type.name)) = std::move(type);
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
  const std::string renamed = key(moved.schema, moved.name);
  types_.set(renamed, std::move(moved));
}

std::vector<const CatalogFunction*> Catalog::find_functions(const Name& name) const {
  std::vector<const CatalogFunction*> out;
  if (functions_.empty()) return out;
  const auto collect = [&](const std::string& schema) {
    const std::vector<CatalogFunction>* found = functions_.find(key(schema, name.name));
    if (!found) return;
    for (const CatalogFunction& function : *found) out.push_back(&function);
  };
  if (!name.schema.empty())
    collect(name.schema);
  else
    for (const std::string& schema : *search_path_) collect(schema);
  return out;
}

void Catalog::add_function(const CreateFunction& function, Moment made, std::shared_ptr<RoutineCode> code) {
  std::vector<CatalogFunction>& overloads =
      functions_.at(key(resolve_schema(function.function.schema), function.function.name));
  for (CatalogFunction& each : overloads)
    if (each.written.argument_types == function.argument_types) {
      each = {function, made, std::move(code)};
      return;
    }
  overloads.push_back({function, made, std::move(code)});
}

void Catalog::drop_function(const Name& name, const std::vector<std::string>& argument_types) {
  const std::string called = key(resolve_schema(name.schema), name.name);
  std::vector<CatalogFunction>* overloads = functions_.edit(called);
  if (!overloads) return;
  if (overloads->size() > 1)
    std::erase_if(*overloads,
                  [&](const CatalogFunction& each) { return each.written.argument_types == argument_types; });
  else
    functions_.erase(called);
}

// ------------------------------------------------------------------------------------------------------- the whole of it

bool Catalog::use_graph(const std::string& database) {
  if (database == graph_of_) return false;
  other_graphs_.set(graph_of_, std::move(graph));
  const GraphSchema* known = other_graphs_.find(database);
  const bool is_new = known == nullptr;
  graph = is_new ? GraphSchema() : *known;
  graph_of_ = database;
  return is_new;
}

void Catalog::go_back_to(const Catalog& before) {
  const RelationId next = next_id_;
  *this = before;
  next_id_ = next;
}

}  // namespace godwit
