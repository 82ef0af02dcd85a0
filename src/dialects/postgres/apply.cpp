#include "dialects/postgres/apply.h"

#include <algorithm>
#include <cctype>

#include "dialects/postgres/changed_columns.h"
#include "dialects/postgres/plpgsql/follow_code.h"
#include "dialects/postgres/relation_kind.h"

namespace godwit::postgres {

std::vector<std::string> columns_read(const Query& query, const Catalog& catalog) {
  std::vector<std::string> out = query.columns;
  const Relation* read = query.reads.size() == 1 ? catalog.find(query.reads.front().relation) : nullptr;
  if (read && query.every_column)
    for (const CatalogColumn& column : read->columns) out.push_back(column.name);
  return out;
}

std::vector<CatalogColumn> result_columns(const Query& query, const std::vector<std::string>& names,
                                         const Catalog& catalog) {
  std::vector<CatalogColumn> out;
  const Relation* read = query.reads.size() == 1 ? catalog.find(query.reads.front().relation) : nullptr;
  for (const Output& each : query.outputs) {
    CatalogColumn& column = out.emplace_back();
    column.name = each.name;
    column.not_null = Known::unknown;
    if (const CatalogColumn* source = read ? read->column(each.column) : nullptr) column.type = source->type;
    if (!each.cast.name.empty()) column.type = each.cast;
  }
  for (std::size_t i = 0; i < names.size() && i < out.size(); ++i) out[i].name = names[i];
  return out;
}

namespace {

void apply(const CreateView& op, World& world) {
  Relation* view = world.catalog.edit(op.view);
  if (!view || !op.or_replace) view = &world.catalog.add(op.view, ObjectKind::view, world.now);
  view->temporary = op.temporary;
  view->reads.clear();
  for (const RelationUse& use : op.query.reads)
    if (const Relation* read = world.catalog.find(use.relation)) view->reads.push_back(read->id);
  view->read_columns = columns_read(op.query, world.catalog);
  view->columns = result_columns(op.query, op.columns, world.catalog);
}

void replace(std::vector<std::string>& columns, const std::string& from, const std::string& to) {
  std::replace(columns.begin(), columns.end(), from, to);
}

void replace(Expression& expression, const std::string& from, const std::string& to) {
  replace(expression.columns, from, to);
  for (Comparison& each : expression.conjuncts)
    if (each.column == from) each.column = to;
}

void rename_column(Relation& table, const std::string& from, const std::string& to, World& world) {
  if (CatalogColumn* column = table.column(from)) column->name = to;
  for (CatalogColumn& column : table.columns) replace(column.generated_from, from, to);
  for (CatalogConstraint& each : table.constraints) {
    replace(each.written.columns, from, to);
    replace(each.written.check, from, to);
  }
  for (RelationId id : table.indexes) {
    CreateIndex& index = world.catalog.edit(id).index;
    replace(index.including, from, to);
    if (index.where) replace(*index.where, from, to);
    for (IndexKey& key : index.keys) {
      if (key.column == from) key.column = to;
      if (key.expression) replace(*key.expression, from, to);
    }
  }
  for (const RelationId other : world.catalog.users(Use::references, table.id))
    for (CatalogConstraint& each : world.catalog.edit(other).constraints)
      if (each.references == table.id) replace(each.written.referenced_columns, from, to);
}

void rename_in_table(const Rename& op, World& world) {
  Relation* table = world.catalog.edit(op.object);
  if (!table) return;
  if (op.kind == ObjectKind::column) {
    for (RelationId id : with_descendants(world.catalog, table->id))
      rename_column(world.catalog.edit(id), op.part, op.to, world);
  } else if (CatalogConstraint* constraint = table->constraint(op.part)) {
    constraint->written.name = op.to;
    if (constraint->index != no_relation)
      world.catalog.rename(constraint->index, world.catalog.at(constraint->index).schema, op.to);
  }
}

void rename_schema(const std::string& from, const std::string& to, World& world) {
  world.catalog.set_schema(from, Known::no);
  world.catalog.set_schema(to, Known::yes);
  for (const RelationId id : world.catalog.users(Use::schema, from))
    if (const Relation& each = world.catalog.at(id); each.schema == from) world.catalog.rename(id, to, each.name);
}

void apply(const Rename& op, World& world) {
  if (op.kind == ObjectKind::column || op.kind == ObjectKind::constraint) return rename_in_table(op, world);
  if (op.kind == ObjectKind::type || op.kind == ObjectKind::domain)
    return world.catalog.rename_type(op.object, "", op.to);
  if (op.kind == ObjectKind::schema) return rename_schema(op.object.name, op.to, world);
  if (op.kind == ObjectKind::enum_value) {
    if (CatalogType* type = world.catalog.edit_type(op.object.schema, op.object.name))
      replace(type->labels, op.part, op.to);
    return;
  }
  if (!is_relation_kind(op.kind) || (op.if_exists && !world.catalog.find(op.object))) return;
  const Relation& relation = world.catalog.find_or_assume(op.object, op.kind);
  world.catalog.rename(relation.id, relation.schema, op.to, world.now);
}

void apply(const SetSchema& op, World& world) {
  if (op.kind == ObjectKind::type || op.kind == ObjectKind::domain)
    return world.catalog.rename_type(op.object, op.schema, op.object.name);
  if (!is_relation_kind(op.kind)) return;
  const Relation& relation = world.catalog.find_or_assume(op.object, op.kind);
  for (RelationId index : relation.indexes) world.catalog.rename(index, op.schema, world.catalog.at(index).name);
  world.catalog.rename(relation.id, op.schema, relation.name, world.now);
}

void apply(const RefreshMaterializedView& op, World& world) {
  world.catalog.find_or_assume(op.view, ObjectKind::materialized_view).populated = op.with_data;
}

void apply(const CreateSequence& op, World& world) {
  if (op.if_not_exists && world.catalog.find(op.sequence)) return;
  world.catalog.add(op.sequence, ObjectKind::sequence, world.now).temporary = op.temporary;
}

void apply(const CreateType& op, World& world) {
  CatalogType& type = world.catalog.add_type(op.type, op.kind, world.now);
  type.labels = op.labels;
  type.attributes = op.attributes;
}

void apply(const AddEnumValue& op, World& world) {
  CatalogType* type = world.catalog.edit_type(op.type.schema, op.type.name);
  if (!type) type = &world.catalog.add_type(op.type, ObjectKind::enum_type, Moment{});
  if (std::find(type->labels.begin(), type->labels.end(), op.value) != type->labels.end()) return;
  type->labels.push_back(op.value);
  type->added.emplace_back(op.value, world.now);
}

void apply(const CreateDomain& op, World& world) {
  CatalogType& type = world.catalog.add_type(op.domain, ObjectKind::domain, world.now);
  type.base = op.base;
  type.not_null = known(op.not_null);
  type.constrained = known(!op.constraints.empty());
  type.default_value = op.default_value;
  for (const Constraint& each : op.constraints)
    type.constraints.push_back({each, Known::yes, no_relation, no_relation, world.now});
}

void apply(const AlterDomain& op, World& world) {
  using Change = AlterDomain::Change;
  CatalogType* type = world.catalog.edit_type(op.domain.schema, op.domain.name);
  if (!type) return;
  switch (op.change) {
    case Change::add_constraint:
      type->constraints.push_back(
          {op.constraint, known(!op.constraint.not_valid), no_relation, no_relation, world.now});
      if (op.constraint.kind == ConstraintKind::not_null) type->not_null = Known::yes;
      break;
    case Change::drop_constraint:
      std::erase_if(type->constraints, [&](const CatalogConstraint& each) { return each.written.name == op.name; });
      break;
    case Change::set_not_null:
      type->not_null = Known::yes;
      break;
    case Change::drop_not_null:
      type->not_null = Known::no;
      break;
    case Change::set_default:
      type->default_value = op.value;
      break;
    case Change::validate_constraint:
      break;
  }
  type->constrained = known(!type->constraints.empty());
}

void apply(const CreateTrigger& op, World& world) {
  Relation& table = world.catalog.find_or_assume(op.table, ObjectKind::table);
  std::erase_if(table.triggers, [&](const CatalogTrigger& each) { return each.name == op.trigger; });
  std::vector<std::string> columns = op.columns;
  columns.insert(columns.end(), op.when_columns.begin(), op.when_columns.end());
  table.triggers.push_back({op.trigger, op.function, std::move(columns)});
}

void apply(const CreatePolicy& op, World& world) {
  Relation& table = world.catalog.find_or_assume(op.table, ObjectKind::table);
  if (!op.alter) table.policies.push_back(op.policy);
  table.policy_columns.insert(table.policy_columns.end(), op.columns.begin(), op.columns.end());
}

void apply(const CreateStatistics& op, World& world) {
  if (!op.table.empty())
    world.catalog.find_or_assume(op.table, ObjectKind::table).statistics.push_back(op.statistics.name);
}

void apply(const Cluster& op, World& world) {
  if (op.table && !op.index.empty()) world.catalog.find_or_assume(*op.table, ObjectKind::table).clustered_on = op.index;
}

void empty(Relation& table, const World& world) {
  table.has_rows = Known::no;
  table.emptied = world.now;
}

void apply(const Truncate& op, World& world) {
  for (const TableRef& each : op.tables) empty(world.catalog.find_or_assume(each.name, ObjectKind::table), world);
}

/// Whether a deferred constraint is left to be checked when the transaction ends.
bool awaits_check(const Relation& table, const ChangeRows& op) {
  return std::any_of(table.constraints.begin(), table.constraints.end(), [&](const CatalogConstraint& each) {
    return each.written.initially_deferred && looks_up(op, each.written);
  });
}

void apply(const ChangeRows& op, World& world) {
  const Relation* table = world.catalog.find(op.table.name);
  if (!table) return;
  if (awaits_check(*table, op)) world.transaction.past.unchecked.push_back(table->id);
  const bool empties = op.kind == RowChange::delete_ && !op.where && !op.batched;
  if (empties) {
    // Unlike TRUNCATE it leaves the pages to be read, and lets others write: what was known of its rows stays as it was.
    Relation& left = world.catalog.edit(table->id);
    left.has_rows = world.has_rows(left);
    left.emptied = world.now;
    table = &left;
  }
  const bool adds = op.kind == RowChange::insert || op.kind == RowChange::copy_in || op.kind == RowChange::merge;
  if (!adds) return;
  // Rows that a query brings may be none: of what it reads, only what certainly has rows brings some.
  const bool certain = op.literal_rows > 0 || std::any_of(op.calls.begin(), op.calls.end(), [](const Call& call) {
                         return call.function.name == "generate_series";
                       });
  const Known brought = certain ? Known::yes : Known::unknown;
  for (RelationId id : with_descendants(world.catalog, table->id))
    if (world.has_rows(world.catalog.at(id)) < brought) world.catalog.edit(id).has_rows = brought;
}

void apply(const ChangePublication& op, World& world) {
  using Change = ChangePublication::Change;
  for (const Name& name : op.tables) {
    Relation& table = world.catalog.find_or_assume(name, ObjectKind::table);
    if (op.change == Change::drop)
      std::erase(table.publications, op.publication);
    else
      table.publications.push_back(op.publication);
  }
}

void apply(const CreateFunction& op, World& world) { world.catalog.add_function(op, world.now, make_routine_code()); }

std::vector<std::string> schemas_of(const std::string& path) {
  std::vector<std::string> out;
  std::string word;
  for (char c : path + ",") {
    if (c == ',') {
      if (!word.empty() && word != "$user" && word != "pg_catalog") out.push_back(word);
      word.clear();
    } else if (!std::isspace(static_cast<unsigned char>(c)) && c != '"' && c != '\'') {
      word += c;
    }
  }
  return out;
}

bool in_transaction(const World& world) { return world.transaction.open != Known::no; }

void apply(const SetSetting& op, World& world) {
  if (op.name == "all")
    world.settings.reset_all();
  else
    world.settings.set(op.name, op.value, op.local, in_transaction(world));
}

/// `set_config('lock_timeout', '5s', true)` in a query is SET LOCAL in other words.
void apply(const ReadRows& op, World& world) {
  for (const Call& call : op.query.calls)
    if (call.function.name == "set_config" && call.literals.size() >= 2)
      world.settings.set(call.literals[0], call.literals[1], false, in_transaction(world));
}

void apply(const CreateSchema& op, World& world) { world.catalog.set_schema(op.schema, Known::yes); }

void apply(const SetConstraints& op, World& world) {
  if (op.immediate) world.transaction.past.unchecked.clear();
}

/// These leave catalog and settings as they are.
using ChangesNothing =
    OperationList<RunCode, CallProcedure, Administer, ChangeOwner, Comment, Grant, Explain, Irrelevant, Opaque, LockTable,
                  Reindex, Vacuum, TransactionControl, CreateExtension, CreateRule,
                  AlterCompositeType, AlterSequence>;
template <class T>
  requires(ChangesNothing::has<T>)
void apply(const T&, World&) {}

/// Code that renames what the history never made may find nothing to rename: then the name keeps its old bearer.
bool is_guess(const Operation& operation, const World& world) {
  const auto* rename = operation.in_code ? operation.as<Rename>() : nullptr;
  if (!rename || !is_relation_kind(rename->kind)) return false;
  const Relation* known = world.catalog.find(rename->object);
  return !known || known->assumed;
}

/// What may not have run has perhaps changed nothing.
void doubt(const Operation& operation, World& world) {
  world.catalog.doubt_changes();
  if (is_of<OperationList<CreateType, CreateDomain, AddEnumValue, CreateFunction, DropObjects>>(operation))
    world.catalog.doubt_types();
}

}  // namespace

void follow_search_path(World& world) {
  const std::string* path = world.settings.find("search_path");
  const std::vector<std::string>& known = world.catalog.search_path();
  if (!path && known.size() == 1 && known.front() == "public") return;
  std::vector<std::string> schemas = path ? schemas_of(*path) : std::vector<std::string>{"public"};
  if (schemas != known) world.catalog.set_search_path(std::move(schemas));
}

void assume(const StatementResult& result, World& world) {
  for (const Assumed& each : result.assumed) world.catalog.find_or_assume(each.name, each.kind);
  world.catalog.note_uses();
}

void apply(const Statement& statement, StatementPart part, World& world) {
  const Explain* explain = statement.operations.empty() ? nullptr : statement.operations.front().as<Explain>();
  if (explain && !explain->executes) return;
  for (const Operation& operation : part) {
    if (is_guess(operation, world)) {
      const Rename& rename = *operation.as<Rename>();
      world.catalog.doubt_name({rename.object.schema, rename.to, {}});
      continue;
    }
    visit_only<shared::Operations, relational::Operations, postgres::Operations>(
        operation, [&](const auto& op) { apply(op, world); });
    if (operation.conditional || operation.caught) doubt(operation, world);
    if (operation.as<Opaque>()) world.catalog.doubt_everything();
    world.catalog.note_uses();
  }
  follow_search_path(world);
}

}  // namespace godwit::postgres
