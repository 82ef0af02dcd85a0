#pragma once

#include <cstdint>

#include <godwit/ir/operation.h>

namespace godwit::postgres {

/// What a change of a column's type does to values that the new type cannot hold.
enum class Loss : std::uint8_t {
  none,    ///< every value fits, or nobody can say
  fails,   ///< the statement stops at the first one that does not fit
  rounds,  ///< digits, fractions of a second or the time of day go away without a word
};
[[nodiscard]] Loss loss(const Type& from, const Type& to);

}  // namespace godwit::postgres
