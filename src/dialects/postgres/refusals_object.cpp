#include "dialects/postgres/apply.h"
#include "dialects/postgres/refusals.h"
#include "dialects/postgres/relation_kind.h"

// Whole objects: made twice, gone already, of another kind, needed.

namespace godwit::postgres {
namespace {

/// What an object of the kind is called in a sentence.
std::string kind_words(ObjectKind kind) {
  const std::string_view name = words(kind);
  return (name.starts_with('i') ? "an " : "a ") + std::string(name);
}

/// Refuses to make a relation under a name that is taken. Of a name without a schema only the first schema of the path
/// counts, and a temporary table is in the way of none.
bool refuse_taken(const Name& name, bool temporary, EffectBuilder& to, std::string_view evidence = {}) {
  const Name full{name.schema.empty() ? to.catalog().resolve_schema({}) : name.schema, name.name, {}};
  const Relation* there = temporary ? nullptr : certain(full, to);
  if (!there || there->assumed) return false;
  to.refuse(Refusal::exists_already, object_of(*there), "there is " + kind_words(there->kind) + " " + quoted(there->name) + " already",
            evidence);
  return true;
}

bool refuse_taken_type(const Name& type, EffectBuilder& to) {
  const CatalogType* there = to.catalog().find_type(to.catalog().resolve_schema(type.schema), type.name);
  if (!there || there->made.migration == 0 || !to.catalog().certain_types()) return false;
  to.refuse(Refusal::exists_already, object_of(ObjectKind::type, type), "there is a type " + quoted(type.name) + " already");
  return true;
}

void refuse_missing_schema(const std::string& schema, EffectBuilder& to) {
  if (!schema.empty() && to.catalog().has_schema(schema) == Known::no)
    to.refuse(Refusal::missing, {ObjectKind::schema, {}, schema, {}}, "the schema " + quoted(schema) + " is gone");
}

}  // namespace

void refused(const CreateTable& op, EffectBuilder& to) {
  refuse_missing_schema(op.table.schema, to);
  const bool temporary = op.persistence == CreateTable::Persistence::temporary;
  if (op.if_not_exists && to.known(op.table)) return;
  if (refuse_taken(op.table, temporary, to)) return;
  if (op.partition_of) {
    const TableRef parent{*op.partition_of};
    if (refuse_missing_table(parent, to)) return;
    if (const Relation* found = certain(parent.name, to); found && !found->assumed && !found->partitioned())
      return to.refuse(Refusal::wrong_kind, object_of(*found), quoted(found->name) + " is not partitioned");
  }
  Relation table;  // as it will be, for what its constraints meet
  table.schema = to.catalog().resolve_schema(op.table.schema);
  table.name = op.table.name;
  table.complete = !op.as && op.of_type.empty() && op.like.empty() && op.inherits.empty() && !op.partition_of;
  table.partition_by = op.partition_by;
  for (const Column& column : op.columns) {
    CatalogColumn& added = table.columns.emplace_back();
    added.name = column.name;
    added.type = column.type;
  }
  for (CatalogColumn& column : table.columns)
    if (column.type.is_serial())
      column.type.name = column.type.name == "bigserial" ? "int8" : column.type.name == "serial" ? "int4" : "int2";
  for (const Column& column : op.columns)
    for (const Constraint& each : column.constraints)
      if (each.references.name != op.table.name) refuse_constraint(each, table, to);
  for (const Constraint& each : op.constraints)
    if (each.references.name != op.table.name) refuse_constraint(each, table, to);
}

void refused(const CreateView& op, EffectBuilder& to) {
  refuse_missing_schema(op.view.schema, to);
  const Name full{to.catalog().resolve_schema(op.view.schema), op.view.name, {}};
  const Relation* there = op.temporary ? nullptr : certain(full, to);
  if (!there || there->assumed) return;
  if (!op.or_replace || there->kind != ObjectKind::view) {
    refuse_taken(op.view, op.temporary, to);
    return;
  }
  std::vector<CatalogColumn> columns = result_columns(op.query, op.columns, to.catalog());
  if (columns.empty() || there->columns.empty()) return;
  if (columns.size() < there->columns.size())
    return to.refuse(Refusal::impossible, object_of(*there), "a view keeps its columns when it is replaced: this leaves some out",
                     "view/replace-drop-column");
  for (std::size_t i = 0; i < there->columns.size(); ++i) {
    const CatalogColumn& old = there->columns[i];
    const CatalogColumn& now = columns[i];
    if (old.name.empty() || now.name.empty()) continue;
    if (old.name != now.name)
      return to.refuse(Refusal::impossible, column_of(*there, old.name),
                       "a view keeps its columns when it is replaced: " + quoted(old.name) + " would become " + quoted(now.name),
                       "view/replace-rename-column");
    if (!old.type.name.empty() && !now.type.name.empty() && !(old.type == now.type))
      return to.refuse(Refusal::impossible, column_of(*there, old.name),
                       "a view keeps the types of its columns when it is replaced: " + quoted(old.name) + " would change",
                       "view/replace-change-type");
  }
}

void refused(const CreateSequence& op, EffectBuilder& to) {
  refuse_missing_schema(op.sequence.schema, to);
  if (!op.if_not_exists) refuse_taken(op.sequence, op.temporary, to);
}

void refused(const CreateSchema& op, EffectBuilder& to) {
  if (!op.if_not_exists && to.catalog().has_schema(op.schema) == Known::yes)
    to.refuse(Refusal::exists_already, {ObjectKind::schema, {}, op.schema, {}},
              "there is a schema " + quoted(op.schema) + " already");
}

void refused(const CreateType& op, EffectBuilder& to) { refuse_taken_type(op.type, to); }
void refused(const CreateDomain& op, EffectBuilder& to) { refuse_taken_type(op.domain, to); }

void refused(const AddEnumValue& op, EffectBuilder& to) {
  const CatalogType* type = to.catalog().find_type(op.type.schema, op.type.name);
  if (!type || op.if_not_exists || !to.catalog().certain_types() || !holds(type->labels, op.value)) return;
  to.refuse(Refusal::exists_already, object_of(ObjectKind::type, op.type),
            quoted(op.type.name) + " has the value " + quoted(op.value) + " already");
}

void refused(const AlterCompositeType& op, EffectBuilder& to) {
  for (const RelationId id : to.catalog().users(Use::owned_type, op.type.name))
    if (const Relation& each = to.catalog().at(id); each.of_type == op.type.name && !op.cascade)
      to.refuse(Refusal::column_in_use, object_of(each), quoted(each.name) + " is a table of the type",
                "type/composite-add-attribute-typed-table-restrict");
  if (!op.alters_type) return;
  for (const RelationId id : to.catalog().users(Use::type, op.type.name))
    for (const CatalogColumn& column : to.catalog().at(id).columns)
      if (column.type.name == op.type.name && to.catalog().is_certain(to.catalog().at(id)))
        to.refuse(Refusal::column_in_use, column_of(to.catalog().at(id), column.name),
                  "the column " + quoted(column.name) + " of " + quoted(to.catalog().at(id).name) + " is of the type",
                  "type/composite-alter-attribute-type");
}

void refused(const CreateFunction& op, EffectBuilder& to) {
  for (const CatalogFunction* each : to.catalog().find_functions(op.function)) {
    if (each->written.argument_types != op.argument_types || !to.catalog().certain_types()) continue;
    const Object object = object_of(op.kind, op.function);
    if (!op.or_replace && each->made.migration != 0)
      return to.refuse(Refusal::exists_already, object, "there is " + quoted(op.function.name) + " with these arguments already");
    if (op.or_replace && each->written.kind == op.kind &&
        (each->written.returns != op.returns || each->written.returns_set != op.returns_set))
      return to.refuse(Refusal::impossible, object,
                       "a function keeps its result when it is replaced, and this one returns something else: drop it first",
                       "function/replace-return-type");
  }
}

void refused(const CreateTrigger& op, EffectBuilder& to) {
  if (refuse_missing_table({op.table}, to)) return;
  const Relation* table = certain(op.table, to);
  if (!table || op.or_replace) return;
  for (const CatalogTrigger& each : table->triggers)
    if (each.name == op.trigger)
      to.refuse(Refusal::exists_already, {ObjectKind::trigger, table->schema, op.trigger, {}},
                quoted(table->name) + " already has a trigger " + quoted(op.trigger));
}

void refused(const CreatePolicy& op, EffectBuilder& to) {
  if (refuse_missing_table({op.table}, to)) return;
  const Relation* table = certain(op.table, to);
  if (!table) return;
  const Object object{ObjectKind::policy, table->schema, op.policy, {}};
  const bool there = holds(table->policies, op.policy);
  if (there && !op.alter)
    to.refuse(Refusal::exists_already, object, quoted(table->name) + " already has a policy " + quoted(op.policy));
  if (!there && op.alter && table->complete)
    to.refuse(Refusal::missing, object, quoted(table->name) + " has no policy " + quoted(op.policy));
}

namespace {

/// Whether DROP and ALTER of one kind reach what is of the other.
bool reaches(ObjectKind written, ObjectKind there) {
  if (written == there) return true;
  if (written == ObjectKind::table) return there == ObjectKind::partitioned_table;
  return written == ObjectKind::index && there == ObjectKind::partitioned_index;
}

void refuse_children(const Relation& table, const DropObjects& op, EffectBuilder& to) {
  for (const RelationId id : table.children) {
    const Relation& child = to.catalog().at(id);
    const bool goes_too = child.bound || std::any_of(op.objects.begin(), op.objects.end(), [&](const auto& each) {
                            const Relation* found = to.known(each.name);
                            return found && found->id == id;
                          });
    if (!goes_too && !op.cascade)
      return to.refuse(Refusal::needed, object_of(table), "the table " + quoted(child.name) + " inherits from it",
                       "table/drop-inheritance-parent");
  }
}

/// The sequences that go with a table are needed elsewhere.
void refuse_sequences(const Relation& table, const DropObjects& op, EffectBuilder& to) {
  if (op.cascade) return;
  for (const CatalogColumn& column : table.columns) {
    const Relation* sequence = to.catalog().find(column.sequence);
    if (!sequence) continue;
    DropObjects drop{ObjectKind::sequence, {{Name{sequence->schema, sequence->name, {}}, {}, {}}}, false, false};
    std::vector<Dependent> needing = dependents(drop, to.catalog());
    std::erase_if(needing, [&](const Dependent& each) { return each.relation == table.id; });
    refuse_for(needing, object_of(table), to);
  }
}

void refuse_relation(const DropObjects& op, const Name& name, EffectBuilder& to) {
  const Relation* found = certain(name, to);
  if (!found || found->assumed) {
    if (!op.if_exists && to.catalog().certainly_dropped(name))
      to.refuse(Refusal::missing, object_of(op.kind, name), quoted(name.plain()) + " was dropped or renamed before");
    return;
  }
  if (!reaches(op.kind, found->kind))
    return to.refuse(Refusal::wrong_kind, object_of(*found), quoted(found->name) + " is " + kind_words(found->kind));
  refuse_children(*found, op, to);
  refuse_sequences(*found, op, to);
}

void refuse_part(const DropObjects& op, const DropObjects::Object& object, EffectBuilder& to) {
  const Relation* table = certain_whole(object.on_table, to);
  if (!table || op.if_exists) return;
  const auto named = [&](const CatalogTrigger& each) { return each.name == object.name.name; };
  const bool there = op.kind == ObjectKind::trigger
                         ? std::any_of(table->triggers.begin(), table->triggers.end(), named)
                         : holds(table->policies, object.name.name);
  if (!there)
    to.refuse(Refusal::missing, {op.kind, table->schema, object.name.name, {}},
              quoted(table->name) + " has no " + (op.kind == ObjectKind::trigger ? "trigger " : "policy ") +
                  quoted(object.name.name));
}

void refuse_schema(const DropObjects& op, const std::string& schema, EffectBuilder& to) {
  if (!op.if_exists) refuse_missing_schema(schema, to);
  if (op.cascade) return;
  for (const RelationId id : to.catalog().users(Use::schema, schema))
    if (const Relation& each = to.catalog().at(id);
        each.schema == schema && to.catalog().is_certain(each) && !each.assumed)
      return to.refuse(Refusal::needed, {ObjectKind::schema, {}, schema, {}},
                       kind_words(each.kind) + " " + quoted(each.name) + " is in it", "table/drop-schema-not-empty");
}

}  // namespace

void refused(const DropObjects& op, EffectBuilder& to) {
  for (const DropObjects::Object& object : op.objects) {
    if (is_relation_kind(op.kind)) refuse_relation(op, object.name, to);
    if (op.kind == ObjectKind::schema) refuse_schema(op, object.name.name, to);
    if (op.kind == ObjectKind::trigger || op.kind == ObjectKind::policy) refuse_part(op, object, to);
  }
}

namespace {

TableRef renamed(const Rename& op) {
  TableRef out{op.object};
  out.if_exists = op.if_exists;
  return out;
}

void refuse_column_rename(const Rename& op, EffectBuilder& to) {
  if (refuse_missing_column(renamed(op), op.part, to)) return;
  const Relation* table = certain(op.object, to);
  if (!table) return;
  if (table->column(op.to))
    to.refuse(Refusal::exists_already, column_of(*table, op.to),
              quoted(table->name) + " already has a column " + quoted(op.to));
  if (const Relation* parent = parent_with_column(*table, op.part, to.catalog()))
    to.refuse(Refusal::impossible, column_of(*table, op.part),
              "the column comes from " + quoted(parent->name) + ", and changes only there");
}

void refuse_constraint_rename(const Rename& op, EffectBuilder& to) {
  needed_constraint(renamed(op), op.part, to);
  const Relation* table = certain(op.object, to);
  if (table && table->constraint(op.to))
    to.refuse(Refusal::exists_already, {ObjectKind::constraint, table->schema, op.to, {}},
              quoted(table->name) + " already has a constraint " + quoted(op.to));
}

}  // namespace

void refused(const Rename& op, EffectBuilder& to) {
  if (op.kind == ObjectKind::column) return refuse_column_rename(op, to);
  if (op.kind == ObjectKind::constraint) return refuse_constraint_rename(op, to);
  if (!is_relation_kind(op.kind)) return;
  if (refuse_missing_table(renamed(op), to)) return;
  const Relation* found = certain(op.object, to);
  if (found) refuse_taken({found->schema, op.to, {}}, found->temporary, to);
}

void refused(const SetSchema& op, EffectBuilder& to) {
  if (!is_relation_kind(op.kind)) return;
  if (refuse_missing_table({op.object}, to)) return;
  refuse_missing_schema(op.schema, to);
  const Relation* found = certain(op.object, to);
  if (!found || found->schema == op.schema) return;
  refuse_taken({op.schema, found->name, {}}, found->temporary, to);
}

void refused(const ChangeOwner& op, EffectBuilder& to) {
  if (op.kind != ObjectKind::sequence) return;
  const Relation* sequence = certain(op.object, to);
  if (!sequence) return;
  for (const RelationId id : to.catalog().users(Use::reads, sequence->id))
    for (const CatalogColumn& column : to.catalog().at(id).columns)
      if (column.sequence == sequence->id)
        to.refuse(Refusal::needed, object_of(*sequence),
                  "the column " + quoted(column.name) + " of " + quoted(to.catalog().at(id).name) +
                      " owns it, and its owner is the table's",
                  "owner/sequence-owned");
}

void refused(const RefreshMaterializedView& op, EffectBuilder& to) {
  if (refuse_missing_table({op.view}, to)) return;
  const Relation* found = certain(op.view, to);
  if (found && !found->assumed && found->kind != ObjectKind::materialized_view)
    to.refuse(Refusal::wrong_kind, object_of(*found), quoted(found->name) + " is " + kind_words(found->kind));
}

void refused(const Truncate& op, EffectBuilder& to) {
  std::vector<RelationId> all;
  for (const TableRef& each : op.tables)
    if (const Relation* table = certain(each.name, to))
      to.tree(table->id, each.only, [&](const Relation& below) { all.push_back(below.id); });
  for (const TableRef& each : op.tables) {
    if (refuse_missing_table(each, to) || op.cascade) continue;
    const Relation* table = certain(each.name, to);
    if (!table) continue;
    for (const Referencing& key : referencing(to.catalog(), table->id))
      if (std::find(all.begin(), all.end(), key.table) == all.end() && key.constraint->written.enforced &&
          to.catalog().is_certain(to.catalog().at(key.table)))
        return to.refuse(Refusal::needed, object_of(*table),
                         "the foreign key " + quoted(key.constraint->written.name) + " of " +
                             quoted(to.catalog().at(key.table).name) + " references it: truncate both at once",
                         "table/truncate-referenced");
  }
}

void refused(const LockTable& op, EffectBuilder& to) {
  for (const TableRef& each : op.tables)
    if (refuse_missing_table(each, to)) return;
  const bool in_code = !to.part.empty() && to.part.front().in_code;
  if (to.world.transaction.open == Known::no && !in_code)
    to.refuse(Refusal::impossible, {}, "LOCK TABLE needs a transaction, and none is open");
}

}  // namespace godwit::postgres
