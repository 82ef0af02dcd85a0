#include "frontends/parts.h"

#include <godwit/text/dialect_text.h>

#include "frontends/text.h"

namespace godwit::frontends {
namespace {

std::uint32_t place_in(std::string_view text, std::string_view rest) {
  return static_cast<std::uint32_t>(text.size() - rest.size());
}

/// Where the part begins that the line at `begin` marks: a mark that is no comment of SQL is not part of it.
std::uint32_t start_of(std::string_view line, std::uint32_t begin, std::uint32_t behind) {
  return trim(line).starts_with("--") ? begin : behind;
}

}  // namespace

std::vector<Part> parts_of(std::string_view text, MarkReader mark, bool runs_unmarked) {
  std::vector<Part> result;
  std::string_view rest = text;
  while (mark != nullptr && !rest.empty()) {
    const std::uint32_t begin = place_in(text, rest);
    const std::string_view line = take_line(rest);
    const std::optional<Mark> found = mark(line);
    if (!found) continue;
    if (!result.empty()) result.back().stretch.end = begin;
    if (runs_unmarked && result.empty() && begin != 0 && found->direction == Direction::down)
      result.push_back({Direction::up, true, true, {0, begin}});
    result.push_back({found->direction, found->transaction, found->runs, {start_of(line, begin, place_in(text, rest)), 0}});
  }
  if (result.empty() && !runs_unmarked) return result;
  const auto end = static_cast<std::uint32_t>(text.size());
  if (result.empty()) result.push_back({});
  result.back().stretch.end = end;
  // Comments above the first mark belong to what it begins.
  Span& first = result.front().stretch;
  if (first.begin != 0 && !has_statement(default_sql(), text.substr(0, first.begin))) first.begin = 0;
  std::erase_if(result, [](const Part& part) { return !part.runs; });
  return result;
}

bool has_mark(std::string_view text, MarkReader mark) {
  while (!text.empty())
    if (mark(take_line(text))) return true;
  return false;
}

std::string configuration_around(const FolderView& folder, std::string_view name) {
  int levels = 0;
  for (const std::string& above : folder.upward()) {
    std::string file = path_in(above, name);
    const bool near = levels++ < 2;
    if (!folder.holds(file)) continue;
    if (near) return file;
    const ReadResult config = folder.read(file);
    if (config.buffer && config.buffer->text.find(folder.name()) != std::string::npos) return file;
  }
  return {};
}

}  // namespace godwit::frontends
