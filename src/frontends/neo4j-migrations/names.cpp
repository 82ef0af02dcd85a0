#include "frontends/neo4j-migrations/names.h"

#include <godwit/project/frontend.h>
#include <algorithm>
#include <array>

#include "frontends/text.h"

namespace godwit::neo4j_migrations {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_words(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' || c == ' ';
  });
}

/// Where the numbers end that `separator` is between: 3 in `1_2__words`.
std::size_t version_end(std::string_view text, char separator) {
  std::size_t at = leading_digits(text).size();
  while (at + 1 < text.size() && text[at] == separator && is_digit(text[at + 1])) {
    at += 1 + leading_digits(text.substr(at + 1)).size();
  }
  return at;
}

// The order in which `migrate` calls them; those of other commands come last.
constexpr std::array<std::string_view, 9> phases{"beforeFirstUse", "beforeMigrate", "afterMigrate",
                                                 "beforeValidate", "afterValidate", "beforeInfo",
                                                 "afterInfo",      "beforeClean",   "afterClean"};

}  // namespace

std::optional<MigrationName> parse_name(std::string_view file) {
  if (!file.starts_with('V') && !file.starts_with('R')) return std::nullopt;
  MigrationName name;
  name.repeatable = file.starts_with('R');
  file.remove_prefix(1);
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  name.xml = file.substr(dot) == ".xml";
  if (!name.xml && file.substr(dot) != ".cypher") return std::nullopt;
  for (const char separator : {'_', '.'}) {
    const std::size_t end = version_end(file, separator);
    if (end == 0 || end + 2 > dot || file.substr(end, 2) != "__" || !is_words(file.substr(end + 2, dot - end - 2)))
      continue;
    name.version = file.substr(0, end);
    std::replace(name.version.begin(), name.version.end(), '_', '.');
    return name;
  }
  return std::nullopt;
}

bool is_passed_over(std::string_view file) {
  const std::string name = lower(file);
  const bool meant = (name.starts_with('v') || name.starts_with('r')) && name.size() > 1 && is_digit(name[1]);
  return meant && name.ends_with(".cypher") && !parse_name(file);
}

std::optional<Callback> parse_callback(std::string_view file) {
  if (!file.ends_with(".cypher")) return std::nullopt;
  const std::string_view stem = file.substr(0, file.size() - 7);
  const std::string_view phase = stem.substr(0, stem.find("__"));
  const auto* found = std::find(phases.begin(), phases.end(), phase);
  if (found == phases.end()) return std::nullopt;
  const std::string_view words = phase.size() == stem.size() ? std::string_view() : stem.substr(phase.size() + 2);
  if (phase.size() != stem.size() && !is_words(words)) return std::nullopt;
  return Callback{static_cast<int>(found - phases.begin()), phase, words};
}

}  // namespace godwit::neo4j_migrations
