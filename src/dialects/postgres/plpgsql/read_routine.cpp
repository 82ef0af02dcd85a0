#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "dialects/postgres/parse.h"
#include "dialects/postgres/plpgsql/routine.h"
#include "dialects/postgres/tree.h"
#include "pg_query_plpgsql.h"

namespace godwit::postgres {
namespace {

template <class T>
const T* as(const void* node) {
  return static_cast<const T*>(node);
}

/// Variables that nobody declared: of a CASE, of an EXCEPTION block.
bool made_up(const std::string& name) { return name.starts_with("__Case") || name == "sqlstate" || name == "sqlerrm"; }

CodeVariable scalar(const PLpgSQL_var* variable) {
  CodeVariable out;
  out.name = text_of(variable->refname);
  if (variable->datatype && !made_up(out.name)) out.type = text_of(variable->datatype->typname);
  return out;
}

CodeVariable row(const PLpgSQL_row* variable) {
  CodeVariable out;
  out.kind = VariableKind::row;
  for (int i = 0; i < variable->nfields; ++i)
    out.members.push_back(variable->fieldnames[i] ? std::optional(static_cast<std::size_t>(variable->varnos[i]))
                                                  : std::nullopt);
  return out;
}

CodeVariable variable_of(const PLpgSQL_datum* datum) {
  CodeVariable out;
  switch (datum->dtype) {
    case PLPGSQL_DTYPE_VAR:
    case PLPGSQL_DTYPE_PROMISE:
      return scalar(as<PLpgSQL_var>(datum));
    case PLPGSQL_DTYPE_ROW:
      return row(as<PLpgSQL_row>(datum));
    case PLPGSQL_DTYPE_REC:
      out.kind = VariableKind::record;
      out.name = text_of(as<PLpgSQL_rec>(datum)->refname);
      return out;
    case PLPGSQL_DTYPE_RECFIELD:
      out.kind = VariableKind::field;
      out.name = text_of(as<PLpgSQL_recfield>(datum)->fieldname);
      out.record = static_cast<std::size_t>(as<PLpgSQL_recfield>(datum)->recparentno);
      return out;
  }
  return out;
}

class RoutineReader {
 public:
  RoutineReader(const ParsedSql* parsed, Routine& to) : to_(to) {
    for (; parsed; parsed = parsed->before) parsed_.emplace(std::pair(parsed->text, parsed->mode), parsed->tree);
  }

  void read(const PLpgSQL_function* function) {
    for (int i = 0; i < function->ndatums; ++i) add_variable(function->datums[i]);
    counters_.resize(to_.variables.size());
    if (function->action) to_.block = block(function->action);
    mark_ambiguous();
  }

 private:
  EmbeddedSql sql_of(const PLpgSQL_expr* expression) const {
    if (!expression || !expression->query) return {};
    const auto found = parsed_.find(std::pair(std::string_view(expression->query), expression->parseMode));
    return {expression->query, static_cast<int>(expression->parseMode),
            found == parsed_.end() ? nullptr : found->second};
  }

  void add_variable(const PLpgSQL_datum* datum) {
    CodeVariable& added = to_.variables.emplace_back(variable_of(datum));
    if (datum->dtype != PLPGSQL_DTYPE_VAR && datum->dtype != PLPGSQL_DTYPE_PROMISE) return;
    added.initial = sql_of(as<PLpgSQL_var>(datum)->default_val);
    added.cursor = sql_of(as<PLpgSQL_var>(datum)->cursor_explicit_expr);
  }

  /// The variable of FOR i IN a..b hides another of its name.
  void mark_ambiguous() {
    std::map<std::string, int> declared;
    const auto counts = [&](std::size_t i) {
      const CodeVariable& each = to_.variables[i];
      return !counters_[i] && (each.kind == VariableKind::scalar || each.kind == VariableKind::record);
    };
    for (std::size_t i = 0; i < to_.variables.size(); ++i)
      if (counts(i)) ++declared[to_.variables[i].name];
    for (std::size_t i = 0; i < to_.variables.size(); ++i) {
      CodeVariable& each = to_.variables[i];
      const auto found = declared.find(each.name);
      each.ambiguous = found != declared.end() && found->second > 1;
      if (counters_[i]) each.type.clear();
    }
  }

