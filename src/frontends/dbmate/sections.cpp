#include "frontends/dbmate/sections.h"

#include <algorithm>
#include <optional>

#include "frontends/text.h"

namespace godwit::dbmate {
namespace {

constexpr std::string_view blanks = " \t";

/// What follows `-- migrate:up` or `-- migrate:down` on its line; nothing if it is no such line.
std::optional<std::string_view> after(std::string_view line, std::string_view marker) {
  if (!line.starts_with("--")) return std::nullopt;
  line.remove_prefix(std::min(line.find_first_not_of(blanks, 2), line.size()));
  if (!line.starts_with(marker)) return std::nullopt;
  line.remove_prefix(marker.size());
  if (!line.empty() && blanks.find(line.front()) == std::string_view::npos) return std::nullopt;
  return line;
}

/// The options are words, of which only the exact `transaction:false` says anything.
bool says_no_transaction(std::string_view options) {
  while (!options.empty()) {
    options.remove_prefix(std::min(options.find_first_not_of(blanks), options.size()));
    const std::string_view word = options.substr(0, options.find_first_of(blanks));
    if (word == "transaction:false") return true;
    options.remove_prefix(word.size());
  }
  return false;
}

}  // namespace

std::vector<Section> sections_of(std::string_view text) {
  std::vector<Section> result;
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto begin = static_cast<std::uint32_t>(rest.data() - text.data());
    const std::string_view line = frontends::take_line(rest);
    const auto up = after(line, "migrate:up");
    const auto down = up ? std::nullopt : after(line, "migrate:down");
    if (!up && !down) continue;
    if (!result.empty()) result.back().span.end = begin;
    Section& section = result.emplace_back();
    section.direction = up ? Direction::up : Direction::down;
    section.span = {begin, static_cast<std::uint32_t>(text.size())};
    section.marker = {begin, begin + static_cast<std::uint32_t>(line.size())};
    section.transaction = !says_no_transaction(up ? *up : *down);
  }
  return result;
}

}  // namespace godwit::dbmate
