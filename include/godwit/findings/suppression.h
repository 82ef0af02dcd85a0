#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <godwit/findings/file_place.h>

namespace godwit {

/// Why a finding does not count.
struct Suppression {
  enum class By : std::uint8_t { comment, configuration };
  By by = By::comment;
  std::string reason;
  FilePlace place;  ///< of what says so: the rule's name in a comment; without a file where it has none
};
[[nodiscard]] std::string_view words(Suppression::By by);

}  // namespace godwit
