#include <godwit/source/source_map.h>
#include <algorithm>

namespace godwit {
namespace {

/// What of the file says the stretch of `segment` that lies in `script`.
Span said_by(const Segment& segment, Span script) {
  if (segment.origin != Origin::verbatim) return segment.file;
  const auto in_file = [&](std::uint32_t offset) {
    const std::uint32_t within = offset > segment.script.begin ? offset - segment.script.begin : 0;
    return std::min(segment.file.begin + within, segment.file.end);
  };
  return {in_file(script.begin), in_file(script.end)};
}

bool touches(const Segment& segment, Span script) {
  if (script.empty()) return segment.script.begin <= script.begin && script.begin <= segment.script.end;
  return segment.script.begin < script.end && script.begin < segment.script.end;
}

}  // namespace

const Segment* SourceMap::at(std::uint32_t offset) const {
  const auto next = std::upper_bound(segments_.begin(), segments_.end(), offset,
                                     [](std::uint32_t value, const Segment& s) { return value < s.script.begin; });
  return next == segments_.begin() ? nullptr : &*(next - 1);
}

Span SourceMap::to_file(Span script) const {
  if (segments_.empty()) return script;
  const Segment* last = segments_.data() + segments_.size();
  const Segment* segment = at(script.begin);
  if (segment == nullptr) segment = segments_.data();
  if (!touches(*segment, script) && segment + 1 != last && touches(segment[1], script)) ++segment;

  // The hull, not first to last: a framework may say later in the file what comes first in the SQL.
  Span file = said_by(*segment, script);
  for (++segment; segment != last && touches(*segment, script); ++segment) {
    const Span more = said_by(*segment, script);
    file = {std::min(file.begin, more.begin), std::max(file.end, more.end)};
  }
  return file;
}

bool SourceMap::editable(Span script) const {
  if (segments_.empty()) return true;
  const Segment* segment = at(script.begin);
  return segment != nullptr && segment->origin == Origin::verbatim && segment->script.begin <= script.begin &&
         script.end <= segment->script.end;
}

}  // namespace godwit
