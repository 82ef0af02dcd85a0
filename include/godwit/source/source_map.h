#pragma once

#include <cstdint>
#include <vector>

#include <godwit/source/span.h>

namespace godwit {

/// How a stretch of a script came out of the user's file.
enum class Origin : std::uint8_t {
  verbatim,  ///< the same bytes: places map one to one, and edits may be made there
  derived,   ///< said by that stretch of the file in other words (`:users` became `"users"`)
  invented,  ///< implied by the call as a whole (`BEGIN`, a default name): points at the call
};

struct Segment {
  Span script;
  Span file;
  Origin origin = Origin::verbatim;
};

/// Where the text of a script stands in the file it came from. Segments are in the order of the script and do not
/// overlap; a map without segments is the identity.
class SourceMap {
 public:
  void add(Segment segment) { segments_.push_back(segment); }

  /// The stretch of the file that says `script`: from the start of its first segment to the end of its last.
  [[nodiscard]] Span to_file(Span script) const;
  /// Whether all of `script` is the user's own text, so that a fix may edit it.
  [[nodiscard]] bool editable(Span script) const;

 private:
  [[nodiscard]] const Segment* at(std::uint32_t offset) const;
  std::vector<Segment> segments_;
};

}  // namespace godwit
