#include "dialects/postgres/plpgsql/walk.h"

#include <algorithm>

namespace godwit::postgres {
namespace {

constexpr int error_level = 21;  // RAISE EXCEPTION, in the parser's answer

struct Query {
  std::string text;
  int mode = 0;
};

Query query_in(const Json& expression) {
  const Json& inner = part(expression, "PLpgSQL_expr");
  return {inner.value("query", std::string()), inner.value("parseMode", 0)};
}

/// The words of a query that stand in the script: PERFORM became SELECT, and INTO is cut out.
std::string_view written(std::string_view query) {
  if (query.starts_with("SELECT ")) query.remove_prefix(7);
  const std::size_t gap = query.find("     ");
  return gap == std::string_view::npos || query.substr(0, gap).find('\n') != std::string_view::npos
             ? query
             : query.substr(0, gap);
}

}  // namespace

Walker::Walker(CodeRun& run, const Json& function, const CodePlace& place, Scope scope)
    : run_(run),
      function_(part(function, "PLpgSQL_function")),
      variables_(function_),
      place_(place),
      scope_(std::move(scope)) {}

void Walker::walk(bool conditional) {
  conditional_ = conditional;
  block(part(part(function_, "action"), "PLpgSQL_stmt_block"));
}

CodeAt Walker::at(const std::string& words) const {
  const Span whole = place_.find(words, line_);
  return {whole == place_.whole ? place_.find(written(words), line_) : whole, conditional_, line_};
}

Value Walker::value(const Json& expression) {
  Value out = Value::unknown();
  query(expression, [&](const Node* tree) {
    const std::vector<Value> values = selected(tree, scope_);
    if (values.size() == 1) out = values.front();
  });
  return out;
}

void Walker::query(const Json& expression, const std::function<void(const Node*)>& look) {
  const Query found = query_in(expression);
  if (!found.text.empty()) run_.read(found.text, found.mode, at(found.text), scope_, look);
}

void Walker::execute(const Json& expression) {
  const std::string words = query_in(expression).text;
  if (words.empty()) return;
  const Value built = value(expression);
  if (built.is(ValueKind::text)) return run_.read(built.text, 0, at(words), scope_);
  std::string reason = "EXECUTE builds its statement while it runs";
  const std::string known = shown(built);
  if (!known.starts_with("<unknown>")) reason += ": " + known.substr(0, std::min(known.find('\n'), std::size_t{80}));
  run_.opaque(reason, at(words));
}

void Walker::select_into(const Json& node) {
  std::vector<Value> values;
  query(part(node, "sqlstmt"), [&](const Node* tree) { values = selected(tree, scope_); });
  if (node.contains("target")) variables_.set_target(scope_, part(node, "target"), values);
}

Walker::Flow Walker::statements(const Json& list) {
  for (const Json& each : list)
    for (const auto& [kind, node] : each.items()) {
      if (!run_.step()) return Flow::returns;
      const Flow flow = statement(kind, node);
      if (flow != Flow::next) return flow;
    }
  return Flow::next;
}

Walker::Flow Walker::statement(std::string_view kind, const Json& node) {
  line_ = node.value("lineno", line_);
  if (kind == "PLpgSQL_stmt_block") return block(node);
  if (kind == "PLpgSQL_stmt_if") return if_statement(node);
  if (kind == "PLpgSQL_stmt_case") return case_statement(node);
  if (kind == "PLpgSQL_stmt_fori") return count(node);
  if (kind == "PLpgSQL_stmt_fors") return query_loop(node, false);
  if (kind == "PLpgSQL_stmt_dynfors") return query_loop(node, true);
  if (kind == "PLpgSQL_stmt_foreach_a") return each_of_array(node);
  if (kind == "PLpgSQL_stmt_forc" || kind == "PLpgSQL_stmt_while") return some_rounds(node, false);
  if (kind == "PLpgSQL_stmt_loop") return some_rounds(node, true);
  if (kind == "PLpgSQL_stmt_exit") return leave(node);
  if (kind == "PLpgSQL_stmt_raise") return node.value("elog_level", 0) >= error_level ? Flow::fails : Flow::next;
  if (kind == "PLpgSQL_stmt_return") {
    value(part(node, "expr"));
    return Flow::returns;
  }
  plain_statement(kind, node);
  return Flow::next;
}

void Walker::plain_statement(std::string_view kind, const Json& node) {
  if (kind == "PLpgSQL_stmt_assign")
    return variables_.set(scope_, node.value("varno", std::size_t{0}), value(part(node, "expr")));
  if (kind == "PLpgSQL_stmt_execsql") return select_into(node);
  if (kind == "PLpgSQL_stmt_commit" || kind == "PLpgSQL_stmt_rollback") return run_.commit();
  if (kind == "PLpgSQL_stmt_dynexecute") execute(part(node, "query"));
  if (kind == "PLpgSQL_stmt_perform" || kind == "PLpgSQL_stmt_call" || kind == "PLpgSQL_stmt_return_next")
    query(part(node, "expr"));
  if (kind == "PLpgSQL_stmt_return_query" || kind == "PLpgSQL_stmt_open") {
    query(part(node, "query"));
    execute(part(node, "dynquery"));
    if (const Json* cursor = variables_.bound_cursor(node.value("curvar", std::size_t{0})))
      query(part(*cursor, "cursor_explicit_expr"));
  }
  variables_.forget_assigned(scope_, node);  // INTO of what is not read here, FETCH, GET DIAGNOSTICS
}

Walker::Flow Walker::block(const Json& node) {
  for (const auto& [name, initial] : variables_.declared_by(node.value("lineno", std::size_t{0})))
    variables_.set(scope_, name, initial ? value(*initial) : Value::null());
  Flow flow = statements(part(node, "body"));
  if (!node.contains("exceptions")) return flow;
  const Json& handlers = part(part(part(node, "exceptions"), "PLpgSQL_exception_block"), "exc_list");
  variables_.forget_assigned(scope_, part(node, "body"));
  for (const Json& each : handlers) maybe(part(part(each, "PLpgSQL_exception"), "action"));
  variables_.forget_assigned(scope_, handlers);
  return flow == Flow::fails ? Flow::next : flow;
}

Walker::Flow Walker::maybe(const Json& body) {
  const bool before = conditional_;
  conditional_ = true;
  const Flow flow = statements(body);
  conditional_ = before;
  return flow;
}

Walker::Flow Walker::choose(const std::vector<Branch>& branches, const Json& otherwise) {
  std::vector<Branch> possible;
  for (const Branch& each : branches) {
    const Known holds = truth(value(*each.condition));
    if (holds == Known::no) continue;
    if (holds == Known::yes) return possible.empty() ? statements(*each.body) : unsure(possible, each.body);
    possible.push_back(each);
  }
  return possible.empty() ? statements(otherwise) : unsure(possible, &otherwise);
}

/// Each of them may run, the last one if no other does; afterwards what they set is not known.
Walker::Flow Walker::unsure(const std::vector<Branch>& possible, const Json* certain) {
  std::vector<const Json*> bodies;
  for (const Branch& each : possible) bodies.push_back(each.body);
  bodies.push_back(certain);
  const auto before = scope_.variables;
  bool all_leave = true;
  bool may_leave = false;
  Flow flow = Flow::next;
  for (const Json* each : bodies) {
    scope_.variables = before;
    flow = maybe(*each);
    all_leave = all_leave && flow != Flow::next;
    may_leave = may_leave || (flow != Flow::next && flow != Flow::fails);
  }
  scope_.variables = before;
  for (const Json* each : bodies) variables_.forget_assigned(scope_, *each);
  if (all_leave) return flow;
  conditional_ = conditional_ || may_leave;
  return Flow::next;
}

Walker::Flow Walker::if_statement(const Json& node) {
  std::vector<Branch> branches{{&part(node, "cond"), &part(node, "then_body")}};
  for (const Json& each : part(node, "elsif_list")) {
    const Json& branch = part(each, "PLpgSQL_if_elsif");
    branches.push_back({&part(branch, "cond"), &part(branch, "stmts")});
  }
  return choose(branches, part(node, "else_body"));
}

Walker::Flow Walker::case_statement(const Json& node) {
  if (node.contains("t_expr"))
    variables_.set(scope_, node.value("t_varno", std::size_t{0}), value(part(node, "t_expr")));
  std::vector<Branch> branches;
  for (const Json& each : part(node, "case_when_list")) {
    const Json& branch = part(each, "PLpgSQL_case_when");
    branches.push_back({&part(branch, "expr"), &part(branch, "stmts")});
  }
  return choose(branches, part(node, "else_stmts"));
}

}  // namespace godwit::postgres
