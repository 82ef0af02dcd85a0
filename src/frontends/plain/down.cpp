#include "frontends/plain/down.h"

#include <godwit/source/utf8.h>

#include <algorithm>
#include <array>
#include <string>

namespace godwit::plain {
namespace {

constexpr std::array<std::string_view, 4> down_words{"down", "revert", "rollback", "undo"};

bool is_down_word(std::string_view word) {
  return std::find(down_words.begin(), down_words.end(), word) != down_words.end();
}

std::string_view without_separators(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of("._-"), text.size()));
  return text.substr(0, text.find_last_not_of("._-") + 1);
}

/// `2024-01-31` of `2024-01-31-users`.
std::string_view number_of(std::string_view name) {
  return without_separators(name.substr(0, name.find_first_not_of("0123456789._-")));
}

/// What a name says of its file.
struct Way {
  enum Says : std::uint8_t { up, down, perhaps };
  Says says = up;
  std::string of;  ///< the name without the word that says it
};

Way way_of(std::string_view file) {
  const std::string name = lower(file.substr(0, file.rfind('.')));
  const std::string_view stem = name;
  if (is_down_word(stem)) return {Way::down, name};
  const std::size_t last = stem.find_last_of("._-");
  const std::string_view end = last == std::string_view::npos ? std::string_view() : stem.substr(last + 1);
  if (is_down_word(end))
    return {stem[last] == '.' ? Way::down : Way::perhaps, std::string(without_separators(stem.substr(0, last)))};
  if (end == "up" || end == "do") return {Way::up, std::string(without_separators(stem.substr(0, last)))};
  // `003_rollback_users` may take back; `003_add_rollback_reason` and `003_undo_button` do not.
  const std::size_t word = stem.find_first_not_of("0123456789._-");
  if (word == std::string_view::npos) return {Way::up, name};
  const std::size_t behind = std::min(stem.find_first_of("._-", word), stem.size());
  if (stem.substr(word, behind - word) != "rollback") return {Way::up, name};
  const std::string rest = name.substr(0, word) + std::string(without_separators(stem.substr(behind)));
  return {Way::perhaps, std::string(without_separators(rest))};
}

// What follows `--` on the line, in lower case, in tools that godwit has no frontend for yet.
constexpr std::array<std::string_view, 7> section_markers{
    "migrate:down",               // dbmate
    "+migrate down",              // sql-migrate
    "+goose down",                // a goose file in a folder that is not goose's
    "down migration",             // node-pg-migrate
    "create above / drop below",  // tern
    "//@undo",                    // MyBatis migrations
    "!downs",                     // Play evolutions
};

bool is_section_marker(std::string_view line) {
  const std::size_t text = line.find_first_not_of(" \t");
  if (text == std::string_view::npos) return false;
  line.remove_prefix(text);
  if (line.starts_with("# ")) line.remove_prefix(2);  // older Play: # --- !Downs
  if (!line.starts_with("--")) return false;
  line.remove_prefix(std::min(line.find_first_not_of("- \t"), line.size()));
  const std::string words = lower(line.substr(0, 40));
  return std::any_of(section_markers.begin(), section_markers.end(),
                     [&](std::string_view marker) { return words.starts_with(marker); });
}

}  // namespace

bool goes_down(std::string_view file, const std::vector<std::string>& beside) {
  const std::size_t folder = file.rfind('/') + 1;
  const Way way = way_of(file.substr(folder));
  if (way.says != Way::perhaps) return way.says == Way::down;
  return std::any_of(beside.begin(), beside.end(), [&](std::string_view other) {
    if (other.substr(0, other.rfind('/') + 1) != file.substr(0, folder)) return false;
    const Way there = way_of(other.substr(folder));
    if (there.says != Way::up) return false;
    return there.of == way.of || (!number_of(way.of).empty() && number_of(there.of) == number_of(way.of));
  });
}

bool folder_names_down(std::string_view folder) { return is_down_word(lower(folder)); }

std::uint32_t down_section(std::string_view text) {
  for (std::size_t at = text.find("--"); at < text.size(); at = text.find("--", at)) {
    const std::size_t line = text.rfind('\n', at) + 1;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (is_section_marker(text.substr(line, end - line))) return static_cast<std::uint32_t>(line);
    at = end;
  }
  return static_cast<std::uint32_t>(text.size());
}

}  // namespace godwit::plain
