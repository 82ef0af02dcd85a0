#pragma once

#include <string_view>
#include <vector>

namespace godwit {

/// The candidate that `word` was probably meant to be, for "did you mean"; empty if none is near enough.
[[nodiscard]] std::string_view closest(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace godwit
