#pragma once

#include <godwit/rules/rule.h>

namespace godwit {

/// Whether a statement that waits for a lock gives up in time.
[[nodiscard]] inline bool wait_is_limited(const RuleContext& context) {
  return context.world().settings.limits("lock_timeout");
}

}  // namespace godwit
