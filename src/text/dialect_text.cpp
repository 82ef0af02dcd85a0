#include <godwit/source/utf8.h>
#include <godwit/text/dialect_text.h>

#include <algorithm>
#include <array>

namespace godwit {
namespace {

// `migration_sqlite`, `mysql-migrations`: what may stand beside a database's name without meaning anything else.
constexpr std::array<std::string_view, 8> beside{"migration", "migrations", "db",      "sql",
                                                 "schema",    "schemas",    "scripts", "changelog"};

/// The one part of a folder's name that says more than that migrations are in it; all of it if there are several.
std::string telling_part(std::string_view folder) {
  const std::string name = lower(folder);
  std::string found;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find_first_of("_-.", at), name.size());
    const std::string part = name.substr(at, end - at);
    at = end + 1;
    if (std::find(beside.begin(), beside.end(), part) != beside.end()) continue;
    if (!found.empty()) return name;
    found = part;
  }
  return found;
}

std::string_view database_of_name(std::string_view name) {
  for (const DialectText* text : all_texts())
    if (std::find(text->folders().begin(), text->folders().end(), name) != text->folders().end()) return text->id();
  for (const NamedFolder& each : folders_of_unread_databases())
    if (each.folder == name) return each.database;
  // `mysql5`: with the version that it is for.
  const std::size_t end = name.find_last_not_of("0123456789") + 1;
  return end > 2 && end < name.size() ? database_of_name(name.substr(0, end)) : std::string_view();
}

}  // namespace

std::string DialectText::quoted(const Name& name) const {
  return name.schema.empty() ? quoted(name.name) : quoted(name.schema) + "." + quoted(name.name);
}

bool DialectText::shares_ending(std::string_view) const { return false; }

std::string_view DialectText::other_owner(std::string_view) const { return {}; }

const DialectText* find_text(std::string_view dialect) {
  for (const DialectText* text : all_texts())
    if (text->id() == dialect) return text;
  return nullptr;
}

const DialectText& language_of(std::string_view dialect) {
  const DialectText* found = find_text(dialect);
  return found ? *found : default_sql();
}

bool has_ending(const DialectText& text, std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return false;
  const std::string ending = lower(file_name.substr(dot));
  return std::find(text.endings().begin(), text.endings().end(), ending) != text.endings().end();
}

const DialectText* text_of_file(std::string_view file_name) {
  if (has_ending(default_sql(), file_name)) return &default_sql();
  for (const DialectText* text : all_texts())
    if (has_ending(*text, file_name)) return text;
  return nullptr;
}

bool has_statement(const DialectText& text, std::string_view script) {
  for (std::size_t at = 0; at < script.size();) {
    const Token next = text.token(script, at);
    if (next.is_code() && script[at] != ';') return true;
    at = next.end;
  }
  return false;
}

std::string_view database_of_folder(std::string_view path) {
  // Not further up: somewhere above, a user or a checkout may well be called `oracle`.
  for (int parts = 0; parts < 3 && !path.empty(); ++parts) {
    const std::size_t slash = path.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
    if (const std::string_view found = database_of_name(telling_part(name)); !found.empty()) return found;
    path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  }
  return {};
}

}  // namespace godwit
