#pragma once

#include <godwit/rules/postgres/advice.h>

namespace godwit {

/// Says who waits and the way out of a UNIQUE or PRIMARY KEY that builds its index under ACCESS EXCLUSIVE. `also` is
/// what else is done meanwhile, as a part of the sentence.
void report_key_build(const AddConstraint& op, const Operation& operation, std::string_view also, advice::Steps before,
                      RuleContext& context);

/// Whether adding the constraint builds an index on a table in use.
[[nodiscard]] bool builds_index(const AddConstraint& op, const Operation& operation, const RuleContext& context);

}  // namespace godwit
