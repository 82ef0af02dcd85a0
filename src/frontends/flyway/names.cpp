#include "frontends/flyway/names.h"

#include <algorithm>
#include <array>

#include "frontends/text.h"

namespace godwit::flyway {
namespace {


constexpr std::size_t npos = std::string_view::npos;

/// Events that a migration brings about. Others (`afterInfo`, `beforeClean`) belong to other commands.
constexpr std::array<std::string_view, 14> events{
    "beforeMigrate",     "beforeEachMigrate", "beforeEachMigrateStatement", "beforeRepeatables",
    "afterEachMigrate",  "afterVersioned",    "afterEachMigrateStatement",  "afterMigrate",
    "afterMigrateApplied", "beforeConnect",   "afterConnect",               "createSchema",
    "beforeCreateSchema", "beforeVersioned"};

/// `1_2.003` as `1.2.003`; empty if it is no version.
std::string version_of(std::string_view text) {
  std::string version(text);
  std::replace(version.begin(), version.end(), '_', '.');
  const bool digits = version.find_first_not_of("0123456789.") == npos;
  const bool parts = !version.empty() && version.front() != '.' && version.back() != '.' && version.find("..") == npos;
  return digits && parts ? version : std::string();
}

std::string description_of(std::string_view text) {
  std::string description(text);
  std::replace(description.begin(), description.end(), '_', ' ');
  return description;
}

std::string_view take_part(std::string_view& version) {
  const std::string_view part = version.substr(0, version.find('.'));
  version.remove_prefix(std::min(part.size() + 1, version.size()));
  return part;
}

}  // namespace

Naming::Naming(const Settings& settings)
    : versioned_(settings.value("sqlmigrationprefix", "V")),
      undo_(settings.value("undosqlmigrationprefix", "U")),
      repeatable_(settings.value("repeatablesqlmigrationprefix", "R")),
      baseline_(settings.value("baselinemigrationprefix", "B")),
      separator_(settings.value("sqlmigrationseparator", "__")),
      endings_(settings.list("sqlmigrationsuffixes")) {
  if (endings_.empty()) endings_ = {".sql"};
}

std::optional<FileName> Naming::parse(std::string_view file) const {
  FileName result;
  std::string_view stem;
  const std::string small = lower(file);
  for (const std::string& ending : endings_)
    if (small.ends_with(lower(ending)) && stem.empty()) stem = file.substr(0, file.size() - ending.size());
  for (const std::string_view ending : {".java", ".kt"})
    if (stem.empty() && file.ends_with(ending)) {
      stem = file.substr(0, file.size() - ending.size());
      result.code = true;
    }
  if (stem.empty()) return std::nullopt;

  const std::size_t cut = stem.find(separator_);
  const std::string_view head = stem.substr(0, cut);
  result.description = cut == npos ? std::string() : description_of(stem.substr(cut + separator_.size()));
  if (!result.code && std::find(events.begin(), events.end(), head) != events.end()) {
    result.kind = MigrationKind::callback;
    result.description = head;
    return result;
  }
  if (head == repeatable_ && cut != npos) {
    result.kind = MigrationKind::repeatable;
    return result;
  }
  struct Prefix { const std::string& text; MigrationKind kind; Direction direction; };
  for (const Prefix& prefix : {Prefix{versioned_, MigrationKind::versioned, Direction::up},
                               Prefix{undo_, MigrationKind::versioned, Direction::down},
                               Prefix{baseline_, MigrationKind::baseline, Direction::up}}) {
    if (!head.starts_with(prefix.text)) continue;
    result.version = version_of(head.substr(prefix.text.size()));
    result.kind = prefix.kind;
    result.direction = prefix.direction;
    if (!result.version.empty()) return result;
  }
  return std::nullopt;
}

bool sooner(std::string_view a, std::string_view b) {
  while (!a.empty() || !b.empty()) {
    std::string_view left = take_part(a);
    std::string_view right = take_part(b);
    if (left.empty()) left = "0";
    if (right.empty()) right = "0";
    if (number_less(left, right)) return true;
    if (number_less(right, left)) return false;
  }
  return false;
}

}  // namespace godwit::flyway
