#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/ir/object_kind.h>
#include <godwit/ir/relational/expression.h>
#include <godwit/ir/relational/type.h>

/// Code that the server keeps, and what calls it.
namespace godwit {

enum class Volatility : std::uint8_t { unknown, immutable, stable, volatile_ };

struct CreateFunction {
  struct Parameter {
    std::string name;
    Type type;
    char mode = 'i';   ///< as in pg_proc: i in, o out, b both, v variadic, t column of RETURNS TABLE
    bool has_default = false;
    std::optional<std::string> default_constant;
  };
  struct BodyRelation {
    Name relation;
    bool changed = false;      ///< its rows; else they are read
    bool rows_locked = false;  ///< FOR UPDATE, FOR SHARE, ...
  };
  Name function;
  ObjectKind kind = ObjectKind::function;
  bool or_replace = false;
  std::vector<std::string> argument_types;
  std::string language;
  Volatility volatility = Volatility::unknown;  ///< unknown: not declared, which the server takes for VOLATILE
  std::string body;
  Span body_span;              ///< where the body's text stands, quotes excluded; empty for BEGIN ATOMIC
  std::vector<Call> body_calls;    ///< of a body in SQL: what it calls
  std::vector<BodyRelation> body_relations;  ///< of a body in SQL
  bool body_is_expression = false; ///< of a body in SQL: one SELECT without FROM, which the server may inline
  std::string returns;
  bool returns_set = false;
  std::vector<Parameter> parameters;
};

struct CreateTrigger {
  std::string trigger;
  Name table;
  bool or_replace = false;
  Name function;
  std::vector<std::string> columns;  ///< of UPDATE OF
  std::vector<std::string> when_columns;
  Name referenced;                   ///< FROM of a constraint trigger
};

struct CallProcedure { Name procedure; std::vector<Argument> arguments; };

/// Code that stands in the script itself (DO). Once the dialect has resolved it, its statements follow as operations of
/// their own, marked `in_code`.
struct RunCode {
  std::string language;
  bool commits = false;
  std::string body;
  Span body_span;   ///< where the body's text stands, quotes excluded; empty when it does not stand there as it is
};

}  // namespace godwit
