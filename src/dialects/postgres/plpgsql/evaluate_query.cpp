#include <algorithm>

#include "dialects/postgres/plpgsql/evaluate.h"
#include "dialects/postgres/tree.h"

// What the queries of a routine give and call, where no table has to be read for it.

namespace godwit::postgres {
namespace {

bool plain_select(const SelectStmt* select) {
  return select && !select->larg && !select->whereClause && !select->groupClause && !select->havingClause &&
         !select->limitCount && !select->limitOffset && !select->distinctClause && !select->withClause &&
         !select->sortClause;
}

ConstantRows values(const SelectStmt* select, const Scope& scope) {
  ConstantRows out{true, {}, {}};
  for (const List* list : Nodes<List>(select->valuesLists)) {
    std::vector<Value> row;
    for (const Node* each : Nodes<Node>(list)) row.push_back(evaluate(each, scope));
    out.rows.push_back(std::move(row));
  }
  for (std::size_t i = 0; !out.rows.empty() && i < out.rows.front().size(); ++i)
    out.columns.push_back("column" + std::to_string(i + 1));
  return out;
}

ConstantRows unnest(const Node* call, const std::string& column, const Scope& scope) {
  const auto* function = node_as<FuncCall>(call, T_FuncCall);
  if (!function || name_of(function->funcname).name != "unnest" || !function->args || function->args->length != 1)
    return {};
  const Value list = evaluate(static_cast<const Node*>(linitial(function->args)), scope);
  if (!list.is(ValueKind::list)) return {};
  ConstantRows out{true, {column}, {}};
  for (const Value& item : list.items) out.rows.push_back({item});
  return out;
}

void rename(ConstantRows& rows, const Alias* alias) {
  if (!alias || !alias->colnames) return;
  const std::vector<std::string> names = strings_of(alias->colnames);
  for (std::size_t i = 0; i < std::min(names.size(), rows.columns.size()); ++i) rows.columns[i] = names[i];
}

ConstantRows from(const Node* item, const Scope& scope) {
  if (const auto* query = node_as<RangeSubselect>(item, T_RangeSubselect)) {
    const auto* select = node_as<SelectStmt>(query->subquery, T_SelectStmt);
    ConstantRows out = plain_select(select) && select->valuesLists ? values(select, scope) : ConstantRows{};
    rename(out, query->alias);
    return out;
  }
  const auto* function = node_as<RangeFunction>(item, T_RangeFunction);
  if (!function || function->ordinality || function->is_rowsfrom || !function->functions) return {};
  const auto* first = static_cast<const List*>(linitial(function->functions));
  ConstantRows out =
      unnest(static_cast<const Node*>(linitial(first)), function->alias ? function->alias->aliasname : "unnest", scope);
  rename(out, function->alias);
  return out;
}

bool is_star(const Node* target) {
  const auto* column = node_as<ColumnRef>(target, T_ColumnRef);
  return column && nodeTag(llast(column->fields)) == T_A_Star;
}

std::string column_called(const ResTarget* target) {
  if (target->name) return target->name;
  const auto* column = node_as<ColumnRef>(target->val, T_ColumnRef);
  return column ? string_of(llast(column->fields)) : "?column?";
}

/// The target list over rows of a constant.
ConstantRows project(const SelectStmt* select, const ConstantRows& source, const Scope& scope) {
  ConstantRows out{true, {}, {}};
  const auto* only = static_cast<const ResTarget*>(linitial(select->targetList));
  if (select->targetList->length == 1 && is_star(only->val)) return source;
  for (const ResTarget* target : Nodes<ResTarget>(select->targetList)) {
    if (is_star(target->val)) return {};
    out.columns.push_back(column_called(target));
  }
  for (const std::vector<Value>& row : source.rows) {
    Scope inner = scope;
    for (std::size_t i = 0; i < std::min(row.size(), source.columns.size()); ++i)
      inner.variables[source.columns[i]] = row[i];
    std::vector<Value> made;
    for (const ResTarget* target : Nodes<ResTarget>(select->targetList)) made.push_back(evaluate(target->val, inner));
    out.rows.push_back(std::move(made));
  }
  return out;
}

struct Search {
  const Scope& scope;
  std::vector<CodeCall>& out;
  bool rows = false;  ///< inside a query that has a FROM
  int depth = 0;
};

bool search(Node* node, void* state);

void found(const FuncCall* call, const Search& state) {
  CodeCall out{name_of(call->funcname), {}, state.rows};
  if (out.function.schema == "pg_catalog" || state.scope.around.catalog.find_functions(out.function).empty()) return;
  for (const Node* each : Nodes<Node>(call->args)) {
    const auto* named = node_as<NamedArgExpr>(each, T_NamedArgExpr);
    out.arguments.push_back({named ? text_of(named->name) : "",
                             evaluate(named ? reinterpret_cast<const Node*>(named->arg) : each, state.scope)});
  }
  state.out.push_back(std::move(out));
}

bool search(Node* node, void* opaque_state) {
  auto* state = static_cast<Search*>(opaque_state);
  if (!node || state->depth > 200) return false;
  Search inner = *state;
  ++inner.depth;
  if (const auto* call = node_as<FuncCall>(node, T_FuncCall)) found(call, *state);
  if (const auto* select = node_as<SelectStmt>(node, T_SelectStmt)) inner.rows = inner.rows || select->fromClause;
  return raw_expression_tree_walker(node, search, &inner);
}

}  // namespace

std::vector<Value> selected(const Node* statement, const Scope& scope) {
  std::vector<Value> out;
  const auto* select = node_as<SelectStmt>(statement, T_SelectStmt);
  if (!plain_select(select) || select->fromClause) return out;
  for (const ResTarget* target : Nodes<ResTarget>(select->targetList)) out.push_back(evaluate(target->val, scope));
  return out;
}

ConstantRows constant_rows(const Node* statement, const Scope& scope) {
  const auto* select = node_as<SelectStmt>(statement, T_SelectStmt);
  if (!plain_select(select)) return {};
  if (select->valuesLists) return values(select, scope);
  if (!select->targetList) return {};
  if (!select->fromClause && select->targetList->length == 1) {
    const auto* target = static_cast<const ResTarget*>(linitial(select->targetList));
    return unnest(target->val, target->name ? target->name : "unnest", scope);
  }
  if (!select->fromClause || select->fromClause->length != 1) return {};
  const ConstantRows source = from(static_cast<const Node*>(linitial(select->fromClause)), scope);
  return source.known ? project(select, source, scope) : ConstantRows{};
}

std::vector<CodeCall> calls_in(const Node* statement, const Scope& scope) {
  std::vector<CodeCall> out;
  Search state{scope, out};
  if (const auto* call = node_as<CallStmt>(statement, T_CallStmt)) {
    found(call->funccall, state);
  } else if (statement && (nodeTag(statement) == T_SelectStmt || is_change(statement))) {
    // PostgreSQL's walker ends the process at a node it does not know, and it knows no utility statement.
    search(const_cast<Node*>(statement), &state);
  }
  return out;
}

}  // namespace godwit::postgres
