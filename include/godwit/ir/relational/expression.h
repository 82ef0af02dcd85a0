#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/ir/relational/type.h>

namespace godwit {

/// An argument of a call: `name => constant`, where either may be missing.
struct Argument {
  std::string name;
  std::optional<std::string> constant;  ///< as written, without quotes; none for NULL and for what is no constant
};

/// A function called somewhere in an expression.
struct Call {
  Name function;
  std::vector<std::string> literals;  ///< its constant string arguments, in order
  std::vector<Argument> arguments = {};  ///< all of them
};

/// One side of an AND at the top of an expression, where it compares a column with a constant.
struct Comparison {
  enum class Operator : std::uint8_t { equal, less, less_or_equal, greater, greater_or_equal, not_null, in_list, other };
  std::string column;
  Operator op = Operator::other;
  std::vector<std::string> constants;  ///< as written, without quotes
};

/// What rules, effects and the catalog ask of an expression; not the expression itself.
struct Expression {
  Span span;
  std::string text;               ///< as written
  bool is_null = false;           ///< the constant NULL
  bool is_constant = false;       ///< no column, no call, no subquery
  std::vector<Call> calls;        ///< functions, operators' functions excluded
  std::vector<std::string> columns;
  std::vector<Name> relations;    ///< read by subqueries
  std::vector<Type> casts;        ///< types that something is cast to
  std::vector<std::string> literals;  ///< string constants
  std::vector<std::uint32_t> value_words;  ///< of a domain's check: where in `text` VALUE stands, five letters each
  std::vector<Comparison> conjuncts;  ///< the parts of a top-level AND that compare a column with constants
  std::vector<std::vector<Comparison>> alternatives;  ///< parts of a top-level AND that are an OR of comparisons
};

}  // namespace godwit
