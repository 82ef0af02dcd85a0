#pragma once

#include <godwit/dialects/dialect.h>
#include <godwit/engine/report.h>
#include <godwit/engine/root.h>
#include <godwit/engine/session.h>

#include "engine/fingerprint.h"
#include "engine/read_cache.h"
#include "engine/rule_runner.h"

namespace godwit {

/// What a run needs to know of a migration beside the migration.
struct MigrationTask {
  const Migration& migration;
  const Dialect* dialect = nullptr;  ///< whose steps are run; null where there are none
  bool asked = false;  ///< findings are wanted; else it is only replayed
  const Config& config;
  const std::vector<RulePage>& rules;
  const EnabledRules& enabled;  ///< those that are on for its path
  const RunOptions& options;
  Server server;  ///< that it is for
  const Root& root;
  ReadCache* readings = nullptr;  ///< null: nothing is kept
};

/// Replays what one migration sends to one database in its world and, where asked, adds to the report what it does and what is wrong with it.
/// A down migration is only read where no rule is about such; its world is not that of the history.
void run_migration(const MigrationTask& task, World& world, Report& report);

}  // namespace godwit
