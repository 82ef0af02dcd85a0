#include "frontends/plain/down.h"

#include <algorithm>
#include <array>
#include <string>

namespace godwit::plain {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  }
  return result;
}

constexpr std::array<std::string_view, 4> down_words{"down", "revert", "rollback", "undo"};

bool is_down_word(std::string_view word) {
  return std::find(down_words.begin(), down_words.end(), word) != down_words.end();
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

bool names_down(std::string_view file) {
  const std::string name = lower(file.substr(0, file.rfind('.')));
  const std::string_view stem = name;
  const std::size_t last = stem.find_last_of("._-");
  if (is_down_word(last == std::string_view::npos ? stem : stem.substr(last + 1))) return true;
  // `003_rollback_users` takes back; `003_add_rollback_reason` and `003_undo_button` do not.
  const std::size_t word = stem.find_first_not_of("0123456789._-");
  if (word == std::string_view::npos) return false;
  return stem.substr(word, stem.find_first_of("._-", word) - word) == "rollback";
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
