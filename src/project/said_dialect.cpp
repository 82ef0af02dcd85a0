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

std::string_view accepted_unread(const DiscoveryOptions& options, std::string_view shown) {
  if (options.accepted.empty()) return {};
  const std::string subject = options.base.inside(shown);
  std::string_view reason;
  for (const AcceptedUnread& each : options.accepted)
    if (glob_matches(each.pattern, subject)) reason = each.reason;
  return reason;
}

}  // namespace godwit
