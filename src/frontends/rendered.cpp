#include "frontends/rendered.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace godwit::frontends {

void Rendered::append(std::string_view more, Span file, Origin origin) {
  if (more.empty()) return;
  const auto begin = static_cast<std::uint32_t>(text.size());
  const auto end = begin + static_cast<std::uint32_t>(more.size());
  text += more;
  Segment* last = segments.empty() ? nullptr : &segments.back();
  const bool goes_on = last != nullptr && origin == Origin::verbatim && last->origin == origin &&
                       last->file.end == file.begin && last->script.end == begin;
  if (goes_on) {
    last->script.end = end;
    last->file.end = file.end;
  } else {
    segments.push_back({{begin, end}, file, origin});
  }
}

void Rendered::append(const Rendered& more) {
  for (const Segment& segment : more.segments)
    append(std::string_view(more.text).substr(segment.script.begin, segment.script.end - segment.script.begin),
           segment.file, segment.origin);
}

Rendered Rendered::part(std::size_t begin, std::size_t end) const {
  Rendered result;
  for (const Segment& segment : segments) {
    const std::size_t from = std::max<std::size_t>(segment.script.begin, begin);
    const std::size_t to = std::min<std::size_t>(segment.script.end, end);
    if (from >= to) continue;
    Span file = segment.file;
    if (segment.origin == Origin::verbatim) {
      file.begin += static_cast<std::uint32_t>(from) - segment.script.begin;
      file.end = file.begin + static_cast<std::uint32_t>(to - from);
    }
    result.append(std::string_view(text).substr(from, to - from), file, segment.origin);
  }
  return result;
}

Script script_of(std::string_view dialect, const BufferPtr& file, Rendered rendered) {
  Script script(dialect);
  script.file = file;
  auto text = std::make_shared<const std::string>(std::move(rendered.text));
  script.text = *text;
  script.rendered = std::move(text);
  for (const Segment& segment : rendered.segments) script.map.add(segment);
  return script;
}

}  // namespace godwit::frontends
