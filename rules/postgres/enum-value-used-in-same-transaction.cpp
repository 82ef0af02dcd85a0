#include <algorithm>
#include <variant>

#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

/// The strings that an operation hands to the server as values, and the tables they may go to.
struct Used {
  std::vector<std::string> literals;
  std::vector<Name> tables;

  void operator()(const ChangeRows& op) {
    tables.push_back(op.table.name);
    add(op.literals);
    add(op.reads);
    add(op.where);
  }
  void operator()(const ReadRows& op) { add(op.query); }
  void operator()(const CreateView& op) { add(op.query); }
  void operator()(const SetDefault& op) {
    tables.push_back(op.table.name);
    add(op.value);
  }
  void operator()(const AddColumn& op) {
    tables.push_back(op.table.name);
    add(op.column);
  }
  void operator()(const AddConstraint& op) {
    tables.push_back(op.table.name);
    add(op.constraint.check.literals);
  }
  void operator()(const CreateIndex& op) {
    tables.push_back(op.table.name);
    add(op.where);
  }
  void operator()(const CreateTable& op) {
    tables.push_back(op.table);
    for (const Column& column : op.columns) add(column);
  }
  template <class Other>
  void operator()(const Other&) {}

 private:
  void add(const std::vector<std::string>& more) { literals.insert(literals.end(), more.begin(), more.end()); }
  void add(const std::vector<RelationUse>& reads) {
    for (const RelationUse& read : reads) tables.push_back(read.relation);
  }
  void add(const std::optional<Expression>& expression) {
    if (expression) add(expression->literals);
  }
  void add(const Column& column) {
    add(column.default_value);
    for (const Constraint& constraint : column.constraints) add(constraint.check.literals);
  }
  void add(const Query& query) {
    add(query.literals);
    add(query.reads);
  }
};

static bool is_of(const Type& column, const CatalogType& type) {
  return column.name == type.name && (column.schema.empty() || column.schema == type.schema);
}

/// Whether a value of the type may be meant. Only a table whose every column is known to be of other types says no.
static bool may_hold(const Name& table, const CatalogType& type, const Operation& operation,
                     const RuleContext& context) {
  if (const auto* column = operation.as<AddColumn>()) return is_of(column->column.type, type);
  if (const auto* created = operation.as<CreateTable>())
    return std::any_of(created->columns.begin(), created->columns.end(),
                       [&](const Column& each) { return is_of(each.type, type); });
  const Relation* relation = context.relation(table);
  if (!relation || relation->assumed || relation->columns.empty()) return true;
  return std::any_of(relation->columns.begin(), relation->columns.end(),
                     [&](const CatalogColumn& each) { return is_of(each.type, type); });
}

static bool uses(const Operation& operation, const std::string& value, const CatalogType& type,
                 const RuleContext& context) {
  Used used;
  std::visit(used, operation.what);
  if (std::find(used.literals.begin(), used.literals.end(), value) == used.literals.end()) return false;
  return used.tables.empty() || std::any_of(used.tables.begin(), used.tables.end(), [&](const Name& table) {
           return may_hold(table, type, operation, context);
         });
}

/// Whether the value was added in the transaction that is open now, and may not be used before it commits.
static bool is_fresh(const CatalogType& type, const Moment& added, const RuleContext& context) {
  const World& world = context.world();
  if (world.age(added) != Age::this_transaction) return false;
  return !world.server.at_least(17) || world.age(type.made) != Age::this_transaction;
}

static void report(const Operation& operation, const std::string& value, const CatalogType& type,
                   RuleContext& context) {
  FindingBuilder finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say("this fails: `{value}` was added to `{type}` in this transaction, and cannot be used before that commits",
           {{"value", value}, {"type", type.name}})
      .help("add the value in a migration of its own, and use it in the next one");
  if (const StatementPlace* added = context.world().past.made.find(past_key(ObjectKind::enum_value, value)))
    finding.related(added->span, "the value is added here", added->script);
}

static void check(const Statement& statement, RuleContext& context) {
  if (!may_be_in_transaction(context)) return;
  std::vector<std::pair<const CatalogType*, const std::string*>> fresh;
  for (const Name& name : context.world().transaction.past.extended_types)
    if (const CatalogType* type = context.world().catalog.find_type(name.schema, name.name))
      for (const auto& [value, added] : type->added)
        if (is_fresh(*type, added, context)) fresh.emplace_back(type, &value);
  if (fresh.empty()) return;
  for (const Operation& operation : statement.operations)
    for (const auto& [type, value] : fresh)
      if (uses(operation, *value, *type, context)) report(operation, *value, *type, context);
}

extern const Rule enum_value_used_in_same_transaction = on_statement(check);

}  // namespace godwit::rules::postgres
