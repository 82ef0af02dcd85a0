#include "dialects/postgres/code.h"

#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "dialects/postgres/lower.h"

namespace godwit::postgres {
namespace {

using Json = nlohmann::json;

/// A copy of a parser's answer that frees it.
struct PlpgsqlParse {
  explicit PlpgsqlParse(const std::string& block) : result(pg_query_parse_plpgsql(block.c_str())) {}
  ~PlpgsqlParse() { pg_query_free_plpgsql_parse_result(result); }
  PlpgsqlParse(const PlpgsqlParse&) = delete;
  PlpgsqlParse& operator=(const PlpgsqlParse&) = delete;
  PgQueryPlpgsqlParseResult result;
};

/// Walks the statements of a PL/pgSQL body in order.
class CodeReader {
 public:
  CodeReader(std::string_view script, Statement& statement) : script_(script), statement_(statement), cursor_(statement.span.begin) {}

  void walk(const Json& node, bool conditional) {
    if (node.is_array()) {
      for (const Json& each : node) walk(each, conditional);
      return;
    }
    if (!node.is_object()) return;
    for (const auto& [key, value] : node.items()) visit(key, value, conditional);
  }

  bool commits = false;

 private:
  void visit(const std::string& key, const Json& value, bool conditional) {
    if (key == "PLpgSQL_stmt_execsql") return sql(query(value, "sqlstmt"), conditional);
    if (key == "PLpgSQL_stmt_perform") return sql(query(value, "expr"), conditional);
    if (key == "PLpgSQL_stmt_call") return sql(query(value, "expr"), conditional);
    if (key == "PLpgSQL_stmt_dynexecute") return dynamic(query(value, "query"), conditional);
    if (key == "PLpgSQL_stmt_commit" || key == "PLpgSQL_stmt_rollback") commits = true;
    if (key == "PLpgSQL_stmt_fors") sql(query(value, "query"), conditional);
    if (key == "PLpgSQL_stmt_dynfors") dynamic(query(value, "query"), conditional);
    if (key == "PLpgSQL_stmt_if" || key == "PLpgSQL_stmt_case" || key == "PLpgSQL_exception_block") {
      const auto condition = query(value, "cond");
      if (condition) read("SELECT " + *condition, conditional, *condition);
      return walk(value, true);
    }
    if (key == "PLpgSQL_expr") return;
    walk(value, conditional || key.starts_with("PLpgSQL_stmt_for") || key == "PLpgSQL_stmt_while" || key == "PLpgSQL_stmt_loop");
  }

  static std::optional<std::string> query(const Json& node, const char* field) {
    const auto found = node.find(field);
    if (found == node.end() || !found->contains("PLpgSQL_expr")) return std::nullopt;
    return found->at("PLpgSQL_expr").value("query", std::string());
  }

  void sql(const std::optional<std::string>& query_words, bool conditional) {
    if (query_words) read(*query_words, conditional, *query_words);
  }

  /// EXECUTE: a constant can be read, anything else is made at run time.
  void dynamic(const std::optional<std::string>& built_from, bool conditional) {
    if (!built_from) return;
    if (const auto constant = constant_string(*built_from))
      read(*constant, conditional, *built_from);
    else
      opaque("EXECUTE builds its statement while it runs", conditional, *built_from);
  }

  static std::optional<std::string> constant_string(const std::string& expression) {
    std::optional<std::string> out;
    const MemoryContext context = pg_query_enter_memory_context();
    const std::string select = "SELECT " + expression;
    PgQueryInternalParsetreeAndError parsed = pg_query_raw_parse(select.c_str(), 0);
    if (!parsed.error && parsed.tree && parsed.tree->length == 1) {
      const auto* raw = static_cast<const RawStmt*>(linitial(parsed.tree));
      const auto* query = node_as<SelectStmt>(raw->stmt, T_SelectStmt);
      const auto* target = query && query->targetList ? static_cast<const ResTarget*>(linitial(query->targetList)) : nullptr;
      const auto* constant = target ? node_as<A_Const>(target->val, T_A_Const) : nullptr;
      if (constant && !constant->isnull && constant->val.node.type == T_String) out = text_of(constant->val.sval.sval);
    }
    if (parsed.error) pg_query_free_error(parsed.error);
    free(parsed.stderr_buffer);
    pg_query_exit_memory_context(context);
    return out;
  }

  /// Where those words stand in the script, behind the ones before; the whole statement if they are not there as such.
  Span locate(const std::string& words) {
    const std::size_t found = script_.substr(0, statement_.span.end).find(words, cursor_);
    if (words.empty() || found == std::string_view::npos) return statement_.span;
    cursor_ = static_cast<std::uint32_t>(found + words.size());
    return {static_cast<std::uint32_t>(found), cursor_};
  }

  void read(const std::string& inner_sql, bool conditional, const std::string& words) {
    const Span span = locate(words);
    const MemoryContext context = pg_query_enter_memory_context();
    PgQueryInternalParsetreeAndError parsed = pg_query_raw_parse(inner_sql.c_str(), 0);
    Statement inner{{0, static_cast<std::uint32_t>(inner_sql.size())}, {}};
    std::vector<PendingCode> nested;
    const bool failed = parsed.error != nullptr;
    if (!failed)
      for (const RawStmt* raw : Nodes<RawStmt>(parsed.tree)) {
        Lowering to{{inner_sql, 0, inner.span}, inner, nested, 0};
        lower_statement(raw->stmt, to);
      }
    if (failed) pg_query_free_error(parsed.error);
    free(parsed.stderr_buffer);
    pg_query_exit_memory_context(context);
    if (failed) return opaque("a statement in this code is not SQL by itself", conditional, "");
    for (Operation& operation : inner.operations) {
      operation.span = span;
      operation.in_code = true;
      operation.conditional = conditional;
      statement_.operations.push_back(std::move(operation));
    }
  }

  void opaque(std::string reason, bool conditional, const std::string& words) {
    const Span span = words.empty() ? statement_.span : locate(words);
    statement_.operations.push_back({Opaque{std::move(reason), {}}, span, true, conditional});
  }

  std::string_view script_;
  Statement& statement_;
  std::uint32_t cursor_;
};

}  // namespace

void read_code(std::string_view script, std::string_view language, Statement& statement) {
  if (language != "plpgsql") {
    statement.operations.push_back({Opaque{"code in " + std::string(language) + " is not read", {}}, statement.span, true, false});
    return;
  }
  const PlpgsqlParse parse(std::string(script.substr(statement.span.begin, statement.span.end - statement.span.begin)));
  const Json body = parse.result.error ? Json() : Json::parse(parse.result.plpgsql_funcs, nullptr, false);
  if (parse.result.error || body.is_discarded()) {
    const std::string why = parse.result.error ? parse.result.error->message : "its parser gave no tree";
    statement.operations.push_back({Opaque{"this PL/pgSQL could not be read: " + why, {}}, statement.span, true, false});
    return;
  }
  CodeReader reader(script, statement);
  reader.walk(body, false);
  if (reader.commits)
    for (Operation& operation : statement.operations)
      if (auto* code = std::get_if<RunCode>(&operation.what)) code->commits = true;
}

}  // namespace godwit::postgres
