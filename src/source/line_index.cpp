#include <godwit/source/line_index.h>
#include <godwit/source/utf8.h>

#include <algorithm>

namespace godwit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr std::uint32_t bytes_between_marks = 1024;

}  // namespace

LineIndex::LineIndex(std::string_view text) : text_(text) {
  starts_.push_back(text.starts_with(byte_order_mark) ? static_cast<std::uint32_t>(byte_order_mark.size()) : 0);
  const bool has_returns = text.find('\r') != std::string_view::npos;
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t newline = std::min(text.find('\n', begin), text.size());
    const std::string_view stretch = text.substr(begin, has_returns ? newline - begin : 0);
    for (std::size_t at = stretch.find('\r'); at < stretch.size(); at = stretch.find('\r', at + 1)) {
      const bool of_newline = at + 1 == stretch.size() && newline < text.size();
      if (!of_newline) starts_.push_back(static_cast<std::uint32_t>(begin + at + 1));
    }
    if (newline < text.size()) starts_.push_back(static_cast<std::uint32_t>(newline + 1));
    begin = newline + 1;
  }
  if (is_ascii(text)) return;
  marks_.push_back({0, 0});
  std::uint32_t count = 0;
  for (std::uint32_t at = 0; at < text.size(); ++count) {
    if (at - marks_.back().offset >= bytes_between_marks) marks_.push_back({at, count});
    at += static_cast<std::uint32_t>(code_point_length(text.substr(at)));
  }
}

std::uint32_t LineIndex::code_points(std::uint32_t offset) const {
  if (marks_.empty()) return offset;
  const auto behind = std::upper_bound(marks_.begin(), marks_.end(), offset,
                                       [](std::uint32_t value, const Mark& mark) { return value < mark.offset; });
  Mark at = *(behind - 1);
  while (at.offset < offset) {
    at.offset += static_cast<std::uint32_t>(code_point_length(text_.substr(at.offset)));
    if (at.offset <= offset) ++at.code_points;
  }
  return at.code_points;
}

Place LineIndex::place(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(starts_.begin(), starts_.end(), offset);
  // Inside the byte order mark there is no line yet.
  const auto start = next == starts_.begin() ? next : next - 1;
  const auto number = static_cast<std::uint32_t>(start - starts_.begin()) + 1;
  return {number, code_points(std::max(offset, *start)) - code_points(*start) + 1, offset};
}

std::uint32_t LineIndex::offset(std::uint32_t number, std::uint32_t column) const {
  if (number == 0 || number > starts_.size()) return number == 0 ? 0 : static_cast<std::uint32_t>(text_.size());
  std::string_view rest = line(number);
  for (std::uint32_t at = 1; at < column && !rest.empty(); ++at) rest.remove_prefix(code_point_length(rest));
  return static_cast<std::uint32_t>(starts_[number - 1] + line(number).size() - rest.size());
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
