#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <godwit/project/frontend.h>
#include <godwit/project/migration.h>
#include <godwit/source/base_folder.h>
#include <godwit/source/files.h>

namespace godwit {

/// A folder of migrations, or a project's several, with the whole history, and which of its migrations were asked for.
struct History {
  std::string folder;                 ///< as reports print it
  const Frontend* frontend = nullptr; ///< null for standard input
  std::vector<Migration> migrations = {};  ///< in order
  std::vector<bool> asked = {};       ///< one a migration: whether the user asked for findings in it
  /// Why it is taken for that frontend's, and its SQL for a certain database's: sentences without a full stop.
  std::vector<std::string> evidence = {};
  std::vector<Ignored> ignored = {};   ///< what its framework has beside it and does not run as a migration
  /// Frontends that might take it as well, and why: sentences without a full stop.
  std::vector<std::string> ambiguous = {};
};

/// Migrations in a folder that no frontend can read.
struct UnreadMigrations {
  std::string framework;                ///< its id: `rails`
  std::string name;                     ///< as its people write it: `Rails`
  std::string folder;                   ///< as reports print it
  std::vector<std::string> files = {};  ///< as reports print them
};

struct Discovery {
  std::vector<History> histories;
  std::vector<UnreadMigrations> unread = {};
  std::vector<Ignored> ignored = {};    ///< scripts of no history that are no migrations, or need not be read
  std::size_t excluded = 0;             ///< migrations and folders that the options exclude
  std::vector<Problem> errors;          ///< paths that do not exist or cannot be read
};

/// What the text of some files is.
struct DialectChoice {
  std::string pattern;                  ///< a glob as in `DiscoveryOptions::excluded`; empty: every file
  std::string dialect;
};

/// Files that need not be read, since somebody looks after them.
struct AcceptedUnread {
  std::string pattern;                  ///< a glob as in `DiscoveryOptions::excluded`
  std::string reason;
};

struct DiscoveryOptions {
  /// Globs over paths as `base` tells them. Nothing is asked for in a file that one matches, though it is
  /// replayed as part of its history; a folder is not entered.
  std::vector<std::string> excluded;
  std::string framework;                ///< id of a frontend to use whatever the folders look like; empty: find out
  BaseFolder base;                      ///< `Config::base`
  /// What text is where neither its frontend nor its name tells; the last that matches counts, and more than what the
  /// names of folders hint at.
  std::vector<DialectChoice> dialects = {};
  std::vector<AcceptedUnread> accepted = {};
  bool allow_empty = false;             ///< it is no error where nothing is found
};

/// Why a file, or all in a folder, need not be read; empty if nobody said so.
[[nodiscard]] std::string_view accepted_unread(const DiscoveryOptions& options, std::string_view shown);

/// Finds the histories that `paths` (files or folders) belong to: a folder is searched downward, a file's history is
/// looked for around it. Folders named `.git`, `node_modules`, `target`, `vendor` and hidden ones are not entered
/// unless named; a symbolic link to a folder is entered once. What is in an editor or a commit is found as on disk, by
/// the `files` that are handed in.
[[nodiscard]] Discovery discover(const std::vector<std::filesystem::path>& paths, const Frontends& frontends,
                                 const Files& files, const DiscoveryOptions& options);

/// Finds the history of a text in memory (standard input, an editor's buffer), which takes the place of the file of
/// that path. Without a path it is a history of its own.
[[nodiscard]] Discovery discover_text(std::string text, const std::filesystem::path& path, const Frontends& frontends,
                                      const Files& files, const DiscoveryOptions& options);

}  // namespace godwit
