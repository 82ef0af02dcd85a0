#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <godwit/dialects/dialect.h>

namespace godwit {

inline constexpr std::uint32_t nowhere = UINT32_MAX;

/// For each comment, a place in the statement it belongs to: the last letter of what ends on its line, if nothing but
/// comments follows there, else the first letter of what comes next. `nowhere` after the last statement. Linear.
[[nodiscard]] std::vector<std::uint32_t> comment_anchors(std::string_view text,
                                                         const std::vector<CommentText>& comments);

}  // namespace godwit
