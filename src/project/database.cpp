#include "project/database.h"

#include <godwit/source/utf8.h>
#include <godwit/text/databases.h>
#include <algorithm>
#include <array>
#include <set>

namespace godwit {
namespace {

constexpr std::uint64_t largest = 256 * 1024;

/// A file that says which database a project has.
struct Teller {
  std::string_view name;
  enum class Kind : std::uint8_t { settings, dependencies } kind;
  std::string_view comment;  ///< what begins a comment to the end of the line
};
using enum Teller::Kind;

// Settings of a runner or an application count before what it merely could speak to.
constexpr std::array<Teller, 30> tellers{{
    {"drizzle.config.ts", settings, "//"},
    {"drizzle.config.js", settings, "//"},
    {"prisma/schema.prisma", settings, "//"},
    {"schema.prisma", settings, "//"},
    {"knexfile.js", settings, "//"},
    {"knexfile.ts", settings, "//"},
    {"flyway.toml", settings, "#"},
    {"flyway.conf", settings, "#"},
    {"conf/flyway.conf", settings, "#"},
    {"liquibase.properties", settings, "#"},
    {"dbconfig.yml", settings, "#"},
    {"alembic.ini", settings, "#"},
    {"config/database.yml", settings, "#"},
    {"database.yml", settings, "#"},
    {"sqlc.yaml", settings, "#"},
    {"sqlc.yml", settings, "#"},
    {"application.properties", settings, "#"},
    {"application.yml", settings, "#"},
    {"src/main/resources/application.properties", settings, "#"},
    {"src/main/resources/application.yml", settings, "#"},
    {".env", settings, "#"},
    {".env.example", settings, "#"},
    {"package.json", dependencies, "//"},
    {"Cargo.toml", dependencies, "#"},
    {"go.mod", dependencies, "//"},
    {"requirements.txt", dependencies, "#"},
    {"pyproject.toml", dependencies, "#"},
    {"Gemfile", dependencies, "#"},
    {"pom.xml", dependencies, "<!--"},
    {"build.gradle", dependencies, "//"},
}};

constexpr std::array<std::string_view, 10> keys{"adapter", "client", "connection", "db_connection", "db_driver",
                                                "dialect", "driver", "engine",     "provider",      "dbms"};

/// Of a setting that names a database, or is a URL to one.
bool is_key(std::string_view word) {
  const std::string small = lower(word.substr(word.rfind('.') + 1));
  return std::find(keys.begin(), keys.end(), small) != keys.end() || small.ends_with("url");
}

constexpr std::string_view of_names =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+./@";

using Databases = std::set<std::string_view>;

void note(std::string_view name, Databases& to) {
  if (const std::string_view database = database_called(name); !database.empty()) to.insert(database);
}

/// `adapter: name`, `provider = "name"`, `name://`, `jdbc:name:`.
void read_setting(std::string_view line, Databases& to) {
  std::string_view key;
  for (std::size_t at = line.find_first_of(of_names); at < line.size(); at = line.find_first_of(of_names, at)) {
    const std::size_t end = std::min(line.find_first_not_of(of_names, at), line.size());
    const std::string_view word = line.substr(at, end - at);
    const std::string_view rest = line.substr(end);
    if (is_key(key) || rest.starts_with("://") || (key == "jdbc" && rest.starts_with(':'))) note(word, to);
    key = word;
    at = end;
  }
}

/// `"name": "^3.0.0"`, `github.com/owner/name v1.10.9`, `name==2.9`, `features = ["name"]`.
void read_dependency(std::string_view line, Databases& to) {
  for (std::size_t at = line.find_first_of(of_names); at < line.size(); at = line.find_first_of(of_names, at)) {
    const std::size_t end = std::min(line.find_first_not_of(of_names, at), line.size());
    std::string_view word = line.substr(at, end - at);
    if (word.starts_with("github.com/")) word.remove_prefix(11);
    // `owner/name/v5`: its fifth version.
    if (const std::size_t slash = word.rfind("/v"); slash != std::string_view::npos) word = word.substr(0, slash);
    note(word, to);
    at = end;
    if (line.substr(line.find_first_not_of(" \t")).starts_with('"')) return;  // JSON: what stands behind it is its version
  }
}

Databases named_in(const Teller& teller, std::string_view text) {
  Databases out;
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string_view::npos || line.substr(begin).starts_with(teller.comment)) continue;
    if (teller.kind == settings)
      read_setting(line, out);
    else
      read_dependency(line, out);
  }
  return out;
}

}  // namespace

SaidDatabase database_of_project(const FolderView& folder) {
  for (const std::string& above : folder.upward()) {
    for (const Teller& teller : tellers) {
      const std::string path = path_in(above, teller.name);
      if (folder.access->status(path).kind != FileKind::file) continue;
      const ReadResult read = folder.access->read(path, {}, largest);
      if (!read.buffer) continue;
      const Databases named = named_in(teller, read.buffer->text);
      if (named.size() != 1) continue;
      const std::string database(*named.begin());
      return {database, '`' + folder.shown(path) + "` says that its database is `" + database + '`'};
    }
  }
  return {};
}

}  // namespace godwit
