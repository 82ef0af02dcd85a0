#include <godwit/project/sql_text.h>

#include <algorithm>

namespace godwit {
namespace {

constexpr std::size_t npos = std::string_view::npos;

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80) != 0;
}

std::size_t quoted_end(std::string_view text, std::size_t at, char quote, bool escapes) {
  for (++at; at < text.size(); ++at) {
    if (escapes && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (at + 1 == text.size() || text[at + 1] != quote) return at + 1;
      ++at;
    }
  }
  return npos;
}

std::size_t block_comment_end(std::string_view text, std::size_t at) {
  int depth = 0;
  for (; at + 1 < text.size(); ++at) {
    const std::string_view two = text.substr(at, 2);
    if (two == "/*") {
      ++depth;
      ++at;
    } else if (two == "*/") {
      ++at;
      if (--depth == 0) return at + 1;
    }
  }
  return npos;
}

std::size_t dollar_end(std::string_view text, std::size_t at) {
  std::size_t tag = at + 1;
  if (tag < text.size() && text[tag] >= '0' && text[tag] <= '9') return at + 1;
  while (tag < text.size() && in_word(text[tag])) ++tag;
  if (tag >= text.size() || text[tag] != '$') return at + 1;
  const std::string_view mark = text.substr(at, tag + 1 - at);
  const std::size_t close = text.find(mark, tag + 1);
  return close == npos ? npos : close + mark.size();
}

std::size_t word_end(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size() && (in_word(text[at]) || text[at] == '$')) ++at;
  const bool escape_mark = at - begin == 1 && (text[begin] == 'e' || text[begin] == 'E');
  return escape_mark && at < text.size() && text[at] == '\'' ? quoted_end(text, at, '\'', true) : at;
}

}  // namespace

std::size_t sql_token_end(std::string_view text, std::size_t at) {
  if (in_word(text[at])) return word_end(text, at);
  const std::string_view two = text.substr(at, 2);
  if (two == "--") return std::min(text.find('\n', at), text.size());
  if (two == "/*") return block_comment_end(text, at);
  switch (text[at]) {
    case '\'':
    case '"':
      return quoted_end(text, at, text[at], false);
    case '$':
      return dollar_end(text, at);
    default:
      return at + 1;
  }
}

bool has_statement(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n\f\v;";
  for (std::size_t at = text.find_first_not_of(blank); at != npos; at = text.find_first_not_of(blank, at)) {
    const std::string_view two = text.substr(at, 2);
    if (two != "--" && two != "/*") return true;
    at = sql_token_end(text, at);
    if (at == npos) return false;
  }
  return false;
}

}  // namespace godwit
