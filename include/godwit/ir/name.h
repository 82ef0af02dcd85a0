#pragma once

#include <string>

#include <godwit/source/span.h>

namespace godwit {

/// The name of an object as a statement says it, case folded as the server would. `schema` is empty when none was
/// written; the catalog resolves it along the search path.
struct Name {
  std::string schema;
  std::string name;
  Span span;  ///< where it is written, if the parser tells

  [[nodiscard]] bool empty() const { return name.empty(); }
  /// `schema.name`, or `name` alone, unquoted: for messages and for keys.
  [[nodiscard]] std::string plain() const;
};

}  // namespace godwit
