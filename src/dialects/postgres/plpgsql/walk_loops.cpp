#include <algorithm>
#include <limits>
#include <optional>

#include "dialects/postgres/plpgsql/walk.h"

// Loops: round by round where their bounds are known, once where they are not.

namespace godwit::postgres {
namespace {

constexpr std::size_t most_rounds = 256;

bool is_number(const Value& value) {
  constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
  return value.is(ValueKind::integer) && value.number >= -largest && value.number <= largest;
}

/// The values of `FOR i IN a..b BY step`; nothing when they are not known or too many.
std::optional<std::vector<Value>> range(const Value& lower, const Value& upper, const Value& step, bool reverse) {
  if (!is_number(lower) || !is_number(upper) || !is_number(step) || step.number <= 0) return std::nullopt;
  std::vector<Value> out;
  const std::int64_t by = reverse ? -step.number : step.number;
  for (std::int64_t i = lower.number; reverse ? i >= upper.number : i <= upper.number; i += by) {
    if (out.size() >= most_rounds) return std::nullopt;
    out.push_back(Value::of(i));
  }
  return out;
}

}  // namespace

Walker::Flow Walker::leave(const CodeStatement& node) {
  const Known holds = node.sql.text.empty() ? Known::yes : truth(value(node.sql));
  if (holds == Known::unknown) conditional_ = true;
  if (holds != Known::yes) return Flow::next;
  leaving_ = node.label;
  return node.exits ? Flow::leave_loop : Flow::next_round;
}

bool Walker::ends(const CodeStatement& node, Flow& flow) {
  flow = statements(node.body);
  if (flow == Flow::next) return false;
  if (flow == Flow::returns || flow == Flow::fails) return true;
  if (!leaving_.empty() && leaving_ != node.label) return true;  // an outer loop is meant
  leaving_.clear();
  const bool left = flow == Flow::leave_loop;
  flow = Flow::next;
  return left;
}

Walker::Flow Walker::count(const CodeStatement& node) {
  const Value lower = value(node.sql);
  const Value upper = value(node.upper);
  const Value step = node.step.text.empty() ? Value::of(std::int64_t{1}) : value(node.step);
  const auto rounds = range(cast(lower, "int4"), cast(upper, "int4"), cast(step, "int4"), node.reverse);
  if (!rounds) return some_rounds(node, false);
  const std::string& name = variables_[node.targets.front()].name;
  const Value outer = scope_.variables[name];  // the loop's own variable hides another of that name
  const bool before = conditional_;
  Flow flow = Flow::next;
  for (const Value& each : *rounds) {
    scope_.variables[name] = each;
    if (ends(node, flow)) break;
  }
  conditional_ = before;
  scope_.variables[name] = outer;
  return flow;
}

Walker::Flow Walker::query_loop(const CodeStatement& node) {
  ConstantRows found;
  execute(node.executed);
  query(node.sql, [&](const Node* tree) { found = constant_rows(tree, scope_); });
  if (!found.known || found.rows.size() > most_rounds) return some_rounds(node, false);
  const std::size_t target = node.targets.front();
  const bool is_record = variables_[target].kind == VariableKind::record;
  const bool before = conditional_;
  Flow flow = Flow::next;
  for (const std::vector<Value>& row : found.rows) {
    variables_.set_target(scope_, target, row);
    for (std::size_t i = 0; is_record && i < std::min(row.size(), found.columns.size()); ++i)
      scope_.variables[variables_[target].name + "." + found.columns[i]] = row[i];
    if (ends(node, flow)) break;
  }
  conditional_ = before;
  return flow;
}

Walker::Flow Walker::each_of_array(const CodeStatement& node) {
  const Value list = value(node.sql);
  if (!list.is(ValueKind::list) || list.items.size() > most_rounds || node.sliced) return some_rounds(node, false);
  const bool before = conditional_;
  Flow flow = Flow::next;
  for (const Value& each : list.items) {
    variables_.set(scope_, node.targets.front(), each);
    if (ends(node, flow)) break;
  }
  conditional_ = before;
  return flow;
}

/// The body once, as some round of many: nothing that it sets is known, not even at its beginning.
Walker::Flow Walker::some_rounds(const CodeStatement& node, bool at_least_once) {
  open_cursor(node);
  variables_.forget_assigned(scope_, node);
  if (node.kind == CodeKind::while_ && truth(value(node.sql)) == Known::no) return Flow::next;
  const bool before = conditional_;
  conditional_ = true;
  Flow flow = Flow::next;
  ends(node, flow);
  conditional_ = before;
  variables_.forget_assigned(scope_, node);
  if (flow == Flow::next || at_least_once) return flow;
  conditional_ = conditional_ || flow == Flow::returns;
  return Flow::next;
}

}  // namespace godwit::postgres
