#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <godwit/findings/finding.h>
#include <godwit/findings/problem.h>
#include <godwit/project/frontend.h>
#include <godwit/project/migration.h>
#include <godwit/world/result.h>

namespace godwit {

/// A statement with what it does: `godwit effects` prints it.
struct ReportedStatement {
  FilePlace place;
  bool understood = true;
  Known in_transaction = Known::unknown;
  StatementResult result;
};

struct ReportedMigration {
  std::string path;
  std::string framework;
  std::string dialect;      ///< empty where nothing could be read
  std::string version;
  Direction direction = Direction::up;
  TransactionMode transaction = TransactionMode::unknown;
  Risk risk = Risk::safe;
  std::uint32_t statements = 0;
  std::uint32_t not_understood = 0;
  std::vector<ReportedStatement> effects;   ///< filled only when asked for
  BufferPtr file;
};

struct Summary {
  std::uint32_t files = 0;
  std::uint32_t migrations = 0;
  std::uint32_t statements = 0;
  std::uint32_t not_understood = 0;    ///< statements, in whole or in part
  std::uint32_t errors = 0;            ///< findings, without the suppressed ones
  std::uint32_t warnings = 0;
  std::uint32_t notes = 0;
  std::uint32_t suppressed = 0;
  Risk risk = Risk::safe;
  std::uint32_t excluded = 0;          ///< migrations and folders that the configuration excludes
};

/// What a file is called wherever godwit runs: see Root.
struct RootedPath {
  std::string root;   ///< a folder, absolute; empty: the file is nowhere
  std::string path;   ///< from there; what is not below it keeps its name
};

/// An id that a rule had once, in a comment that allows it: it is heeded, and the way to its id of today is shown.
struct FormerId { std::string path; std::string written; };

/// Everything a run found. Sorted by migration, then place, then rule: two runs over the same files are the same.
struct Report {
  Summary summary;
  std::vector<ReportedMigration> migrations;  ///< those asked for
  std::vector<Finding> findings;              ///< suppressed ones too, marked
  std::vector<Problem> failures;              ///< what kept the run from its work, or from a part of it
  std::map<std::string, RootedPath, std::less<>> rooted;  ///< files with findings and unread ones, as printed
  std::vector<FormerId> former_ids;
  std::vector<Ignored> ignored;               ///< files that are no migrations, or need not be read
};

/// Adds what kept a run from its work before there was a history.
void add_failure(Problem problem, Report& report);
/// Puts one report behind another.
void append(Report& to, Report&& from);

}  // namespace godwit
