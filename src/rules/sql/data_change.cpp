#include <godwit/rules/sql/data_change.h>

#include <algorithm>

#include <godwit/rules/sql/advice.h>
#include <godwit/rules/sql/locks.h>

namespace godwit {

static bool contains(const std::vector<std::string>& list, const std::string& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

bool changes_at_length_under_lock(const ChangeRows& change, const Operation& operation, const RuleContext& context) {
  const RowReach how_far = reach(change, context);
  const bool loop = how_far == RowReach::a_batch && in_one_transaction_of_code(operation, context);
  return (how_far >= RowReach::some_rows || loop) && blocking_lock_held(context);
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
  if (!same_words_inside || !ends || change.where_keyword.empty()) return std::nullopt;
  std::string before(context.text({context.statement().span.begin, change.where_keyword.begin}));
  before.erase(before.find_last_not_of(" \t\r\n") + 1);
  return advice::batched(before, table, where.text);
}

}  // namespace godwit
