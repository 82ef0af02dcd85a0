#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct List;

/// A routine of PL/pgSQL as plain values: read once, walked as often as it is called.
namespace godwit::postgres {

/// SQL that stands in code: an expression, a query, a statement.
struct EmbeddedSql {
  std::string text;  ///< empty: there is none
  int mode = 0;      ///< as for Parse
  const List* tree = nullptr;  ///< as parsed, alive as long as its routine; not there: it has not been parsed
};

enum class VariableKind : std::uint8_t { scalar, record, field, row };

struct CodeVariable {
  VariableKind kind = VariableKind::scalar;
  std::string name;        ///< of a field: inside its record
  std::string type;        ///< of a scalar that is cast when it is set, by the server's own name
  bool ambiguous = false;  ///< another of that name is declared, too: which one is meant is not told
  EmbeddedSql initial;
  EmbeddedSql cursor;      ///< the query of a bound cursor
  std::size_t record = 0;  ///< of a field
  std::vector<std::optional<std::size_t>> members;  ///< of a row: the variables that get its values
};

enum class CodeKind : std::uint8_t {
  block,
  assign,
  if_,
  case_,
  loop,
  while_,
  for_numbers,
  for_query,
  for_executed,
  for_cursor,
  for_array,
  leave,  ///< EXIT, CONTINUE
  return_,
  return_query,
  raise,
  sql,
  execute,
  open,
  query,  ///< PERFORM, CALL, RETURN NEXT
  end_transaction,
  other,  ///< FETCH, GET DIAGNOSTICS, ...: what they set is not known
};

struct CodeBranch;

struct CodeStatement {
  CodeKind kind = CodeKind::other;
  std::size_t line = 0;  ///< of the routine; 0: not told
  std::string label;     ///< of a loop, or of the one that is left
  EmbeddedSql sql;       ///< its expression, query or statement
  EmbeddedSql executed;  ///< the expression whose text EXECUTE runs
  EmbeddedSql upper;     ///< of FOR i IN sql..upper BY step
  EmbeddedSql step;
  bool reverse = false;
  bool sliced = false;                    ///< FOREACH SLICE
  bool exits = false;                     ///< EXIT, not CONTINUE
  bool fails = false;                     ///< RAISE EXCEPTION
  std::vector<std::size_t> targets;       ///< the variables it sets
  std::vector<std::size_t> declared;      ///< by a block, in order
  std::optional<std::size_t> cursor;      ///< that is opened or looped over
  std::vector<CodeBranch> branches;       ///< of IF and CASE
  std::vector<CodeStatement> body;        ///< of IF and CASE: what runs otherwise
  std::vector<std::vector<CodeStatement>> handlers;  ///< of EXCEPTION
};

struct CodeBranch {
  EmbeddedSql condition;
  std::vector<CodeStatement> body;
};

struct Routine {
  std::vector<CodeVariable> variables;
  CodeStatement block;
  std::shared_ptr<void> trees;  ///< where the trees of its SQL are
  std::string error;            ///< why it could not be read; then it is empty
};

/// Reads a whole DO or CREATE FUNCTION.
[[nodiscard]] Routine read_routine(const std::string& definition);

}  // namespace godwit::postgres
