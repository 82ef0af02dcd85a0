#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <godwit/source/span.h>

/// Patterns of nodes and relationships, as a query says them.
namespace godwit::graph {

/// What is asked of a property, in a pattern's map or in a WHERE.
struct PropertyTest {
  enum class Kind : std::uint8_t { equal, in_list, starts_with, ends_with, contains, range, exists, missing, other };
  enum class Against : std::uint8_t { literal, null, parameter, row, expression };
  std::string property;
  Kind kind = Kind::equal;
  Against against = Against::expression;   ///< `row`: something that an earlier clause brought
  Span span;
  Span value = {};                         ///< of an entry of a pattern's map: behind the colon
};

struct PatternNode {
  std::string variable;              ///< empty: none
  bool bound = false;                ///< an earlier clause or pattern brought it
  std::vector<std::string> labels;   ///< those it certainly has; of a bound one those said when it was bound, too
  std::vector<std::string> any_of;   ///< of `:A|B`: one of these, and `labels` is empty
  bool dynamic_labels = false;       ///< `:$(x)`, `:!A`, `:%`: labels that are not all known
  std::vector<PropertyTest> tests;   ///< of its map, its WHERE, and the clause's WHERE where it is an AND
  Span span;
};

struct PatternRelationship {
  std::string variable;
  bool bound = false;
  std::vector<std::string> types;    ///< one of them; empty: any
  bool dynamic_types = false;
  bool directed = true;
  bool variable_length = false;
  bool unbounded = false;            ///< of variable length, and nothing says how long at most
  std::vector<PropertyTest> tests;
  Span span;
};

/// A path: relationship i joins node i with node i + 1.
struct Pattern {
  std::vector<PatternNode> nodes;
  std::vector<PatternRelationship> relationships;
  bool shortest = false;             ///< shortestPath, ANY, SHORTEST k
  Span span;
};

}  // namespace godwit::graph
