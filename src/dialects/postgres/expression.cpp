#include <algorithm>
#include <climits>
#include <iterator>

#include "dialects/postgres/extent.h"
#include "dialects/postgres/scan.h"
#include "dialects/postgres/tree.h"

namespace godwit::postgres {
namespace {

constexpr int deepest =
    500;  // levels of a tree that are looked at; what lies deeper is left unknown, never recursed into

/// Collects what a query or an expression mentions.
struct Collector {
  const Source& source;
  Query& query;
  bool complete = true;
  int depth = 0;
  int expressions = 0;  ///< subqueries in expressions around the node at hand
  std::vector<std::string> with_names{};
  int first = INT_MAX;  ///< where the words of the first node seen begin

  void visit(const Node* node);
  void select(const SelectStmt* statement);
  void from(const Node* item, bool filtered, bool locks);
  void with(const WithClause* clause);
  void children(const Node* node);
};

/// Where the words of this very node stand. PostgreSQL's exprLocation looks at what the node holds, too, and ends the
/// process on a tree that is too deep for it.
int location_of(const Node* node) {
  switch (nodeTag(node)) {
    case T_A_Const:
      return reinterpret_cast<const A_Const*>(node)->location;
    case T_ColumnRef:
      return reinterpret_cast<const ColumnRef*>(node)->location;
    case T_FuncCall:
      return reinterpret_cast<const FuncCall*>(node)->location;
    case T_SQLValueFunction:
      return reinterpret_cast<const SQLValueFunction*>(node)->location;
    case T_A_ArrayExpr:
      return reinterpret_cast<const A_ArrayExpr*>(node)->location;
    case T_RowExpr:
      return reinterpret_cast<const RowExpr*>(node)->location;
    case T_CaseExpr:
      return reinterpret_cast<const CaseExpr*>(node)->location;
    case T_CoalesceExpr:
      return reinterpret_cast<const CoalesceExpr*>(node)->location;
    case T_MinMaxExpr:
      return reinterpret_cast<const MinMaxExpr*>(node)->location;
    case T_SubLink:
      return reinterpret_cast<const SubLink*>(node)->location;
    case T_ParamRef:
      return reinterpret_cast<const ParamRef*>(node)->location;
    case T_TypeCast:
      return reinterpret_cast<const TypeCast*>(node)->location;
    case T_A_Expr:
      return reinterpret_cast<const A_Expr*>(node)->location;
    case T_BoolExpr:
      return reinterpret_cast<const BoolExpr*>(node)->location;
    default:
      return -1;
  }
}

bool visit_child(Node* node, void* collector) {
  static_cast<Collector*>(collector)->visit(node);
  return false;
}

void Collector::children(const Node* node) { raw_expression_tree_walker(const_cast<Node*>(node), visit_child, this); }

Call call_of(const FuncCall* call) {
  Call out;
  out.function = name_of(call->funcname);
  if (out.function.schema == "pg_catalog") out.function.schema.clear();
  out.arguments = arguments_of(call);
  for (const Node* argument : Nodes<Node>(call->args)) {
    if (const auto* cast = node_as<TypeCast>(argument, T_TypeCast)) argument = cast->arg;
    const auto* constant = node_as<A_Const>(argument, T_A_Const);
    if (constant && !constant->isnull && constant->val.node.type == T_String)
      out.literals.push_back(text_of(constant->val.sval.sval));
  }
  return out;
}

void Collector::visit(const Node* node) {
  if (!node) return;
  if (depth >= deepest) {
    complete = false;
    return;
  }
  ++depth;
  if (const int location = location_of(node); location >= 0) first = std::min(first, location);
  switch (nodeTag(node)) {
    case T_FuncCall:
      query.calls.push_back(call_of(reinterpret_cast<const FuncCall*>(node)));
      children(node);
      break;
    case T_SQLValueFunction:  // CURRENT_DATE, CURRENT_USER, ...: stable, like now()
      query.calls.push_back({{"", "now", {}}, {}});
      break;
    case T_ColumnRef: {
      const Node* field = static_cast<const Node*>(llast(reinterpret_cast<const ColumnRef*>(node)->fields));
      if (nodeTag(field) == T_String) query.columns.push_back(string_of(field));
      if (nodeTag(field) == T_A_Star) query.every_column = true;
      break;
    }
    case T_SubLink:
      ++expressions;
      children(node);
      --expressions;
      break;
    case T_TypeCast:
      query.casts.push_back(type_of(reinterpret_cast<const TypeCast*>(node)->typeName));
      visit(reinterpret_cast<const TypeCast*>(node)->arg);
      break;
    case T_A_Const: {
      const auto* constant = reinterpret_cast<const A_Const*>(node);
      if (!constant->isnull && constant->val.node.type == T_String)
        query.literals.push_back(text_of(constant->val.sval.sval));
      break;
    }
    case T_SelectStmt:
      select(reinterpret_cast<const SelectStmt*>(node));
      break;
    case T_InsertStmt:
    case T_UpdateStmt:
    case T_DeleteStmt:
    case T_MergeStmt:
      query.changes.push_back(change_of(node, source, &query.changes));
      break;
    default:
      children(node);
  }
  --depth;
}

bool is_constant(const Node* node) {
  while (const auto* cast = node_as<TypeCast>(node, T_TypeCast)) node = cast->arg;
  if (const auto* list = node_as<List>(node, T_List)) {  // of IN
    for (const Node* each : Nodes<Node>(list))
      if (!is_constant(each)) return false;
    return true;
  }
  return node && (nodeTag(node) == T_A_Const || nodeTag(node) == T_ParamRef);
}

void equalities(const Node* node, std::vector<std::string>& out, int depth) {
  if (!node || depth > deepest) return;
  if (const auto* all = node_as<BoolExpr>(node, T_BoolExpr); all && all->boolop == AND_EXPR)
    for (const Node* each : Nodes<Node>(all->args)) equalities(each, out, depth + 1);
  const auto* test = node_as<A_Expr>(node, T_A_Expr);
  if (!test || (test->kind != AEXPR_OP && test->kind != AEXPR_IN) || string_of(linitial(test->name)) != "=") return;
  const auto* left = node_as<ColumnRef>(test->lexpr, T_ColumnRef);
  const auto* right = node_as<ColumnRef>(test->rexpr, T_ColumnRef);
  if (left && is_constant(test->rexpr)) out.push_back(string_of(llast(left->fields)));
  if (right && is_constant(test->lexpr)) out.push_back(string_of(llast(right->fields)));
}

void Collector::with(const WithClause* clause) {
  if (!clause) return;
  for (const CommonTableExpr* each : Nodes<CommonTableExpr>(clause->ctes)) with_names.push_back(text_of(each->ctename));
  for (const CommonTableExpr* each : Nodes<CommonTableExpr>(clause->ctes)) visit(each->ctequery);
}

void Collector::from(const Node* item, bool filtered, bool locks) {
  if (!item || depth >= deepest) return;
  if (const auto* table = node_as<RangeVar>(item, T_RangeVar)) {
    if (!table->schemaname && std::find(with_names.begin(), with_names.end(), table->relname) != with_names.end())
      return;
    RelationUse use;
    use.relation = name_of(table, source);
    use.only = !table->inh;
    use.filtered = filtered;
    use.locks_rows = locks;
    use.in_expression = expressions > 0;
    query.reads.push_back(std::move(use));
    return;
  }
  if (const auto* join = node_as<JoinExpr>(item, T_JoinExpr)) {
    ++depth;
    from(join->larg, filtered, locks);
    from(join->rarg, filtered, locks);
    visit(join->quals);
    --depth;
    return;
  }
  visit(item);
}

void Collector::select(const SelectStmt* statement) {
  const std::size_t outer_names = with_names.size();
  with(statement->withClause);
  if (statement->larg) {
    visit(reinterpret_cast<const Node*>(statement->larg));
    visit(reinterpret_cast<const Node*>(statement->rarg));
  }
  const std::size_t reads_before = query.reads.size();
  const bool locks = statement->lockingClause != nullptr;
  for (const Node* item : Nodes<Node>(statement->fromClause)) from(item, statement->whereClause != nullptr, locks);
  if (query.reads.size() == reads_before + 1)
    equalities(statement->whereClause, query.reads[reads_before].equal_to_constant, 0);
  for (const List* list : {statement->targetList, statement->valuesLists, statement->distinctClause,
                           statement->groupClause, statement->sortClause, statement->windowClause})
    for (const Node* each : Nodes<Node>(list)) visit(each);
  for (const Node* each :
       {statement->whereClause, statement->havingClause, statement->limitCount, statement->limitOffset})
    visit(each);
  with_names.resize(outer_names);
}

Comparison::Operator operator_named(const std::string& name) {
  using Operator = Comparison::Operator;
  if (name == "=") return Operator::equal;
  if (name == "<") return Operator::less;
  if (name == "<=") return Operator::less_or_equal;
  if (name == ">") return Operator::greater;
  if (name == ">=") return Operator::greater_or_equal;
  return Operator::other;
}

Comparison::Operator mirrored(Comparison::Operator op) {
  using Operator = Comparison::Operator;
  if (op == Operator::less) return Operator::greater;
  if (op == Operator::less_or_equal) return Operator::greater_or_equal;
  if (op == Operator::greater) return Operator::less;
  if (op == Operator::greater_or_equal) return Operator::less_or_equal;
  return op;
}

std::string column_name(const Node* node) {
  const auto* column = node_as<ColumnRef>(node, T_ColumnRef);
  return column ? string_of(llast(column->fields)) : std::string();
}

std::optional<std::string> constant_of(const Node* node) {
  while (const auto* cast = node_as<TypeCast>(node, T_TypeCast)) node = cast->arg;
  if (!node_as<A_Const>(node, T_A_Const)) return std::nullopt;
  return value_of(node);
}

/// `column BETWEEN constant AND constant`, which is two comparisons; else nothing.
std::vector<Comparison> range_of(const Node* node) {
  const auto* test = node_as<A_Expr>(node, T_A_Expr);
  if (!test || test->kind != AEXPR_BETWEEN) return {};
  const auto* bounds = reinterpret_cast<const List*>(test->rexpr);
  const std::string column = column_name(test->lexpr);
  const auto lower = constant_of(static_cast<const Node*>(linitial(bounds)));
  const auto upper = constant_of(static_cast<const Node*>(lsecond(bounds)));
  if (column.empty() || !lower || !upper) return {};
  return {{column, Comparison::Operator::greater_or_equal, {*lower}},
          {column, Comparison::Operator::less_or_equal, {*upper}}};
}

/// One conjunct as a comparison of a column with constants, if it is one.
std::optional<Comparison> comparison_of(const Node* node) {
  Comparison out;
  if (const auto* test = node_as<NullTest>(node, T_NullTest)) {
    out.column = column_name(reinterpret_cast<const Node*>(test->arg));
    out.op = Comparison::Operator::not_null;
    if (test->nulltesttype != IS_NOT_NULL || out.column.empty()) return std::nullopt;
    return out;
  }
  const auto* test = node_as<A_Expr>(node, T_A_Expr);
  if (!test) return std::nullopt;
  if (test->kind == AEXPR_IN && test->rexpr && nodeTag(test->rexpr) == T_List) {
    out.column = column_name(test->lexpr);
    out.op = Comparison::Operator::in_list;
    for (const Node* each : Nodes<Node>(reinterpret_cast<const List*>(test->rexpr))) {
      const auto constant = constant_of(each);
      if (!constant) return std::nullopt;
      out.constants.push_back(*constant);
    }
    return out.column.empty() ? std::nullopt : std::optional(out);
  }
  if (test->kind != AEXPR_OP) return std::nullopt;
  out.op = operator_named(string_of(llast(test->name)));
  out.column = column_name(test->lexpr);
  auto constant = constant_of(test->rexpr);
  if (out.column.empty()) {
    out.column = column_name(test->rexpr);
    constant = constant_of(test->lexpr);
    out.op = mirrored(out.op);
  }
  if (out.column.empty() || !constant || out.op == Comparison::Operator::other) return std::nullopt;
  out.constants = {*constant};
  return out;
}

/// An OR whose every side compares a column with constants; empty for anything else.
std::vector<Comparison> alternatives_of(const Node* node) {
  const auto* any = node_as<BoolExpr>(node, T_BoolExpr);
  if (!any || any->boolop != OR_EXPR) return {};
  std::vector<Comparison> out;
  for (const Node* each : Nodes<Node>(any->args)) {
    auto comparison = comparison_of(each);
    if (!comparison) return {};
    out.push_back(std::move(*comparison));
  }
  return out;
}

void conjuncts_of(const Node* node, Expression& out, int depth) {
  if (auto range = range_of(node); !range.empty()) {
    std::move(range.begin(), range.end(), std::back_inserter(out.conjuncts));
    return;
  }
  if (const auto* all = node_as<BoolExpr>(node, T_BoolExpr); all && all->boolop == AND_EXPR && depth < deepest) {
    for (const Node* each : Nodes<Node>(all->args)) conjuncts_of(each, out, depth + 1);
    return;
  }
  if (auto comparison = comparison_of(node)) {
    out.conjuncts.push_back(std::move(*comparison));
    return;
  }
  if (auto either = alternatives_of(node); !either.empty()) out.alternatives.push_back(std::move(either));
}

}  // namespace

std::vector<Argument> arguments_of(const FuncCall* call) {
  std::vector<Argument> out;
  for (const Node* each : Nodes<Node>(call->args)) {
    Argument argument;
    if (const auto* named = node_as<NamedArgExpr>(each, T_NamedArgExpr)) {
      argument.name = text_of(named->name);
      each = reinterpret_cast<const Node*>(named->arg);
    }
    while (const auto* cast = node_as<TypeCast>(each, T_TypeCast)) each = cast->arg;
    const auto* constant = node_as<A_Const>(each, T_A_Const);
    if (constant && !constant->isnull) argument.constant = value_of(each);
    out.push_back(std::move(argument));
  }
  return out;
}

namespace {

/// How the server calls a column of a result; empty where this is not told here. A cast has the name of what it casts,
/// and that of its type where that has none: seen of constants and operators.
std::string output_name(const Node* value) {
  if (const auto* column = node_as<ColumnRef>(value, T_ColumnRef)) return string_of(llast(column->fields));
  if (const auto* call = node_as<FuncCall>(value, T_FuncCall)) return string_of(llast(call->funcname));
  if (const auto* cast = node_as<TypeCast>(value, T_TypeCast)) {
    const auto* operation = node_as<A_Expr>(cast->arg, T_A_Expr);
    const bool nameless = nodeTag(cast->arg) == T_A_Const || nodeTag(cast->arg) == T_ParamRef ||
                          (operation && operation->kind == AEXPR_OP);
    return nameless ? string_of(llast(cast->typeName->names)) : output_name(cast->arg);
  }
  return {};
}

std::vector<Output> outputs_of(const SelectStmt* select) {
  while (select->larg) select = select->larg;
  std::vector<Output> out;
  for (const ResTarget* target : Nodes<ResTarget>(select->targetList)) {
    const auto* column = node_as<ColumnRef>(target->val, T_ColumnRef);
    if (column && nodeTag(llast(column->fields)) == T_A_Star) return {};
    Output& added = out.emplace_back();
    added.name = target->name ? target->name : output_name(target->val);
    if (column) added.column = string_of(llast(column->fields));
    if (const auto* cast = node_as<TypeCast>(target->val, T_TypeCast)) added.cast = type_of(cast->typeName);
  }
  return out;
}

}  // namespace

Query query_of(const Node* node, const Source& source) {
  Query out;
  // PostgreSQL's walker ends the process at a node it does not know, and it knows no utility statement.
  if (!node || (nodeTag(node) != T_SelectStmt && !is_change(node))) return out;
  Collector collector{source, out};
  collector.visit(node);
  if (const auto* select = node_as<SelectStmt>(node, T_SelectStmt)) out.outputs = outputs_of(select);
  return out;
}

Expression expression_of(const Node* node, const Source& source) {
  Expression out;
  if (!node) return out;
  Query mentioned;
  Collector collector{source, mentioned};
  collector.visit(node);
  if (collector.first != INT_MAX) {
    out.span = expression_extent(source.script, source.statement, source.offset(collector.first));
    out.text = source.script.substr(out.span.begin, out.span.end - out.span.begin);
  }
  const auto* constant = node_as<A_Const>(node, T_A_Const);
  out.is_null = constant && constant->isnull;
  out.calls = std::move(mentioned.calls);
  out.columns = std::move(mentioned.columns);
  out.casts = std::move(mentioned.casts);
  out.literals = std::move(mentioned.literals);
  for (RelationUse& use : mentioned.reads) out.relations.push_back(std::move(use.relation));
  out.is_constant = collector.complete && out.calls.empty() && out.columns.empty() && out.relations.empty();
  if (!collector.complete) out.calls.push_back({{"", "", {}}, {}});  // an unknown function: nothing is proven
  conjuncts_of(node, out, 0);
  return out;
}

bool is_change(const Node* statement) {
  const NodeTag tag = nodeTag(statement);
  return tag == T_InsertStmt || tag == T_UpdateStmt || tag == T_DeleteStmt || tag == T_MergeStmt;
}

namespace {

/// The parts that INSERT, UPDATE, DELETE and MERGE share, whatever their structs call them.
struct ChangeParts {
  const RangeVar* target = nullptr;
  const Node* where = nullptr;
  const List* from = nullptr;
  const Node* source_query = nullptr;
  const List* targets = nullptr;
  const WithClause* with = nullptr;
};

ConflictTarget target_of(const InferClause* infer) {
  ConflictTarget out;
  if (!infer) return out;
  out.constraint = text_of(infer->conname);
  out.filtered = infer->whereClause != nullptr;
  for (const IndexElem* element : Nodes<IndexElem>(infer->indexElems)) {
    if (element->name) out.columns.push_back(element->name);
    out.expression = out.expression || element->expr != nullptr;
  }
  return out;
}

ChangeParts parts_of(const Node* statement, ChangeRows& out) {
  switch (nodeTag(statement)) {
    case T_InsertStmt: {
      const auto* insert = reinterpret_cast<const InsertStmt*>(statement);
      out.kind = RowChange::insert;
      out.on_conflict_update = insert->onConflictClause && insert->onConflictClause->action == ONCONFLICT_UPDATE;
      if (insert->onConflictClause) out.on_conflict = target_of(insert->onConflictClause->infer);
      return {insert->relation, nullptr, nullptr, insert->selectStmt, insert->cols, insert->withClause};
    }
    case T_UpdateStmt: {
      const auto* update = reinterpret_cast<const UpdateStmt*>(statement);
      out.kind = RowChange::update;
      return {update->relation, update->whereClause, update->fromClause,
              nullptr,          update->targetList,  update->withClause};
    }
    case T_DeleteStmt: {
      const auto* remove = reinterpret_cast<const DeleteStmt*>(statement);
      out.kind = RowChange::delete_;
      return {remove->relation, remove->whereClause, remove->usingClause, nullptr, nullptr, remove->withClause};
    }
    default: {
      const auto* merge = reinterpret_cast<const MergeStmt*>(statement);
      out.kind = RowChange::merge;
      return {merge->relation, merge->joinCondition, nullptr, merge->sourceRelation, nullptr, merge->withClause};
    }
  }
}

/// Whether a tree has a LIMIT or WHERE CURRENT OF somewhere: the usual shapes of a batch.
bool bounded(const Node* node, int depth = 0) {
  if (!node || depth > 50) return false;
  if (nodeTag(node) == T_CurrentOfExpr) return true;
  if (const auto* select = node_as<SelectStmt>(node, T_SelectStmt); select && select->limitCount) return true;
  struct Search {
    int depth;
    bool found;
  } search{depth, false};
  raw_expression_tree_walker(
      const_cast<Node*>(node),
      +[](Node* child, void* state) -> bool {
        auto* at = static_cast<Search*>(state);
        return at->found = at->found || bounded(child, at->depth + 1);
      },
      &search);
  return search.found;
}

/// The columns that every row of VALUES leaves NULL.
std::vector<std::string> null_columns(const List* rows, const std::vector<std::string>& columns) {
  std::vector<bool> all_null(columns.size(), true);
  for (const List* row : Nodes<List>(rows)) {
    std::size_t at = 0;
    for (const Node* value : Nodes<Node>(row)) {
      const auto* constant = node_as<A_Const>(value, T_A_Const);
      if (at < all_null.size() && !(constant && constant->isnull)) all_null[at] = false;
      ++at;
    }
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (all_null[i]) out.push_back(columns[i]);
  return out;
}

bool bounded_with(const WithClause* with) {
  if (!with) return false;
  for (const CommonTableExpr* each : Nodes<CommonTableExpr>(with->ctes))
    if (bounded(each->ctequery)) return true;
  return false;
}

}  // namespace

ChangeRows change_of(const Node* statement, const Source& source, std::vector<ChangeRows>* nested) {
  ChangeRows out;
  const ChangeParts parts = parts_of(statement, out);
  out.table = table_of(parts.target, source);
  Query mentioned;
  Collector collector{source, mentioned};
  collector.with(parts.with);
  for (const Node* item : Nodes<Node>(parts.from)) collector.from(item, true, false);
  if (out.kind == RowChange::merge)
    collector.from(parts.source_query, false, false);
  else
    collector.visit(parts.source_query);
  for (const ResTarget* target : Nodes<ResTarget>(parts.targets)) {
    out.columns.push_back(text_of(target->name));
    collector.visit(target->val);
  }
  collector.visit(parts.where);
  out.batched = bounded(parts.where) || bounded_with(parts.with);
  out.from_query = parts.from != nullptr || !mentioned.reads.empty();
  if (const auto* values = node_as<SelectStmt>(parts.source_query, T_SelectStmt); values && values->valuesLists) {
    out.literal_rows = static_cast<std::uint32_t>(values->valuesLists->length);
    out.null_columns = null_columns(values->valuesLists, out.columns);
  }
  if (parts.where) {
    out.where = expression_of(parts.where, source);
    out.where_keyword = last_keyword(source.script, {source.statement.begin, out.where->span.begin}, "where");
  }
  out.reads = std::move(mentioned.reads);
  if (out.kind != RowChange::insert) {
    RelationUse target;
    target.relation = out.table.name;
    target.only = out.table.only;
    target.filtered = parts.where != nullptr;
    equalities(parts.where, target.equal_to_constant, 0);
    out.reads.push_back(std::move(target));
  }
  out.calls = std::move(mentioned.calls);
  out.literals = std::move(mentioned.literals);
  if (nested) nested->insert(nested->end(), mentioned.changes.begin(), mentioned.changes.end());
  return out;
}

}  // namespace godwit::postgres
