#include "frontends/neo4j-migrations/preconditions.h"

#include <godwit/world/server.h>
#include <algorithm>
#include <string>

#include "frontends/text.h"

namespace godwit::neo4j_migrations {
namespace {

using frontends::trim;

/// Takes `word` off the front, and the blanks behind it.
bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text = trim(text.substr(word.size()));
  return true;
}

std::optional<int> version_of(std::string_view text) {
  const std::string whole(text);
  return parse_dotted_version(whole.find('.') == std::string::npos ? whole + ".0" : whole);
}

/// The newest version before another: 4.4 came before 5.0, and 5.26 before 2025.01.
int before(int version) {
  constexpr int last_of_4 = 404;
  if (version > 202501) return version % 100 > 1 ? version - 1 : version - 100 + 11;
  if (version > 600) return 526;
  return version > 500 ? version - 1 : last_of_4;
}

void say(Migration& migration, const Server& more) { migration.server = overlaid(migration.server, more); }

bool read_versions(Migration& migration, std::string_view words) {
  const bool older = take(words, "lt ");
  const bool newer = !older && take(words, "ge ");
  std::string list(words);
  for (std::size_t at = list.find("or"); at != std::string::npos; at = list.find("or")) list.replace(at, 2, ",");
  std::optional<int> newest;
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(',', at), list.size());
    const std::optional<int> version = version_of(trim(std::string_view(list).substr(at, end - at)));
    if (!version) return false;
    newest = std::max(newest.value_or(0), *version);
    at = end + 1;
  }
  if (older) say(migration, {"neo4j", before(*newest), {}});
  if (!older && (!newer || *newest >= 202500)) say(migration, {"neo4j", *newest, {}});
  return true;
}

bool read_edition(Migration& migration, std::string_view word) {
  if (word != "enterprise" && word != "community") return false;
  say(migration, Server{"neo4j", 0, {}}.with("edition", word == "enterprise" ? "enterprise" : "community"));
  return true;
}

}  // namespace

void read_precondition(Migration& migration, const BufferPtr& file, std::string_view comment, Span place) {
  const std::string text = lower(comment);
  std::string_view words = trim(std::string_view(text).substr(2));
  if (!take(words, "assume ") && !take(words, "assert ")) return;
  // Only a query may be asked of a certain database: `in target that version is 5.1` is none.
  const bool of_database = take(words, "in schema ") || take(words, "in target ");
  if (words.starts_with("q'") || !take(words, "that ")) return;
  bool understood = false;
  if (!of_database && take(words, "edition is")) understood = read_edition(migration, words);
  if (!of_database && take(words, "version is")) understood = read_versions(migration, words);
  if (understood) return;
  migration.problems.push_back({file, place,
                                "neo4j-migrations stops at this: it looks like a precondition, and is none",
                                "write `that edition is enterprise`, `that version is 4.4, 5.26` or `q' <a query>`"});
}

void read_preconditions(Migration& migration, const BufferPtr& file, const std::vector<Span>& pieces) {
  const std::string_view text = file->text;
  for (const Span piece : pieces) {
    std::string_view rest = text.substr(piece.begin, piece.end - piece.begin);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    while (!rest.empty()) {
      const std::string_view line = trim(frontends::take_line(rest));
      if (!line.starts_with("//")) break;
      const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
      read_precondition(migration, file, line, {begin, begin + static_cast<std::uint32_t>(line.size())});
    }
  }
}

}  // namespace godwit::neo4j_migrations
