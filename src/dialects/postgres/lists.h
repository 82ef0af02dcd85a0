#pragma once

#include <algorithm>

namespace godwit::postgres {

/// Whether a list has one of these: mostly names of columns.
[[nodiscard]] constexpr bool holds(const auto& all, const auto& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

}  // namespace godwit::postgres
