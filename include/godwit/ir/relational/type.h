#pragma once

#include <string>
#include <vector>

namespace godwit {

/// The type of a column as written, with the server's own names for built-in types (`int4`, `varchar`, `timestamptz`).
/// The serial pseudo-types keep their names (`serial`, `bigserial`, `smallserial`).
struct Type {
  std::string schema;
  std::string name;
  std::vector<int> modifiers;  ///< `varchar(50)` has {50}; of `interval`: fields mask, then precision
  int dimensions = 0;          ///< of an array; 0 is not an array
  std::string written;         ///< for messages and advice

  [[nodiscard]] bool is_serial() const { return name == "serial" || name == "bigserial" || name == "smallserial"; }
  friend bool operator==(const Type& a, const Type& b) {
    return a.name == b.name && a.schema == b.schema && a.modifiers == b.modifiers && a.dimensions == b.dimensions;
  }
};

}  // namespace godwit
