#include "project/said_dialect.h"

#include <string>

#include <godwit/project/glob.h>

namespace godwit {

std::string_view said_dialect(const DiscoveryOptions& options, std::string_view shown) {
  if (options.dialects.empty()) return {};
  const std::string subject = options.base.inside(shown);
  std::string_view said;
  for (const DialectChoice& choice : options.dialects)
    if (choice.pattern.empty() || glob_matches(choice.pattern, subject)) said = choice.dialect;
  return said;
}

}  // namespace godwit
