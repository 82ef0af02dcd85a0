#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <godwit/ir/relational/constraint.h>
#include <godwit/ir/relational/expression.h>
#include <godwit/ir/relational/type.h>
#include <godwit/source/span.h>

/// Columns as a statement writes them.
namespace godwit {

enum class Generated : std::uint8_t { no, stored, virtual_ };
enum class Identity : std::uint8_t { no, always, by_default };

/// A column's definition. Its inline constraints are in `constraints`, NOT NULL in `not_null` alone.
struct Column {
  std::string name;
  Type type;
  bool not_null = false;
  std::optional<Expression> default_value;
  Generated generated = Generated::no;
  std::optional<Expression> generated_as;
  Identity identity = Identity::no;
  std::string collation;
  bool says_storage = false;          ///< STORAGE of its own
  bool says_compression = false;
  std::vector<Constraint> constraints;
  Span type_word;                     ///< the type's name, without modifiers and brackets
  Span span;
};

}  // namespace godwit
