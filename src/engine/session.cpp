#include <godwit/engine/session.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "engine/migration_run.h"

namespace godwit {
namespace {

/// What the file itself says of the server it is for stands above the configuration.
Target target_of(const Config& config, const Migration& migration) {
  Target target = config.target_for(migration.path);
  target.neo4j.version = migration.neo4j_version.value_or(target.neo4j.version);
  target.neo4j.enterprise = migration.neo4j_enterprise.value_or(target.neo4j.enterprise);
  return target;
}

/// The rules that are on for a file. Worked out once where no settings are for some paths only.
class RuleChoice {
 public:
  RuleChoice(const std::vector<RulePage>& rules, const Config& config) : rules_(rules), config_(config) {}

  const EnabledRules& of(const std::string& file) {
    if (!last_ || !config_.paths.empty()) last_.emplace(rules_, config_, file);
    return *last_;
  }

 private:
  const std::vector<RulePage>& rules_;
  const Config& config_;
  std::optional<EnabledRules> last_;
};

void run_history(const History& history, const Config& config, const std::vector<RulePage>& rules,
                 const RunOptions& options, Report& report) {
  std::map<std::string, World> worlds;  // a history may have migrations for several databases
  Fingerprints fingerprints;
  RuleChoice choice(rules, config);
  // What comes after the last migration asked for changes nothing that is reported.
  const auto last = std::find(history.asked.rbegin(), history.asked.rend(), true);
  const auto count = static_cast<std::size_t>(last.base() - history.asked.begin());
  for (std::size_t i = 0; i < count; ++i) {
    const Migration& migration = history.migrations[i];
    if (migration.direction == Direction::down && !history.asked[i]) continue;
    const MigrationTask task{migration, history.asked[i],      config, rules, choice.of(migration.path),
                             options,   target_of(config, migration)};
    World aside;  // a down migration is read, and leaves the history as it is
    const bool down = migration.direction == Direction::down;
    World& world = down ? aside : worlds[migration.scripts.empty() ? "" : migration.scripts.front().dialect];
    for (const auto& [name, value] : config.timeouts) world.settings.provide(name, value);
    run_migration(task, world, fingerprints, report);
    if (options.progress) options.progress(report.migrations.size(), count);
  }
}

void count(const Finding& finding, Summary& summary) {
  if (finding.suppression.suppressed) {
    ++summary.suppressed;
    return;
  }
  summary.risk = std::max(summary.risk, finding.risk);
  if (finding.severity == Severity::error) ++summary.errors;
  if (finding.severity == Severity::warning) ++summary.warnings;
  if (finding.severity == Severity::note) ++summary.notes;
}

void summarize(Report& report) {
  std::set<std::string_view> files;
  for (const ReportedMigration& migration : report.migrations) {
    files.insert(migration.path);
    report.summary.statements += migration.statements;
    report.summary.not_understood += migration.not_understood;
  }
  report.summary.files = static_cast<std::uint32_t>(files.size());
  report.summary.migrations = static_cast<std::uint32_t>(report.migrations.size());
  for (const Finding& finding : report.findings) count(finding, report.summary);
}

}  // namespace

Session::Session(Config config, const std::vector<RulePage>& rules) : config_(std::move(config)), rules_(rules) {}

Report Session::run(const Discovery& discovery, const RunOptions& options) const {
  Report report;
  for (const DiscoveryError& error : discovery.errors) report.failures.push_back({error.path, error.message});
  for (const History& history : discovery.histories) run_history(history, config_, rules_, options, report);
  summarize(report);
  return report;
}

}  // namespace godwit
