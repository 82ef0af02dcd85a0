#include <godwit/source/line_index.h>
#include <algorithm>

namespace godwit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

/// What may follow a lead byte of UTF-8 as the second byte; no other byte begins a longer code point.
/// (Overlong forms, surrogates and what lies past U+10FFFF are excluded by the second byte's range.)
struct LeadByte {
  unsigned char from, to;
  unsigned length;
  unsigned char second_from, second_to;
};
constexpr LeadByte lead_bytes[] = {
    {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF}, {0xE1, 0xEC, 3, 0x80, 0xBF}, {0xED, 0xED, 3, 0x80, 0x9F},
    {0xEE, 0xEF, 3, 0x80, 0xBF}, {0xF0, 0xF0, 4, 0x90, 0xBF}, {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

/// Bytes of the code point that `text` begins with; 1 where that is no UTF-8.
std::size_t code_point_length(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return 1;
  for (const LeadByte& lead : lead_bytes) {
    if (first < lead.from || first > lead.to) continue;
    if (text.size() < lead.length) return 1;
    const auto second = static_cast<unsigned char>(text[1]);
    if (second < lead.second_from || second > lead.second_to) return 1;
    const auto rest = text.substr(2, lead.length - 2);
    return std::all_of(rest.begin(), rest.end(), continues) ? lead.length : 1;
  }
  return 1;
}

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
