#include "frontends/text.h"

#include <algorithm>

#include <godwit/text/dialect_text.h>

namespace godwit::frontends {
namespace {

constexpr std::string_view blank = " \t\r\n\f\v";

/// In lower case, without `-` and `_`.
std::string squeezed(std::string_view text) {
  std::string result = lower(text);
  result.erase(std::remove_if(result.begin(), result.end(), [](char c) { return c == '-' || c == '_'; }), result.end());
  return result;
}

}  // namespace

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) + 1 - begin);
}

std::string escaped_name(std::string_view name) { return language_of("cypher").quoted(name); }

std::string cypher_literal(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') result += '\\';
    result += c;
  }
  return result + '\'';
}

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find_first_of("\r\n"), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(rest.substr(end, 2) == "\r\n" ? end + 2 : end + 1, rest.size()));
  return line;
}

bool sets(std::string_view text, std::string_view key, std::string_view value) {
  const std::string wanted_key = squeezed(key);
  const std::string wanted_value = squeezed(value);
  while (!text.empty()) {
    const std::string_view line = trim(take_line(text));
    if (line.starts_with('#') || line.starts_with("//") || line.starts_with("<!--")) continue;
    const std::string words = squeezed(line);
    const std::size_t at = words.find(wanted_key);
    if (at != std::string::npos && words.find(wanted_value, at + wanted_key.size()) != std::string::npos) return true;
  }
  return false;
}

}  // namespace godwit::frontends
