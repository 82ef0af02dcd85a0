#include <godwit/source/cypher_text.h>

#include <algorithm>

namespace godwit::cypher {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool in_word(char c) { return is_letter(c) || is_digit(c) || c == '_' || (c & 0x80) != 0; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f'); }

/// Behind the quote that closes what the quote at `at` opens; npos if none does. A backslash escapes, a quote doubled
/// in a string is two strings, which comes to the same.
std::size_t quoted_end(std::string_view text, std::size_t at, bool escapes) {
  const char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] == '\\' && escapes)
      ++at;
    else if (text[at] == quote)
      return at + 1;
  }
  return std::string_view::npos;
}

Lexeme closed(Token token, std::string_view text, std::size_t end) {
  if (end > text.size()) return {token, text.size(), false};
  return {token, end, true};
}

template <class Predicate>
std::size_t run_end(std::string_view text, std::size_t at, Predicate belongs) {
  while (at < text.size() && belongs(text[at])) ++at;
  return at;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The code unit that `\uXXXX` at `at` stands for, or -1.
int escaped_unit(std::string_view text, std::size_t at) {
  std::size_t digits = at + 2;
  while (digits < text.size() && text[digits] == 'u') ++digits;
  if (at + 2 > text.size() || text[at + 1] != 'u' || digits + 4 > text.size()) return -1;
  int value = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const int digit = hex_value(text[digits + i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

void append_utf8(std::string& out, int unit) {
  const auto byte = [&](int value) { out += static_cast<char>(value); };
  if (unit < 0x80) return byte(unit);
  if (unit < 0x800) {
    byte(0xC0 | (unit >> 6));
  } else {
    byte(0xE0 | (unit >> 12));
    byte(0x80 | ((unit >> 6) & 0x3F));
  }
  byte(0x80 | (unit & 0x3F));
}

}  // namespace

Lexeme lexeme(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_blank(c)) return {Token::blank, run_end(text, at, is_blank), true};
  if (in_word(c)) return {Token::word, run_end(text, at, in_word), true};
  if (c == '\'' || c == '"') return closed(Token::string, text, quoted_end(text, at, true));
  if (c == '`') return closed(Token::name, text, quoted_end(text, at, false));
  const std::string_view two = text.substr(at, 2);
  if (two == "//") return {Token::comment, std::min(text.find_first_of("\r\n", at), text.size()), true};
  if (two == "/*") {
    const std::size_t end = text.find("*/", at + 2);
    return closed(Token::comment, text, end == std::string_view::npos ? end : end + 2);
  }
  return {Token::other, at + 1, true};
}

std::vector<Span> statements(std::string_view text, bool* last_is_closed) {
  std::vector<Span> out;
  Span now;
  bool open = false;
  if (last_is_closed) *last_is_closed = true;
  for (std::size_t at = 0; at < text.size();) {
    const Lexeme next = lexeme(text, at);
    const bool ends = next.token == Token::other && text[at] == ';';
    if (ends && open) out.push_back(now);
    if (ends) open = false;
    if (!ends && next.token != Token::blank && next.token != Token::comment) {
      if (!open) now.begin = static_cast<std::uint32_t>(at);
      now.end = static_cast<std::uint32_t>(next.end);
      open = true;
    }
    at = next.end;
  }
  if (open) out.push_back(now);
  if (open && last_is_closed) *last_is_closed = false;
  return out;
}

bool is_client_command(std::string_view text, std::size_t line_start) {
  return line_start + 1 < text.size() && text[line_start] == ':' && is_letter(text[line_start + 1]);
}

Unescaped undo_unicode_escapes(std::string_view text) {
  Unescaped out;
  if (text.find("\\u") == std::string_view::npos) return out;
  for (std::size_t at = 0; at < text.size();) {
    const int unit = text[at] == '\\' ? escaped_unit(text, at) : -1;
    std::size_t end = at + 1;
    if (unit >= 0) {
      append_utf8(out.text, unit);
      end = text.find_first_not_of('u', at + 1) + 4;
    } else {
      // An escaped backslash does not begin an escape of its own.
      end = text[at] == '\\' && at + 1 < text.size() ? at + 2 : at + 1;
      out.text.append(text.substr(at, end - at));
    }
    while (out.from.size() < out.text.size()) {
      const bool copied = unit < 0;
      const std::size_t back = out.text.size() - out.from.size();
      out.from.push_back(static_cast<std::uint32_t>(copied ? end - back : at));
    }
    at = end;
  }
  return out;
}

std::string escaped_name(std::string_view name) {
  const bool plain = !name.empty() && (is_letter(name.front()) || name.front() == '_') &&
                     std::all_of(name.begin(), name.end(), [](char c) { return (c & 0x80) == 0 && in_word(c); });
  if (plain) return std::string(name);
  std::string out = "`";
  for (const char c : name) {
    if (c == '`') out += '`';
    out += c;
  }
  return out + '`';
}

}  // namespace godwit::cypher
