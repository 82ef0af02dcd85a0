#pragma once

#include <cstdint>

namespace godwit {

/// A stretch of one text, half open, in bytes. Which text is said by whoever hands it out: a script's own text
/// until `SourceMap` has turned it into a place in the user's file.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr bool empty() const { return end <= begin; }
  [[nodiscard]] constexpr bool holds(std::uint32_t offset) const { return begin <= offset && offset < end; }
  friend constexpr bool operator==(Span, Span) = default;
};

}  // namespace godwit
