#include <godwit/source/line_index.h>
#include <godwit/source/utf8.h>

#include <algorithm>

namespace godwit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Code points that begin before `end`: an offset inside of one counts as after its start.
std::uint32_t code_points(std::string_view line, std::size_t end) {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < end;) {
    const std::size_t next = at + code_point_length(line.substr(at));
    if (next > end) break;
    at = next;
    ++count;
  }
  return count;
}

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text) {
  starts_.push_back(text.starts_with(byte_order_mark) ? static_cast<std::uint32_t>(byte_order_mark.size()) : 0);
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t newline = std::min(text.find('\n', begin), text.size());
    const std::string_view stretch = text.substr(begin, newline - begin);
    for (std::size_t at = stretch.find('\r'); at < stretch.size(); at = stretch.find('\r', at + 1)) {
      const bool of_newline = at + 1 == stretch.size() && newline < text.size();
      if (!of_newline) starts_.push_back(static_cast<std::uint32_t>(begin + at + 1));
    }
    if (newline < text.size()) starts_.push_back(static_cast<std::uint32_t>(newline + 1));
    begin = newline + 1;
  }
}

Place LineIndex::place(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  // Inside the byte order mark there is no line yet.
  const auto start = next == starts_.begin() ? next : next - 1;
  const auto number = static_cast<std::uint32_t>(start - starts_.begin()) + 1;
  const std::size_t within = offset > *start ? offset - *start : 0;
  return {number, code_points(text_.substr(*start), within) + 1, offset};
}

std::string_view LineIndex::line(std::uint32_t number) const {
  if (number == 0 || number > starts_.size()) return {};
  const std::size_t begin = starts_[number - 1];
  std::size_t end = number < starts_.size() ? starts_[number] : text_.size();
  if (number < starts_.size()) {
    if (text_[--end] == '\n' && end > begin && text_[end - 1] == '\r') --end;
  }
  return text_.substr(begin, end - begin);
}

}  // namespace godwit
