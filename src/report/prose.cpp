#include "report/prose.h"

#include <algorithm>

#include <godwit/source/utf8.h>

namespace godwit {
namespace {

/// Whether a text is a line as it stands, as most are: there is nothing to break, and no blanks to fold.
bool fits(std::string_view text, std::size_t room) {
  constexpr auto npos = std::string_view::npos;
  return text.size() <= room && text.find('\n') == npos && text.find("  ") == npos && !text.starts_with(' ') &&
         !text.ends_with(' ');
}

bool is_space(char c) { return c == ' ' || c == '\n'; }

/// Cuts the first word off; empty where there is none left.
std::string_view take_word(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  std::size_t end = 0;
  while (end < text.size() && !is_space(text[end])) {
    const std::size_t closing = text[end] == '`' ? text.find('`', end + 1) : std::string_view::npos;
    end = closing == std::string_view::npos ? end + 1 : closing + 1;
  }
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

}  // namespace

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::string_view word = take_word(text); !word.empty(); word = take_word(text)) words.push_back(word);
  return words;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  return std::string(indent, ' ') + continued(text, width, indent, indent);
}

std::string continued(std::string_view text, std::size_t width, std::size_t indent, std::size_t used) {
  if (used < width && fits(text, width - used)) return std::string(text);
  std::string out;
  out.reserve(text.size() + 2 * (indent + 1));
  std::size_t column = used;
  bool begins = true;
  const bool ascii = is_ascii(text);
  for (std::string_view word = take_word(text); !word.empty(); word = take_word(text)) {
    const std::size_t length = ascii ? word.size() : code_point_count(word);
    if (!begins && column + 1 + length > width) {
      out.append("\n").append(indent, ' ');
      column = indent;
      begins = true;
    }
    if (!begins) {
      out += ' ';
      ++column;
    }
    out += word;
    column += length;
    begins = false;
  }
  return out;
}

std::string indented(std::string_view text, std::size_t indent) {
  std::string out;
  out.reserve(text.size() + 4 * (indent + 1));
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out.append(indent, ' ').append(text.substr(0, end));
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits.append(" ").append(count == 1 ? one : many);
}

std::string enumerated(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
    out += parts[i];
  }
  return out;
}

}  // namespace godwit
