#include "project/no_migration.h"

#include <godwit/source/utf8.h>
#include <algorithm>
#include <array>

namespace godwit {
namespace {

template <std::size_t count>
bool is_one_of(const std::array<std::string_view, count>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 5> dumps{"structure", "schema", "dump", "db_structure", "schema_dump"};
constexpr std::array<std::string_view, 3> seeds{"seed", "seeds", "sample_data"};
constexpr std::array<std::string_view, 6> test_folders{"test", "tests", "testdata", "__tests__", "spec", "fixtures"};
constexpr std::array<std::string_view, 5> migration_folders{"migrate", "migrations", "migration", "versions", "changelog"};
constexpr std::array<std::string_view, 5> query_kinds{":one", ":many", ":exec", ":copyfrom", ":batch"};

/// Whether a folder beside the file is one of migrations.
bool beside_folder(const FolderView& folder) {
  return std::any_of(folder.folders.begin(), folder.folders.end(),
                     [](const std::string& name) { return is_one_of(migration_folders, lower(name)); });
}

/// Whether migrations stand in the same folder or in one beside the file.
bool beside_migrations(const FolderView& folder) {
  const auto is_numbered = [](const std::string& name) {
    return !leading_digits(name).empty() && text_of_file(name) != nullptr;
  };
  return std::any_of(folder.files.begin(), folder.files.end(), is_numbered) ||
         beside_folder(folder);
}

/// `-- name: ListPens :many`, as sqlc has it.
bool is_query_file(std::string_view head) {
  for (std::size_t at = head.find("-- name:"); at != std::string_view::npos; at = head.find("-- name:", at + 1)) {
    const std::string_view line = head.substr(at, head.find('\n', at) - at);
    const bool says_kind = std::any_of(query_kinds.begin(), query_kinds.end(), [&](std::string_view kind) {
      return line.find(kind) != std::string_view::npos;
    });
    if (says_kind && (at == 0 || head[at - 1] == '\n')) return true;
  }
  return false;
}

bool is_dump(std::string_view head) {
  // `-- MySQL dump 10.13`, whoever made it.
  const std::size_t versioned = head.find(" dump 1");
  return head.find(" database dump") < 200 || head.find(" SQL dump") < 200 || (head.starts_with("-- ") && versioned < 40);
}

}  // namespace

std::string why_no_migration(const FolderView& folder, const std::string& name) {
  if (!leading_digits(name).empty() || text_of_file(name) == nullptr) return {};
  const std::string stem = lower(name.substr(0, name.rfind('.')));
  if (is_one_of(seeds, stem) && beside_migrations(folder)) return "it seeds a database with rows and is run by hand";
  if (is_one_of(test_folders, lower(folder.name())) && beside_migrations(folder)) return "it belongs to tests";
  if (beside_folder(folder) && is_one_of(dumps, stem)) return "it is a dump of the schema that the migrations beside it make";
  const std::string head = folder.head(name);
  if (is_dump(head) && beside_migrations(folder)) return "it is a dump of a database, beside migrations";
  if (is_query_file(head)) return "it holds the queries of an application, named for sqlc";
  return {};
}

}  // namespace godwit
