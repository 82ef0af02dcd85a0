#include <godwit/source/utf8.h>

#include <algorithm>

namespace godwit {
namespace {

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

/// C0 but tab and line feed, DEL, C1 (two bytes in UTF-8), and a byte that is no UTF-8.
bool harmful(std::string_view code_point) {
  const auto first = static_cast<unsigned char>(code_point[0]);
  if (code_point.size() == 1) return (first < 0x20 && first != '\t' && first != '\n') || first >= 0x7F;
  return first == 0xC2 && static_cast<unsigned char>(code_point[1]) < 0xA0;
}

bool is_ascii_byte(char byte) { return static_cast<unsigned char>(byte) < 0x80; }
bool is_plain(char byte) { return (byte >= ' ' && byte <= '~') || byte == '\t' || byte == '\n'; }

/// Looks at every byte even behind one that says no: a loop without a way out, whose sum is as wide as what it reads,
/// is compiled to take sixteen bytes at a time.
template <class Predicate>
bool every(std::string_view text, Predicate predicate) {
  unsigned char all = 1;
  for (const char byte : text) all &= static_cast<unsigned char>(predicate(byte));
  return all != 0;
}

/// What `text` begins with of such bytes.
template <class Predicate>
std::string_view leading(std::string_view text, Predicate predicate) {
  const auto end = std::find_if_not(text.begin(), text.end(), predicate);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

}  // namespace

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

bool is_ascii(std::string_view text) { return every(text, is_ascii_byte); }

std::size_t code_point_count(std::string_view text) {
  if (is_ascii(text)) return text.size();
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t ascii = leading(text, is_ascii_byte).size();
    count += std::max<std::size_t>(ascii, 1);
    text.remove_prefix(ascii > 0 ? ascii : code_point_length(text));
  }
  return count;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'a' && c <= 'z' ? c & ~0x20 : c);
  return out;
}

std::string printable(std::string_view text) {
  if (every(text, is_plain)) return std::string(text);  // as nearly all text is
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::string_view next = leading(text, is_plain);
    if (next.empty()) next = text.substr(0, code_point_length(text));
    out += is_plain(next.front()) ? next : printable_code_point(next);
    text.remove_prefix(next.size());
  }
  return out;
}

std::string_view printable_code_point(std::string_view code_point) {
  return harmful(code_point) ? "\xEF\xBF\xBD" : code_point;
}

}  // namespace godwit
