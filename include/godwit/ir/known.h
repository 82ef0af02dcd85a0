#pragma once

#include <cstdint>

namespace godwit {

/// The answer of a world that was only read about: a history may begin in the middle, and a statement may not have
/// been understood. Unknown is never taken for safe.
enum class Known : std::uint8_t { no, unknown, yes };

[[nodiscard]] constexpr Known known(bool answer) { return answer ? Known::yes : Known::no; }

}  // namespace godwit
