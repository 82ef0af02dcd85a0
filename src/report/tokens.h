#pragma once

#include <string_view>

#include <godwit/ir/known.h>
#include <godwit/project/migration.h>
#include <godwit/world/result.h>

/// Words that programs read: part of the formats, so they never change. Words for people stand elsewhere. (A
/// transaction mode is said as the configuration says it: `words`.)
namespace godwit {

[[nodiscard]] std::string_view token(Direction direction);
[[nodiscard]] std::string_view token(Known known);
[[nodiscard]] std::string_view token(Hazard hazard);
[[nodiscard]] std::string_view token(Blocks blocks);
[[nodiscard]] std::string_view token(PlanEffect::Kind kind);

}  // namespace godwit
