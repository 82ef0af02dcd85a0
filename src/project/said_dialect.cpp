#include "project/said_dialect.h"

#include <filesystem>

#include <godwit/project/glob.h>

namespace godwit {

std::string_view said_dialect(const DiscoveryOptions& options, std::string_view shown) {
  std::string_view said;
  for (const DialectChoice& choice : options.dialects) {
    const auto subject = std::filesystem::path(options.base + std::string(shown)).lexically_normal().generic_string();
    if (choice.pattern.empty() || glob_matches(choice.pattern, subject)) said = choice.dialect;
  }
  return said;
}

}  // namespace godwit
