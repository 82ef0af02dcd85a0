#include "dialects/postgres/refusals.h"

// What may not be used before the transaction is over.

namespace godwit::postgres {
namespace {

/// What changes a table as a whole, for which nothing may wait.
using Whole = OperationList<AddColumn, DropColumn, AlterColumnType, SetNotNull, DropNotNull, SetDefault, AddConstraint,
                            DropConstraint, ValidateConstraint, ChangeTable, CreateIndex>;

std::vector<Name> changed_tables(const Operation& operation) {
  std::vector<Name> out;
  visit_only<relational::Operations, postgres::Operations>(operation, [&](const auto& op) {
    using Op = std::decay_t<decltype(op)>;
    if constexpr (Whole::has<Op>) out.push_back(op.table.name);
  });
  if (const auto* truncate = operation.as<Truncate>())
    for (const TableRef& each : truncate->tables) out.push_back(each.name);
  if (const auto* drop = operation.as<DropObjects>(); drop && drop->kind == ObjectKind::table)
    for (const DropObjects::Object& each : drop->objects) out.push_back(each.name);
  return out;
}

void refuse_unchecked(const Operation& operation, EffectBuilder& to) {
  const SharedList<RelationId>& unchecked = to.world.transaction.past.unchecked;
  if (unchecked.empty()) return;
  for (const Name& name : changed_tables(operation)) {
    const Relation* table = to.known(name);
    if (!table || !holds(unchecked, table->id)) continue;
    to.hazard(Hazard::refused, to.world.transaction.open, object_of(*table),
              "rows of " + quoted(table->name) + " that this transaction has changed wait for a deferred check: SET "
              "CONSTRAINTS ALL IMMEDIATE first",
              "sequence-of/update-deferred-fk-then-alter");
  }
}

/// The strings that an operation hands to the server as values.
std::vector<std::string> literals_of(const Operation& operation) {
  std::vector<std::string> out;
  const auto add = [&](const std::vector<std::string>& more) { out.insert(out.end(), more.begin(), more.end()); };
  const auto add_of = [&](const std::optional<Expression>& expression) {
    if (expression) add(expression->literals);
  };
  if (const auto* change = operation.as<ChangeRows>()) {
    add(change->literals);
    add_of(change->where);
  }
  if (const auto* read = operation.as<ReadRows>()) add(read->query.literals);
  if (const auto* view = operation.as<CreateView>()) add(view->query.literals);
  if (const auto* value = operation.as<SetDefault>()) add_of(value->value);
  if (const auto* column = operation.as<AddColumn>()) add_of(column->column.default_value);
  if (const auto* constraint = operation.as<AddConstraint>()) add(constraint->constraint.check.literals);
  if (const auto* index = operation.as<CreateIndex>()) add_of(index->where);
  return out;
}

/// The tables whose columns a value may go to or be compared with.
std::vector<Name> tables_of(const Operation& operation) {
  std::vector<Name> out;
  const auto add = [&](const std::vector<RelationUse>& reads) {
    for (const RelationUse& each : reads) out.push_back(each.relation);
  };
  if (const auto* change = operation.as<ChangeRows>()) {
    out.push_back(change->table.name);
    add(change->reads);
  }
  if (const auto* read = operation.as<ReadRows>()) add(read->query.reads);
  if (const auto* view = operation.as<CreateView>()) add(view->query.reads);
  for (Name& table : changed_tables(operation)) out.push_back(std::move(table));
  return out;
}

bool may_hold(const Name& name, const CatalogType& type, const EffectBuilder& to) {
  const Relation* table = to.known(name);
  if (!table || !table->complete) return true;
  return std::any_of(table->columns.begin(), table->columns.end(),
                     [&](const CatalogColumn& column) { return column.type.name == type.name; });
}

bool is_fresh(const CatalogType& type, const Moment& added, const World& world) {
  if (world.age(added) != Age::this_transaction) return false;
  return !world.server.at_least(17) || world.age(type.made) != Age::this_transaction;
}

void refuse_fresh_values(const Operation& operation, EffectBuilder& to) {
  const World& world = to.world;
  if (world.transaction.open == Known::no || world.transaction.past.extended_types.empty()) return;
  const std::vector<std::string> literals = literals_of(operation);
  const std::vector<Name> tables = tables_of(operation);
  for (const Name& name : world.transaction.past.extended_types) {
    const CatalogType* type = to.catalog().find_type(name.schema, name.name);
    if (!type) continue;
    const bool meant = tables.empty() || std::any_of(tables.begin(), tables.end(), [&](const Name& table) {
                         return may_hold(table, *type, to);
                       });
    for (const auto& [value, added] : type->added)
      if (meant && holds(literals, value) && is_fresh(*type, added, world))
        to.hazard(Hazard::refused, Known::unknown, object_of(ObjectKind::type, name),
                  quoted(value) + " was added to " + quoted(type->name) + " in this transaction",
                  "type/enum-add-value-and-use");
  }
}

}  // namespace

void refuse_awaited(const Operation& operation, EffectBuilder& to) {
  refuse_unchecked(operation, to);
  refuse_fresh_values(operation, to);
}

}  // namespace godwit::postgres
