#pragma once

#include <godwit/project/migration.h>
#include <string>
#include <string_view>
#include <vector>

namespace godwit::frontends {

/// A text that is put together from stretches of a file and from what they mean, and where each part of it comes from.
struct Rendered {
  std::string text;
  std::vector<Segment> segments;  ///< in the order of the text, all of which they make up

  void append(std::string_view more, Span file, Origin origin);
  void append(const Rendered& more);
  /// A stretch of it, with its places.
  [[nodiscard]] Rendered part(std::size_t begin, std::size_t end) const;
};

/// A script of it.
[[nodiscard]] Script script_of(std::string_view dialect, const BufferPtr& file, Rendered rendered);

}  // namespace godwit::frontends
