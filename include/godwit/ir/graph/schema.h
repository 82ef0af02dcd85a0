#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <godwit/source/span.h>

/// Indexes and constraints of a property graph. Names are as the server keeps them: case matters, backticks and Unicode
/// escapes are undone.
namespace godwit::graph {

enum class Entity : std::uint8_t { node, relationship };

/// What an index or a constraint is about: `(:Person).name`, `[:KNOWS].since`.
struct Schema {
  Entity entity = Entity::node;
  std::vector<std::string> labels;      ///< of relationships their types; empty: all of them (token lookup)
  std::vector<std::string> properties;
  friend bool operator==(const Schema&, const Schema&) = default;
};

enum class IndexKind : std::uint8_t { range, btree, text, point, fulltext, vector, lookup };
enum class ConstraintKind : std::uint8_t { unique, key, exists, type };

struct CreateIndex {
  std::string name;                ///< empty: the server makes one up
  bool name_is_parameter = false;
  IndexKind kind = IndexKind::range;
  bool kind_is_written = false;    ///< a plain INDEX is BTREE on servers before 5
  Schema over;
  bool if_not_exists = false;
  bool or_replace = false;
  bool has_options = false;
  std::string provider;            ///< of OPTIONS {indexProvider: ...}
  Span keyword;                    ///< INDEX: a name goes behind it
  Span name_span;
  Span pattern_keyword;            ///< FOR: IF NOT EXISTS goes before it; empty in the form of versions before 5
};

struct CreateConstraint {
  std::string name;
  bool name_is_parameter = false;
  ConstraintKind kind = ConstraintKind::unique;
  Schema over;
  std::string type;                ///< of IS :: TYPE, as written
  bool if_not_exists = false;
  bool or_replace = false;
  bool has_options = false;
  std::string provider;
  Span keyword;                    ///< CONSTRAINT: a name goes behind it
  Span name_span;
  Span pattern_keyword;            ///< FOR or ON: IF NOT EXISTS goes before it
};

/// `over` instead of `name` in the form of versions before 5: `DROP INDEX ON :Person(name)`.
struct DropIndex { std::string name; bool name_is_parameter = false; Schema over; bool if_exists = false; };
struct DropConstraint {
  std::string name;
  bool name_is_parameter = false;
  std::optional<ConstraintKind> kind;  ///< said in the form of versions before 5
  Schema over;
  bool if_exists = false;
};

}  // namespace godwit::graph
