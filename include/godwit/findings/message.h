#pragma once

#include <string>
#include <utility>
#include <vector>

namespace godwit {

/// Names of objects and words that a template speaks of, by name.
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// A template and its arguments: `{name}` is replaced late, so that each report can say it in its own way.
/// Names are wrapped in backticks by the template.
struct Message {
  std::string text;
  Arguments arguments;
};
[[nodiscard]] std::string format(const Message& message);

}  // namespace godwit
