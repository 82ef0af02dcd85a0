#include "dialects/postgres/plpgsql/walk.h"

#include <utility>

#include <algorithm>
#include <string_view>

namespace godwit::postgres {
namespace {

/// The words of a query that stand in the script: PERFORM became SELECT, and INTO is cut out.
std::string_view written(std::string_view query) {
  if (query.starts_with("SELECT ")) query.remove_prefix(7);
  const std::size_t gap = query.find("     ");
  return gap == std::string_view::npos || query.substr(0, gap).find('\n') != std::string_view::npos
             ? query
             : query.substr(0, gap);
}

}  // namespace

Walker::Walker(CodeRun& run, const Routine& routine, const CodePlace& place, Scope scope)
    : run_(run), routine_(routine), variables_(routine), place_(place), scope_(std::move(scope)) {}

void Walker::walk(CodeAt from) {
  conditional_ = from.conditional;
  caught_ = from.caught;
  block(routine_.block);
}

CodeAt Walker::at(const std::string& words) const {
  const Span whole = place_.find(words, line_);
  return {whole == place_.whole ? place_.find(written(words), line_) : whole, conditional_, line_, caught_};
}

Value Walker::value(const EmbeddedSql& expression) {
  Value out = Value::unknown();
  query(expression, [&](const Node* tree) {
    std::vector<Value> values = selected(tree, scope_);
    if (values.size() == 1) out = std::move(values.front());
  });
  return out;
}

void Walker::query(const EmbeddedSql& sql, const std::function<void(const Node*)>& look) {
  if (!sql.text.empty()) run_.read(sql, at(sql.text), scope_, look);
}

void Walker::execute(const EmbeddedSql& expression) {
  if (expression.text.empty()) return;
  const Value built = value(expression);
  if (built.is(ValueKind::text)) return run_.read({built.text}, at(expression.text), scope_);
  std::string reason = "EXECUTE builds its statement while it runs";
  const std::string known = shown(built);
  if (!known.starts_with("<unknown>")) reason += ": " + known.substr(0, std::min(known.find('\n'), std::size_t{80}));
  run_.opaque(reason, at(expression.text));
}

void Walker::select_into(const CodeStatement& node) {
  std::vector<Value> values;
  query(node.sql, [&](const Node* tree) { values = selected(tree, scope_); });
  for (const std::size_t each : node.targets) variables_.set_target(scope_, each, values);
}

void Walker::open_cursor(const CodeStatement& node) {
  if (node.cursor) query(variables_[*node.cursor].cursor);
}

Walker::Flow Walker::statements(const Statements& list) {
  for (const CodeStatement& each : list) {
    if (!run_.step()) return Flow::returns;
    const Flow flow = statement(each);
    if (flow != Flow::next) return flow;
  }
  return Flow::next;
}

Walker::Flow Walker::statement(const CodeStatement& node) {
  if (node.line > 0) line_ = node.line;
  switch (node.kind) {
    case CodeKind::block:
      return block(node);
    case CodeKind::if_:
      return choose(node.branches, node.body);
    case CodeKind::case_:
      return case_statement(node);
    case CodeKind::for_numbers:
      return count(node);
    case CodeKind::for_query:
    case CodeKind::for_executed:
      return query_loop(node);
    case CodeKind::for_array:
      return each_of_array(node);
    case CodeKind::for_cursor:
    case CodeKind::while_:
      return some_rounds(node, false);
    case CodeKind::loop:
      return some_rounds(node, true);
    case CodeKind::leave:
      return leave(node);
    case CodeKind::raise:
      return node.fails ? Flow::fails : Flow::next;
    case CodeKind::return_:
      value(node.sql);
      return Flow::returns;
    case CodeKind::assign:
    case CodeKind::return_query:
    case CodeKind::sql:
    case CodeKind::execute:
    case CodeKind::open:
    case CodeKind::query:
    case CodeKind::end_transaction:
    case CodeKind::other:
      plain_statement(node);
  }
  return Flow::next;
}

void Walker::plain_statement(const CodeStatement& node) {
  if (node.kind == CodeKind::assign) return variables_.set(scope_, node.targets.front(), value(node.sql));
  if (node.kind == CodeKind::sql) return select_into(node);
  if (node.kind == CodeKind::end_transaction) return run_.commit();
  query(node.sql);
  execute(node.executed);
  open_cursor(node);
  variables_.forget_assigned(scope_, node);  // INTO of what is not read here, FETCH, GET DIAGNOSTICS
}

Walker::Flow Walker::block(const CodeStatement& node) {
  for (const std::size_t each : node.declared) {
    const EmbeddedSql& initial = variables_[each].initial;
    variables_.set(scope_, each, initial.text.empty() ? Value::null() : value(initial));
  }
  const bool before = std::exchange(caught_, caught_ || !node.handlers.empty());
  Flow flow = statements(node.body);
  caught_ = before;
  if (node.handlers.empty()) return flow;
  variables_.forget_assigned(scope_, node.body);
  for (const Statements& each : node.handlers) maybe(each);
  for (const Statements& each : node.handlers) variables_.forget_assigned(scope_, each);
  return flow == Flow::fails ? Flow::next : flow;
}

Walker::Flow Walker::maybe(const Statements& body) {
  const bool before = conditional_;
  conditional_ = true;
  const Flow flow = statements(body);
  conditional_ = before;
  return flow;
}

Walker::Flow Walker::choose(const std::vector<CodeBranch>& branches, const Statements& otherwise) {
  std::vector<const Statements*> possible;
  const Statements* certain = &otherwise;
  for (const CodeBranch& each : branches) {
    const Known holds = truth(value(each.condition));
    if (holds == Known::no) continue;
    if (holds == Known::yes) {
      certain = &each.body;
      break;
    }
    possible.push_back(&each.body);
  }
  if (possible.empty()) return statements(*certain);
  possible.push_back(certain);
  return unsure(possible);
}

/// Each of them may run, the last one if no other does; afterwards what they set is not known.
Walker::Flow Walker::unsure(const std::vector<const Statements*>& bodies) {
  const auto before = scope_.variables;
  bool all_leave = true;
  bool may_leave = false;
  Flow flow = Flow::next;
  for (const Statements* each : bodies) {
    scope_.variables = before;
    flow = maybe(*each);
    all_leave = all_leave && flow != Flow::next;
    may_leave = may_leave || (flow != Flow::next && flow != Flow::fails);
  }
  scope_.variables = before;
  for (const Statements* each : bodies) variables_.forget_assigned(scope_, *each);
  if (all_leave) return flow;
  conditional_ = conditional_ || may_leave;
  return Flow::next;
}

Walker::Flow Walker::case_statement(const CodeStatement& node) {
  if (!node.targets.empty()) variables_.set(scope_, node.targets.front(), value(node.sql));
  return choose(node.branches, node.body);
}

}  // namespace godwit::postgres
