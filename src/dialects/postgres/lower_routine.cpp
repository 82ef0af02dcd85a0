#include <algorithm>

#include <godwit/source/utf8.h>

#include "dialects/postgres/lower.h"

// Functions, triggers, rules, policies, DO blocks.

namespace godwit::postgres {
namespace {

Volatility volatility_of(const std::string& word) {
  if (word == "immutable") return Volatility::immutable;
  if (word == "stable") return Volatility::stable;
  return word == "volatile" ? Volatility::volatile_ : Volatility::unknown;
}

void add_query(CreateFunction& function, const Query& query) {
  function.body_calls.insert(function.body_calls.end(), query.calls.begin(), query.calls.end());
  for (const RelationUse& use : query.reads) function.body_relations.push_back({use.relation, false, use.locks_rows});
  for (const ChangeRows& change : query.changes) function.body_relations.push_back({change.table.name, true, false});
}

/// A body between BEGIN ATOMIC and END is part of the statement's own tree: a list of lists of statements.
void read_atomic_body(CreateFunction& function, const Node* body, const Source& source) {
  const auto* list = node_as<List>(body, T_List);
  if (!list) return;
  for (const Node* each : Nodes<Node>(list)) {
    if (node_as<List>(each, T_List))
      read_atomic_body(function, each, source);
    else
      add_query(function, query_of(each, source));
  }
}

CreateFunction::Parameter parameter_of(const FunctionParameter* parameter) {
  CreateFunction::Parameter out;
  out.name = text_of(parameter->name);
  out.type = type_of(parameter->argType);
  out.mode = parameter->mode == FUNC_PARAM_DEFAULT ? 'i' : static_cast<char>(parameter->mode);
  out.has_default = parameter->defexpr != nullptr;
  const Node* value = parameter->defexpr;
  while (const auto* cast = node_as<TypeCast>(value, T_TypeCast)) value = cast->arg;
  const auto* constant = node_as<A_Const>(value, T_A_Const);
  if (constant && !constant->isnull) out.default_constant = value_of(value);
  return out;
}

/// Reads a body in SQL far enough to know what it calls, and whether the server may inline it.
void read_sql_body(CreateFunction& function) {
  if (function.language != "sql" || function.body.empty() || function.body.size() > 16384) return;
  PgQueryInternalParsetreeAndError parsed = pg_query_raw_parse(function.body.c_str(), 0);
  const bool failed = parsed.error != nullptr;
  if (failed) pg_query_free_error(parsed.error);
  free(parsed.stderr_buffer);
  if (failed || !parsed.tree) return;
  const Source inner{function.body, 0, {0, static_cast<std::uint32_t>(function.body.size())}};
  for (const RawStmt* raw : Nodes<RawStmt>(parsed.tree)) {
    add_query(function, query_of(raw->stmt, inner));
    const auto* select = node_as<SelectStmt>(raw->stmt, T_SelectStmt);
    function.body_is_expression = parsed.tree->length == 1 && select && !select->fromClause && !select->larg;
  }
}

/// Where the text of a body stands between its quotes; only when it stands there as it is.
Span body_span(const std::string& body, const Source& source) {
  const std::string_view statement =
      source.script.substr(source.statement.begin, source.statement.end - source.statement.begin);
  const std::size_t at = body.empty() ? std::string_view::npos : statement.find(body);
  if (at == std::string_view::npos) return {};
  const auto begin = source.statement.begin + static_cast<std::uint32_t>(at);
  return {begin, begin + static_cast<std::uint32_t>(body.size())};
}

}  // namespace

void lower_function(const CreateFunctionStmt* statement, Lowering& to) {
  CreateFunction out;
  out.function = name_of(statement->funcname);
  out.kind = statement->is_procedure ? ObjectKind::procedure : ObjectKind::function;
  out.or_replace = statement->replace;
  for (const FunctionParameter* each : Nodes<FunctionParameter>(statement->parameters))
    if (each->mode != FUNC_PARAM_OUT && each->mode != FUNC_PARAM_TABLE)
      out.argument_types.push_back(type_of(each->argType).written);
  for (const FunctionParameter* each : Nodes<FunctionParameter>(statement->parameters))
    out.parameters.push_back(parameter_of(each));
  out.returns_set = statement->returnType && statement->returnType->setof;
  out.returns = statement->returnType ? type_of(statement->returnType).written : "";
  if (const DefElem* language = option(statement->options, "language")) out.language = lower(value_of(language->arg));
  if (const DefElem* volatility = option(statement->options, "volatility"))
    out.volatility = volatility_of(value_of(volatility->arg));
  if (const DefElem* body = option(statement->options, "as"))
    if (const auto* list = node_as<List>(body->arg, T_List); list && list->length > 0)
      out.body = string_of(linitial(list));
  if (out.language.empty() && statement->sql_body) out.language = "sql";
  out.body_span = body_span(out.body, to.source);
  read_sql_body(out);
  read_atomic_body(out, statement->sql_body, to.source);
  to.add(std::move(out));
}

void lower_trigger(const CreateTrigStmt* statement, Lowering& to) {
  CreateTrigger out;
  out.trigger = text_of(statement->trigname);
  out.table = name_of(statement->relation, to.source);
  out.or_replace = statement->replace;
  out.function = name_of(statement->funcname);
  out.columns = strings_of(statement->columns);
  if (statement->whenClause) out.when_columns = expression_of(statement->whenClause, to.source).columns;
  out.referenced = name_of(statement->constrrel, to.source);
  to.add(std::move(out));
}

void lower_rule(const RuleStmt* statement, Lowering& to) {
  CreateRule out{text_of(statement->rulename), name_of(statement->relation, to.source), statement->replace, {}};
  for (const Node* action : Nodes<Node>(statement->actions)) {
    const Query query = query_of(action, to.source);
    out.columns.insert(out.columns.end(), query.columns.begin(), query.columns.end());
  }
  to.add(std::move(out));
}

namespace {

void add_to(CreatePolicy& policy, const Node* condition, const Source& source) {
  if (!condition) return;
  Expression expression = expression_of(condition, source);
  if (expression.relations.empty())  // of several relations nobody says here whose columns they are
    policy.columns.insert(policy.columns.end(), expression.columns.begin(), expression.columns.end());
  policy.relations.insert(policy.relations.end(), expression.relations.begin(), expression.relations.end());
}

}  // namespace

void lower_policy(const CreatePolicyStmt* statement, Lowering& to) {
  CreatePolicy out{text_of(statement->policy_name), name_of(statement->table, to.source), false, {}, {}};
  add_to(out, statement->qual, to.source);
  add_to(out, statement->with_check, to.source);
  to.add(std::move(out));
}

void lower_policy(const AlterPolicyStmt* statement, Lowering& to) {
  CreatePolicy out{text_of(statement->policy_name), name_of(statement->table, to.source), true, {}, {}};
  add_to(out, statement->qual, to.source);
  add_to(out, statement->with_check, to.source);
  to.add(std::move(out));
}

void lower_statistics(const CreateStatsStmt* statement, Lowering& to) {
  CreateStatistics out;
  out.statistics = name_of(statement->defnames);
  if (statement->relations && statement->relations->length > 0)
    if (const auto* table = node_as<RangeVar>(linitial(statement->relations), T_RangeVar))
      out.table = name_of(table, to.source);
  for (const StatsElem* element : Nodes<StatsElem>(statement->exprs)) {
    out.columns.push_back(text_of(element->name));
    out.expressions = out.expressions || element->expr != nullptr;
  }
  to.add(std::move(out));
}

void lower_do(const DoStmt* statement, Lowering& to) {
  RunCode out;
  const DefElem* language = option(statement->args, "language");
  out.language = language ? value_of(language->arg) : "plpgsql";
  if (const DefElem* body = option(statement->args, "as")) out.body = value_of(body->arg);
  out.body_span = body_span(out.body, to.source);
  to.add(std::move(out));
}

}  // namespace godwit::postgres
