#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <godwit/engine/config.h>
#include <godwit/engine/report.h>
#include <godwit/project/discovery.h>
#include <godwit/rules/page.h>

namespace godwit {

struct RunOptions {
  bool run_rules = true;
  bool keep_effects = false;     ///< fill ReportedMigration::effects
  /// Called after each migration, by any thread, yet never by two at once.
  std::function<void(std::size_t done, std::size_t all)> progress;
};

/// Reads, replays and checks: the one way from histories to a report, for the command line, editors and tests alike.
class Session {
 public:
  explicit Session(Config config, const std::vector<RulePage>& rules = all_rules());

  /// Histories are run side by side, since none knows another; what they give is in their order.
  [[nodiscard]] Report run(const Discovery& discovery, const RunOptions& options = {}) const;

 private:
  Config config_;
  const std::vector<RulePage>& rules_;
};

}  // namespace godwit
