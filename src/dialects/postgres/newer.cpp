#include <array>

#include "dialects/postgres/functions.h"
#include "dialects/postgres/refusals.h"

// What only later versions know.

namespace godwit::postgres {
namespace {

/// Whether any of the constraints that an operation writes is as asked.
template <class Asked>
bool any_constraint(const Operation& operation, const Asked& asked) {
  const auto in_column = [&](const Column& column) {
    return std::any_of(column.constraints.begin(), column.constraints.end(), asked);
  };
  if (const auto* add = operation.as<AddConstraint>()) return asked(add->constraint);
  if (const auto* add = operation.as<AddColumn>()) return in_column(add->column);
  const auto* create = operation.as<CreateTable>();
  return create && (std::any_of(create->constraints.begin(), create->constraints.end(), asked) ||
                    std::any_of(create->columns.begin(), create->columns.end(), in_column));
}

template <class Asked>
bool any_column(const Operation& operation, const Asked& asked) {
  if (const auto* add = operation.as<AddColumn>()) return asked(add->column);
  const auto* create = operation.as<CreateTable>();
  return create && std::any_of(create->columns.begin(), create->columns.end(), asked);
}

bool changes(const Operation& operation, TableChange what) {
  const auto* change = operation.as<ChangeTable>();
  return change && change->change == what;
}

bool uses_unenforced(const Operation& operation) {
  const auto* alter = operation.as<AlterConstraint>();
  return (alter && (alter->enforced || alter->inherit)) ||
         any_constraint(operation, [](const Constraint& each) { return !each.enforced; });
}

bool uses_virtual(const Operation& operation) {
  return any_column(operation, [](const Column& each) { return each.generated == Generated::virtual_; });
}

bool uses_named_not_null(const Operation& operation) {
  if (const auto* add = operation.as<AddConstraint>()) return add->constraint.kind == ConstraintKind::not_null;
  const auto* create = operation.as<CreateTable>();
  return create && std::any_of(create->constraints.begin(), create->constraints.end(), [](const Constraint& each) {
           return each.kind == ConstraintKind::not_null;
         });
}

bool uses_overlaps(const Operation& operation) {
  return any_constraint(operation, [](const Constraint& each) { return each.without_overlaps; });
}

bool uses_only(const Operation& operation) {
  const auto* vacuum = operation.as<Vacuum>();
  return vacuum && std::any_of(vacuum->tables.begin(), vacuum->tables.end(), [](const TableRef& each) { return each.only; });
}

bool sets_expression(const Operation& operation) { return changes(operation, TableChange::set_expression); }

bool sets_statistics_default(const Operation& operation) {
  return changes(operation, TableChange::set_statistics) && operation.as<ChangeTable>()->value.empty();
}

bool sets_method_default(const Operation& operation) {
  return changes(operation, TableChange::set_access_method) && operation.as<ChangeTable>()->value.empty();
}

bool grants_maintain(const Operation& operation) {
  const auto* grant = operation.as<Grant>();
  return grant && holds(grant->privileges, "maintain");
}

bool says_storage(const Operation& operation) {
  return any_column(operation, [](const Column& each) { return each.says_storage; });
}

bool sets_storage_default(const Operation& operation) {
  return changes(operation, TableChange::set_storage) && operation.as<ChangeTable>()->value == "default";
}

bool sets_method(const Operation& operation) { return changes(operation, TableChange::set_access_method); }

bool merges(const Operation& operation) {
  const auto* change = operation.as<ChangeRows>();
  return change && change->kind == RowChange::merge;
}

bool keeps_nulls_apart(const Operation& operation) {
  const auto* index = operation.as<CreateIndex>();
  return (index && index->nulls_not_distinct) ||
         any_constraint(operation, [](const Constraint& each) { return each.nulls_not_distinct; });
}

bool invokes_security(const Operation& operation) {
  const auto* view = operation.as<CreateView>();
  return (view && holds(view->options, "security_invoker")) ||
         (changes(operation, TableChange::set_parameters) &&
          holds(operation.as<ChangeTable>()->parameters, "security_invoker"));
}

bool unlogs_sequence(const Operation& operation) {
  const auto* change = operation.as<ChangeTable>();
  return change && change->table.written_as == ObjectKind::sequence &&
         (change->change == TableChange::set_unlogged || change->change == TableChange::set_logged);
}

bool publishes_a_part(const Operation& operation) {
  const auto* publication = operation.as<ChangePublication>();
  return publication && publication->selects;
}

bool says_compression(const Operation& operation) {
  return changes(operation, TableChange::set_compression) ||
         any_column(operation, [](const Column& each) { return each.says_compression; });
}

bool replaces_trigger(const Operation& operation) {
  const auto* trigger = operation.as<CreateTrigger>();
  return trigger && trigger->or_replace;
}

bool reindexes_elsewhere(const Operation& operation) {
  const auto* reindex = operation.as<Reindex>();
  return reindex && !reindex->tablespace.empty();
}

bool has_atomic_body(const Operation& operation) {
  const auto* function = operation.as<CreateFunction>();
  return function && function->body.empty() && (function->language == "sql" || function->language.empty());
}

bool counts_expressions(const Operation& operation) {
  const auto* statistics = operation.as<CreateStatistics>();
  return statistics && statistics->expressions;
}

bool detaches_concurrently(const Operation& operation) {
  const auto* detach = operation.as<DetachPartition>();
  return detach && (detach->concurrently || detach->finalize);
}

struct Newer {
  int since;
  std::string_view what;
  bool (*uses)(const Operation&);
  std::string_view evidence;
};

constexpr int newest = 18;  // what came after it is not here
constexpr std::array<Newer, 23> rows{{
    {18, "NOT ENFORCED and INHERIT of constraints", uses_unenforced, "add-constraint/check-not-enforced"},
    {18, "a virtual generated column", uses_virtual, "add-column/generated-virtual"},
    {18, "NOT NULL as a constraint of its own", uses_named_not_null, "not-null/add-constraint-valid"},
    {18, "WITHOUT OVERLAPS and PERIOD", uses_overlaps, "add-constraint/pk-without-overlaps"},
    {18, "ONLY in ANALYZE and VACUUM", uses_only, "maintenance/analyze-only-partitioned"},
    {17, "SET EXPRESSION", sets_expression, "alter-column/set-expression-stored"},
    {17, "SET STATISTICS DEFAULT", sets_statistics_default, "alter-column/set-statistics-default"},
    {17, "SET ACCESS METHOD DEFAULT", sets_method_default, "storage/set-access-method-default"},
    {17, "the privilege MAINTAIN", grants_maintain, "grant/maintain"},
    {16, "STORAGE in a column's definition", says_storage, "add-column/storage"},
    {16, "SET STORAGE DEFAULT", sets_storage_default, "alter-column/set-storage-default"},
    {15, "SET ACCESS METHOD", sets_method, "storage/set-access-method-other"},
    {15, "MERGE", merges, "rows/merge"},
    {15, "NULLS NOT DISTINCT", keeps_nulls_apart, "add-constraint/unique-nulls-not-distinct"},
    {15, "the view option security_invoker", invokes_security, "view/create-security-invoker"},
    {15, "LOGGED and UNLOGGED of a sequence", unlogs_sequence, "sequence/alter-set-unlogged"},
    {15, "a publication of some columns, rows or schemas", publishes_a_part, "publication/create-where"},
    {14, "COMPRESSION", says_compression, "alter-column/set-compression"},
    {14, "CREATE OR REPLACE TRIGGER", replaces_trigger, "trigger/create-or-replace"},
    {14, "TABLESPACE of REINDEX", reindexes_elsewhere, "index/reindex-tablespace"},
    {14, "a body in SQL that is no string", has_atomic_body, "function/create-begin-atomic"},
    {14, "statistics of an expression", counts_expressions, "statistics/create-expression"},
    {14, "DETACH PARTITION CONCURRENTLY", detaches_concurrently, "partition/detach-concurrently"},
}};

/// Hands on the calls that an operation carries out by itself, or keeps as a default.
template <class Visit>
void each_call(const Operation& operation, const Visit& visit) {
  const auto each_of = [&](const std::optional<Expression>& expression) {
    if (expression) std::for_each(expression->calls.begin(), expression->calls.end(), visit);
  };
  if (const auto* column = operation.as<AddColumn>()) each_of(column->column.default_value);
  if (const auto* value = operation.as<SetDefault>()) each_of(value->value);
  if (const auto* create = operation.as<CreateTable>())
    for (const Column& column : create->columns) each_of(column.default_value);
  if (const auto* read = operation.as<ReadRows>())
    std::for_each(read->query.calls.begin(), read->query.calls.end(), visit);
  if (const auto* change = operation.as<ChangeRows>()) std::for_each(change->calls.begin(), change->calls.end(), visit);
}

void newer_functions(const Operation& operation, EffectBuilder& to) {
  each_call(operation, [&](const Call& call) {
    const int since = call.function.schema.empty() ? function_since(call.function.name) : 0;
    if (since == 0 || to.at_least(since) || !to.catalog().find_functions(call.function).empty()) return;
    // An extension, or what was there before the history, may have one of that name.
    to.hazard(Hazard::refused, Known::unknown, object_of(ObjectKind::function, call.function),
              "PostgreSQL " + std::to_string(to.world.server.version) + " has no " + call.function.name +
                  "() of its own: version " + std::to_string(since) + " is the first",
              call.function.name == "uuidv7" ? "add-column/default-uuidv7" : "");
  });
}

}  // namespace

void newer_syntax(const Operation& operation, EffectBuilder& to) {
  if (to.at_least(newest)) return;
  for (const Newer& row : rows)
    if (!to.at_least(row.since) && row.uses(operation))
      return to.refuse(Refusal::newer_feature, {},
                       "PostgreSQL " + std::to_string(to.world.server.version) + " does not know " + std::string(row.what) +
                           ": version " + std::to_string(row.since) + " is the first",
                       row.evidence);
  newer_functions(operation, to);
}

}  // namespace godwit::postgres