  std::vector<CodeStatement> statements(const List* list) {
    std::vector<CodeStatement> out;
    if (list) out.reserve(static_cast<std::size_t>(list->length));
    for (const PLpgSQL_stmt* each : Nodes<PLpgSQL_stmt>(list)) {
      out.push_back(statement(each));
      out.back().line = static_cast<std::size_t>(std::max(each->lineno, 0));
    }
    return out;
  }

  CodeStatement make(CodeKind kind, const PLpgSQL_expr* sql = nullptr) {
    CodeStatement out;
    out.kind = kind;
    out.sql = sql_of(sql);
    return out;
  }

  static void sets(CodeStatement& statement, const PLpgSQL_variable* target) {
    if (target) statement.targets.push_back(static_cast<std::size_t>(target->dno));
  }

  CodeStatement block(const PLpgSQL_stmt_block* node) {
    CodeStatement out = make(CodeKind::block);
    out.line = static_cast<std::size_t>(std::max(node->lineno, 0));
    for (int i = 0; i < node->n_initvars; ++i) {
      const auto number = static_cast<std::size_t>(node->initvarnos[i]);
      if (to_.variables[number].kind == VariableKind::scalar) out.declared.push_back(number);
    }
    out.body = statements(node->body);
    if (node->exceptions)
      for (const PLpgSQL_exception* each : Nodes<PLpgSQL_exception>(node->exceptions->exc_list))
        out.handlers.push_back(statements(each->action));
    return out;
  }

  CodeStatement assign(const PLpgSQL_stmt_assign* node) {
    CodeStatement out = make(CodeKind::assign, node->expr);
    out.targets = {static_cast<std::size_t>(node->varno)};
    return out;
  }

  CodeStatement if_statement(const PLpgSQL_stmt_if* node) {
    CodeStatement out = make(CodeKind::if_);
    out.branches.push_back({sql_of(node->cond), statements(node->then_body)});
    for (const PLpgSQL_if_elsif* each : Nodes<PLpgSQL_if_elsif>(node->elsif_list))
      out.branches.push_back({sql_of(each->cond), statements(each->stmts)});
    out.body = statements(node->else_body);
    return out;
  }

  CodeStatement case_statement(const PLpgSQL_stmt_case* node) {
    CodeStatement out = make(CodeKind::case_, node->t_expr);
    if (node->t_expr) out.targets = {static_cast<std::size_t>(node->t_varno)};
    for (const PLpgSQL_case_when* each : Nodes<PLpgSQL_case_when>(node->case_when_list))
      out.branches.push_back({sql_of(each->expr), statements(each->stmts)});
    out.body = statements(node->else_stmts);
    return out;
  }

  /// Any loop: all have a label and a body.
  template <class Loop>
  CodeStatement loop(CodeKind kind, const Loop* node, const PLpgSQL_expr* sql = nullptr) {
    CodeStatement out = make(kind, sql);
    out.label = text_of(node->label);
    out.body = statements(node->body);
    return out;
  }

  CodeStatement number_loop(const PLpgSQL_stmt_fori* node) {
    CodeStatement out = loop(CodeKind::for_numbers, node, node->lower);
    out.upper = sql_of(node->upper);
    out.step = sql_of(node->step);
    out.reverse = node->reverse != 0;
    out.targets = {static_cast<std::size_t>(node->var->dno)};
    counters_[out.targets.front()] = true;
    return out;
  }

  template <class Loop>
  CodeStatement row_loop(CodeKind kind, const Loop* node, const PLpgSQL_expr* sql = nullptr) {
    CodeStatement out = loop(kind, node, sql);
    sets(out, node->var);
    return out;
  }

