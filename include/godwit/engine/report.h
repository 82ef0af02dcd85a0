#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <godwit/findings/finding.h>
#include <godwit/project/migration.h>
#include <godwit/world/effect.h>

namespace godwit {

/// What a statement does to a relation, by name: `godwit effects` prints it.
struct ReportedEffect {
  std::string relation;    ///< `public.users`, as it was called before the migration
  ObjectKind kind = ObjectKind::table;
  LockMode lock = LockMode::none;
  bool rewrite = false;
  bool scan = false;
  bool index_build = false;
  bool readers_blocked_by_index = false;
  Known in_use = Known::unknown;
  bool made_here = false;  ///< by the same migration: nobody else knows it yet
  std::string evidence;
};

struct ReportedHazard {
  Hazard hazard = Hazard::refused;
  Known certain = Known::unknown;
  std::string what;
  std::string why;
  Refusal refusal = Refusal::unsaid;
};

/// How a graph's query finds what it works on, and what its transaction holds in memory.
struct ReportedPlan { PlanEffect::Kind kind = PlanEffect::Kind::label_scan; std::string what; std::string evidence; };
struct ReportedMemory { std::string what; bool grows = false; std::string evidence; };

struct ReportedStatement {
  FilePlace place;
  bool understood = true;
  Known in_transaction = Known::unknown;
  std::vector<ReportedEffect> effects;
  std::vector<ReportedHazard> hazards;
  std::vector<ReportedPlan> plan = {};
  std::vector<ReportedMemory> memory = {};
  StatementKind kind = StatementKind::unknown;   ///< of a graph's statement
};

struct ReportedMigration {
  std::string path;
  std::string framework;
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
};

/// A path that could not be read at all.
struct Failure { std::string path; std::string message; };

/// What a file is called wherever godwit runs: see Root.
struct RootedPath {
  std::string root;   ///< a folder, absolute; empty: the file is nowhere
  std::string path;   ///< from there; what is not below it keeps its name
};

/// Everything a run found. Sorted by migration, then place, then rule: two runs over the same files are the same.
struct Report {
  Summary summary;
  std::vector<ReportedMigration> migrations;  ///< those asked for
  std::vector<Finding> findings;              ///< suppressed ones too, marked
  std::vector<Failure> failures;
  std::map<std::string, RootedPath, std::less<>> rooted;  ///< files with findings and unread ones, as printed
};

/// Puts one report behind another.
void append(Report& to, Report&& from);

}  // namespace godwit
