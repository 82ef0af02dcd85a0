#include <godwit/rules/sql/data_change.h>

#include <algorithm>

#include <godwit/rules/sql/advice.h>
#include <godwit/rules/sql/locks.h>

namespace godwit {

static bool contains(const std::vector<std::string>& list, const std::string& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// Whether an index finds the rows in which these columns have given values.
static bool found_by_index(const Relation* relation, const std::vector<std::string>& columns,
                           const RuleContext& context) {
  if (!relation || relation->assumed) return contains(columns, "id");
  for (const CatalogConstraint& constraint : relation->constraints) {
    const Constraint& written = constraint.written;
    const bool key = written.kind == ConstraintKind::primary_key || written.kind == ConstraintKind::unique;
    if (key && !written.columns.empty() && contains(columns, written.columns.front())) return true;
  }
  return std::any_of(relation->indexes.begin(), relation->indexes.end(), [&](RelationId id) {
    const CreateIndex& index = context.at(id).index;
    return !index.keys.empty() && !index.where && contains(columns, index.keys.front().column);
  });
}

static bool is_lower(Comparison::Operator op) {
  return op == Comparison::Operator::greater || op == Comparison::Operator::greater_or_equal;
}
static bool is_upper(Comparison::Operator op) {
  return op == Comparison::Operator::less || op == Comparison::Operator::less_or_equal;
}

/// A WHERE with both ends of a range of an indexed column.
static bool is_range(const Expression& where, const Relation* relation, const RuleContext& context) {
  for (const Comparison& lower : where.conjuncts) {
    if (!is_lower(lower.op)) continue;
    const bool closed = std::any_of(where.conjuncts.begin(), where.conjuncts.end(), [&](const Comparison& upper) {
      return upper.column == lower.column && is_upper(upper.op);
    });
    if (closed && found_by_index(relation, {lower.column}, context)) return true;
  }
  return false;
}

static std::vector<std::string> given_columns(const Expression& where) {
  std::vector<std::string> columns;
  for (const Comparison& part : where.conjuncts)
    if (part.op == Comparison::Operator::equal || part.op == Comparison::Operator::in_list)
      columns.push_back(part.column);
  return columns;
}

static bool empties(const Operation& operation, const Relation* table, const RuleContext& context) {
  if (const ChangeRows* rows = operation.as<ChangeRows>())
    return rows->kind == RowChange::delete_ && !rows->where && !rows->batched &&
           context.relation(rows->table.name) == table;
  const Truncate* truncate = operation.as<Truncate>();
  return truncate && std::any_of(truncate->tables.begin(), truncate->tables.end(),
                                 [&](const TableRef& each) { return context.relation(each.name) == table; });
}

bool emptied_here(const Name& table, const RuleContext& context) {
  const Relation* relation = context.relation(table);
  if (!relation) return false;
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations)
      if (empties(operation, relation, context)) return true;
  return false;
}

static Reach reach_of_reads(const ChangeRows& change, const RuleContext& context) {
  Reach reach = Reach::few_rows;
  for (const RelationUse& use : change.reads) {
    const Relation* relation = context.relation(use.relation);
    if (use.in_expression || !context.live(use.relation) || emptied_here(use.relation, context)) continue;
    if (found_by_index(relation, use.equal_to_constant, context)) continue;
    reach = std::max(reach, use.filtered ? Reach::many_rows : Reach::every_row);
  }
  return reach;
}

static Reach reach_of_target(const ChangeRows& change, const RuleContext& context) {
  const Relation* relation = context.relation(change.table.name);
  if (!context.live(change.table.name) || emptied_here(change.table.name, context)) return Reach::few_rows;
  if (!change.where) return Reach::every_row;
  const std::vector<std::string> given = given_columns(*change.where);
  if (found_by_index(relation, given, context)) return Reach::few_rows;
  if (is_range(*change.where, relation, context)) return Reach::a_batch;
  return given.empty() ? Reach::many_rows : Reach::some_rows;
}

Reach reach(const ChangeRows& change, const RuleContext& context) {
  if (change.batched) return Reach::a_batch;
  switch (change.kind) {
    case RowChange::insert:
      return change.from_query ? reach_of_reads(change, context) : Reach::few_rows;
    case RowChange::copy_in:
      return Reach::many_rows;
    case RowChange::merge:
      return Reach::many_rows;
    case RowChange::update:
    case RowChange::delete_:
      return reach_of_target(change, context);
  }
  return Reach::few_rows;
}

bool changes_at_length_under_lock(const ChangeRows& change, const Operation& operation, const RuleContext& context) {
  const Reach how_far = reach(change, context);
  const bool loop = how_far == Reach::a_batch && in_one_transaction_of_code(operation, context);
  return (how_far >= Reach::some_rows || loop) && blocking_lock_held(context);
}

bool in_one_transaction_of_code(const Operation& operation, const RuleContext& context) {
  if (!operation.in_code || !(operation.conditional || operation.repeated)) return false;
  for (const Operation& other : context.statement().operations)
    if (const RunCode* code = other.as<RunCode>()) return !code->commits;
  return false;
}

std::optional<std::string> in_batches(const ChangeRows& change, const Operation& operation,
                                      const RuleContext& context) {
  const bool simple = (change.kind == RowChange::update || change.kind == RowChange::delete_) && !change.from_query;
  if (!simple || operation.in_code) return std::nullopt;
  const advice::Target table(context, change.table.name);
  if (!change.where)
    return change.kind == RowChange::delete_ ? std::optional(advice::batched("DELETE FROM " + table.sql(), table, ""))
                                             : std::nullopt;
  const Expression& where = *change.where;
  const bool same_words_inside = where.text.find('.') == std::string::npos && !where.span.empty();
  // The repetition ends only if a changed row no longer fits the condition.
  const bool ends = change.kind == RowChange::delete_ ||
                    std::any_of(where.columns.begin(), where.columns.end(),
                                [&](const std::string& c) { return contains(change.columns, c); });
  if (!same_words_inside || !ends) return std::nullopt;
  std::string before(context.text({context.statement().span.begin, where.span.begin}));
  const std::size_t keyword = before.find_last_of("wW");
  if (keyword == std::string::npos) return std::nullopt;
  before.erase(before.find_last_not_of(" \t\r\n(", keyword - 1) + 1);
  return advice::batched(before, table, where.text);
}

}  // namespace godwit