  CodeStatement executed_loop(const PLpgSQL_stmt_dynfors* node) {
    CodeStatement out = row_loop(CodeKind::for_executed, node);
    out.executed = sql_of(node->query);
    return out;
  }

  CodeStatement cursor_loop(const PLpgSQL_stmt_forc* node) {
    CodeStatement out = row_loop(CodeKind::for_cursor, node);
    out.cursor = static_cast<std::size_t>(node->curvar);
    return out;
  }

  CodeStatement array_loop(const PLpgSQL_stmt_foreach_a* node) {
    CodeStatement out = loop(CodeKind::for_array, node, node->expr);
    out.targets = {static_cast<std::size_t>(node->varno)};
    out.sliced = node->slice != 0;
    return out;
  }

  CodeStatement leave(const PLpgSQL_stmt_exit* node) {
    CodeStatement out = make(CodeKind::leave, node->cond);
    out.label = text_of(node->label);
    out.exits = node->is_exit;
    return out;
  }

  CodeStatement raise(const PLpgSQL_stmt_raise* node) {
    CodeStatement out = make(CodeKind::raise);
    out.fails = node->elog_level >= ERROR;
    return out;
  }

  CodeStatement execute(const PLpgSQL_stmt_dynexecute* node) {
    CodeStatement out = make(CodeKind::execute);
    out.executed = sql_of(node->query);
    sets(out, node->target);
    return out;
  }

  CodeStatement return_query(const PLpgSQL_stmt_return_query* node) {
    CodeStatement out = make(CodeKind::return_query, node->query);
    out.executed = sql_of(node->dynquery);
    return out;
  }

  CodeStatement open(const PLpgSQL_stmt_open* node) {
    CodeStatement out = make(CodeKind::open, node->query);
    out.executed = sql_of(node->dynquery);
    out.cursor = static_cast<std::size_t>(node->curvar);
    return out;
  }

  CodeStatement diagnostics(const PLpgSQL_stmt_getdiag* node) {
    CodeStatement out = make(CodeKind::other);
    for (const PLpgSQL_diag_item* each : Nodes<PLpgSQL_diag_item>(node->diag_items))
      out.targets.push_back(static_cast<std::size_t>(each->target));
    return out;
  }

  CodeStatement with_target(CodeKind kind, const PLpgSQL_expr* sql, const PLpgSQL_variable* target) {
    CodeStatement out = make(kind, sql);
    sets(out, target);
    return out;
  }

