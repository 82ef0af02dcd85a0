#pragma once

#include <string>

#include <godwit/rules/rule.h>

namespace godwit {

/// Whether this migration made the column: then nobody uses it.
[[nodiscard]] bool column_is_new(const Name& table, const std::string& column, const RuleContext& context);

}  // namespace godwit
