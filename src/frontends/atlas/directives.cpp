#include "frontends/atlas/directives.h"

#include <algorithm>
#include <vector>

#include "frontends/text.h"

namespace godwit::atlas {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// The lines of the block, without their ends; none where nothing blank follows it.
std::vector<std::string_view> header_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.empty() && !lines.empty()) return lines;
    if (!line.starts_with("--")) return {};
    lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

/// `\n` as a line end.
std::string unescaped(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escape = text[at] == '\\' && at + 1 < text.size();
    if (!escape) {
      result += text[at];
      continue;
    }
    ++at;
    result += text[at] == 'n' ? '\n' : (text[at] == 't' ? '\t' : (text[at] == 'r' ? '\r' : text[at]));
  }
  return result;
}

}  // namespace

Directives directives_of(std::string_view text) {
  Directives result;
  for (const std::string_view line : header_lines(text)) {
    constexpr std::string_view mark = "atlas:";
    const std::size_t from = line.find_first_not_of(" \t", 2);
    if (from == npos || !line.substr(from).starts_with(mark)) continue;
    const std::string_view words = line.substr(from + mark.size());
    const std::size_t end = std::min(words.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), words.size());
    const std::string_view name = words.substr(0, end);
    const std::string_view rest = words.substr(end);
    const std::string_view value = rest.starts_with(' ') ? rest.substr(std::min(rest.find_first_not_of(' '), rest.size())) : "";
    const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
    if (name == "txmode") {
      result.txmode = value;
      result.txmode_line = {begin, begin + static_cast<std::uint32_t>(line.size())};
    }
    if (name == "checkpoint") result.checkpoint = true;
    if (name == "delimiter") result.delimiter = unescaped(value);
  }
  return result;
}

}  // namespace godwit::atlas