  CodeStatement statement(const PLpgSQL_stmt* node) {
    switch (node->cmd_type) {
      case PLPGSQL_STMT_BLOCK:
        return block(as<PLpgSQL_stmt_block>(node));
      case PLPGSQL_STMT_ASSIGN:
        return assign(as<PLpgSQL_stmt_assign>(node));
      case PLPGSQL_STMT_IF:
        return if_statement(as<PLpgSQL_stmt_if>(node));
      case PLPGSQL_STMT_CASE:
        return case_statement(as<PLpgSQL_stmt_case>(node));
      case PLPGSQL_STMT_LOOP:
        return loop(CodeKind::loop, as<PLpgSQL_stmt_loop>(node));
      case PLPGSQL_STMT_WHILE:
        return loop(CodeKind::while_, as<PLpgSQL_stmt_while>(node), as<PLpgSQL_stmt_while>(node)->cond);
      case PLPGSQL_STMT_FORI:
        return number_loop(as<PLpgSQL_stmt_fori>(node));
      case PLPGSQL_STMT_FORS:
        return row_loop(CodeKind::for_query, as<PLpgSQL_stmt_fors>(node), as<PLpgSQL_stmt_fors>(node)->query);
      case PLPGSQL_STMT_FORC:
        return cursor_loop(as<PLpgSQL_stmt_forc>(node));
      case PLPGSQL_STMT_FOREACH_A:
        return array_loop(as<PLpgSQL_stmt_foreach_a>(node));
      case PLPGSQL_STMT_EXIT:
        return leave(as<PLpgSQL_stmt_exit>(node));
      case PLPGSQL_STMT_RETURN:
        return make(CodeKind::return_, as<PLpgSQL_stmt_return>(node)->expr);
      case PLPGSQL_STMT_RETURN_NEXT:
        return make(CodeKind::query, as<PLpgSQL_stmt_return_next>(node)->expr);
      case PLPGSQL_STMT_RETURN_QUERY:
        return return_query(as<PLpgSQL_stmt_return_query>(node));
      case PLPGSQL_STMT_RAISE:
        return raise(as<PLpgSQL_stmt_raise>(node));
      case PLPGSQL_STMT_EXECSQL:
        return with_target(CodeKind::sql, as<PLpgSQL_stmt_execsql>(node)->sqlstmt,
                           as<PLpgSQL_stmt_execsql>(node)->target);
      case PLPGSQL_STMT_DYNEXECUTE:
        return execute(as<PLpgSQL_stmt_dynexecute>(node));
      case PLPGSQL_STMT_DYNFORS:
        return executed_loop(as<PLpgSQL_stmt_dynfors>(node));
      case PLPGSQL_STMT_GETDIAG:
        return diagnostics(as<PLpgSQL_stmt_getdiag>(node));
      case PLPGSQL_STMT_OPEN:
        return open(as<PLpgSQL_stmt_open>(node));
      case PLPGSQL_STMT_FETCH:
        return with_target(CodeKind::other, nullptr, as<PLpgSQL_stmt_fetch>(node)->target);
      case PLPGSQL_STMT_PERFORM:
        return make(CodeKind::query, as<PLpgSQL_stmt_perform>(node)->expr);
      case PLPGSQL_STMT_CALL:
        return with_target(CodeKind::query, as<PLpgSQL_stmt_call>(node)->expr, as<PLpgSQL_stmt_call>(node)->target);
      case PLPGSQL_STMT_COMMIT:
      case PLPGSQL_STMT_ROLLBACK:
        return make(CodeKind::end_transaction);
      case PLPGSQL_STMT_ASSERT:
      case PLPGSQL_STMT_CLOSE:
        return make(CodeKind::other);
    }
    return make(CodeKind::other);
  }

  Routine& to_;
  std::map<std::pair<std::string_view, RawParseMode>, const List*> parsed_;
  std::vector<bool> counters_;  ///< the variables of FOR i IN a..b
};

/// A memory context that is not one of this thread's, to be kept and ended wherever that may be.
std::shared_ptr<void> make_context() {
  return {AllocSetContextCreateInternal(nullptr, "godwit", ALLOCSET_SMALL_SIZES), [](void* context) {
            pg_query_init();
            MemoryContextDelete(static_cast<MemoryContext>(context));
          }};
}

}  // namespace

Routine read_routine(const std::string& definition) {
  Routine out;
  const Parse parse(definition.c_str());
  if (parse.error()) {
    out.error = text_of(parse.error()->message);
    return out;
  }
  std::shared_ptr<void> trees = make_context();
  const CompiledPlpgsql compiled = compile_plpgsql(static_cast<const RawStmt*>(linitial(parse.tree()))->stmt,
                                                   static_cast<MemoryContext>(trees.get()));
  if (compiled.error) {
    out.error = text_of(compiled.error->message);
    pg_query_free_error(compiled.error);
    return out;
  }
  // A compiled function outlives what it was compiled in, until it is freed by name.
  const std::unique_ptr<PLpgSQL_function, decltype(&plpgsql_free_function_memory)> function(
      compiled.function, plpgsql_free_function_memory);
  RoutineReader(compiled.parsed, out).read(function.get());
  out.trees = std::move(trees);
  return out;
}

}  // namespace godwit::postgres
