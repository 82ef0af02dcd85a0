#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <godwit/engine/session.h>
#include <godwit/world/world.h>

#include "engine/read_cache.h"

namespace godwit {

/// The worlds of a history by dialect: it may have migrations for several databases.
using Worlds = std::map<std::string, World, std::less<>>;

/// What was made of a migration, and the worlds before it.
struct KeptMigration {
  Migration migration;
  bool asked = false;
  Worlds before;
  Report report;
};

/// What was made of a history, so that only what comes behind a change has to be done again.
struct KeptHistory {
  std::vector<KeptMigration> migrations;
  ReadCache readings;
};

struct HistoryTask {
  const History& history;
  const Config& config;
  const std::vector<RulePage>& rules;
  const RunOptions& options;
  const std::function<void()>& one_more;  ///< after each migration
};

/// Up to which of its migrations a history has to be run: nothing that comes behind the last one asked for changes what
/// is reported.
[[nodiscard]] std::size_t migrations_to_run(const History& history);

/// Replays a history and reports what was asked for. With `kept`, migrations that are as they were, behind others that
/// are as they were, are not done again; without it nothing is kept.
[[nodiscard]] Report run_history(const HistoryTask& task, KeptHistory* kept);

}  // namespace godwit
