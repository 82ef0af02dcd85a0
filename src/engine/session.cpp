#include <godwit/engine/session.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>
#include <optional>
#include <unordered_set>

#include <godwit/source/side_by_side.h>

#include "engine/migration_run.h"
#include "engine/rooted_paths.h"

namespace godwit {
namespace {

/// What the file itself says of the server it is for stands above the configuration.
Server server_for(const Dialect& dialect, const Config& config, const Migration& migration) {
  std::vector<Server> said = config.servers_for(migration.path);
  if (!migration.server.name.empty()) say(said, migration.server);
  return server_of(dialect, said);
}

/// The dialect of a migration; empty for one that could not be read.
std::string_view dialect_of(const Migration& migration) {
  return migration.steps.empty() ? std::string_view() : std::string_view(dialect_of(migration.steps.front()));
}

/// The rules that are on for a migration. Worked out once where no settings are for some paths only.
class RuleChoice {
 public:
  RuleChoice(const std::vector<RulePage>& rules, const Config& config) : rules_(rules), config_(config) {}

  const EnabledRules& of(const Migration& migration, const Server& server) {
    const std::string_view dialect = dialect_of(migration);
    if (!last_ || !config_.paths.empty() || dialect != dialect_ || server != server_)
      last_.emplace(rules_, config_, migration.path, dialect, server);
    dialect_ = dialect;
    server_ = server;
    return *last_;
  }

 private:
  const std::vector<RulePage>& rules_;
  const Config& config_;
  std::optional<EnabledRules> last_;
  std::string dialect_;
  Server server_;
};

/// What comes after the last migration asked for changes nothing that is reported.
std::size_t migrations_to_run(const History& history) {
  const auto last = std::find(history.asked.rbegin(), history.asked.rend(), true);
  return static_cast<std::size_t>(last.base() - history.asked.begin());
}

/// Tells how far all histories together are.
class ProgressCount {
 public:
  ProgressCount(const RunOptions& options, const std::vector<History>& histories) : tell_(options.progress) {
    for (const History& history : histories) all_ += migrations_to_run(history);
  }

  void one_more() {
    if (!tell_) return;
    const std::scoped_lock lock(mutex_);
    tell_(++done_, all_);
  }

 private:
  const std::function<void(std::size_t done, std::size_t all)>& tell_;
  std::size_t all_ = 0;
  std::size_t done_ = 0;
  std::mutex mutex_;
};

/// A down migration leaves the history as it is. Where it is judged, it finds what the one before it left.
void take_back(const MigrationTask& task, const World& world, Fingerprints& fingerprints, Report& report) {
  World aside;
  aside.catalog = world.catalog;
  aside.now = world.now;
  run_migration(task, aside, fingerprints, report);
}

/// Migrations for databases that cannot be read: said once a history, not once a file.
void report_unreadable(const History& history, Report& report) {
  std::map<std::string_view, std::size_t> counts;
  for (std::size_t i = 0; i < history.migrations.size(); ++i) {
    const std::string_view dialect = dialect_of(history.migrations[i]);
    if (history.asked[i] && !dialect.empty() && find_dialect(dialect) == nullptr) ++counts[dialect];
  }
  for (const auto& [dialect, count] : counts)
    report.failures.push_back({history.folder, "is for `" + std::string(dialect) + "`, which cannot be read yet (" +
                                                   std::to_string(count) +
                                                   (count == 1 ? " migration)" : " migrations)")});
}

Report run_history(const History& history, const Config& config, const std::vector<RulePage>& rules,
                   const RunOptions& options, ProgressCount& progress) {
  Report report;
  std::map<std::string, World> worlds;  // a history may have migrations for several databases
  Fingerprints fingerprints;
  RuleChoice choice(rules, config);
  const Root root = history.frontend ? Root(history.folder) : Root();
  report_unreadable(history, report);
  const std::size_t count = migrations_to_run(history);
  for (std::size_t i = 0; i < count; ++i, progress.one_more()) {
    const Migration& migration = history.migrations[i];
    if (migration.direction == Direction::down && !history.asked[i]) continue;
    const Dialect* dialect = find_dialect(dialect_of(migration));
    if (!migration.steps.empty() && dialect == nullptr) continue;
    const Server server = dialect ? server_for(*dialect, config, migration) : Server{};
    const MigrationTask task{
        migration, history.asked[i], config, rules, choice.of(migration, server), options, server, root};
    World& world = worlds[std::string(dialect_of(migration))];
    for (const auto& [name, value] : config.timeouts) world.settings.provide(name, value);
    if (migration.direction == Direction::up)
      run_migration(task, world, fingerprints, report);
    else
      take_back(task, world, fingerprints, report);
  }
  note_rooted_paths(root, report);
  return report;
}

std::size_t bytes(const History& history) {
  std::size_t all = 0;
  for (const Migration& migration : history.migrations)
    for (const Step& step : migration.steps) all += text_of(step).size();
  return all;
}

/// The longest first, so that no core waits for another at the end.
std::vector<std::size_t> order_of_work(const std::vector<History>& histories) {
  std::vector<std::size_t> sizes;
  for (const History& history : histories) sizes.push_back(bytes(history));
  std::vector<std::size_t> order(histories.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return sizes[a] > sizes[b]; });
  return order;
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
  std::unordered_set<std::string_view> files;
  files.reserve(report.migrations.size());
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
  for (const DiscoveryError& error : discovery.errors) {
    report.failures.push_back({error.path, error.message});
    const Root root(std::filesystem::path(error.path).parent_path());
    if (!root.assumed()) note_rooted_paths(root, report);
  }
  ProgressCount progress(options, discovery.histories);
  std::vector<Report> parts(discovery.histories.size());
  const std::vector<std::size_t> order = order_of_work(discovery.histories);
  side_by_side(parts.size(), [&](std::size_t i) {
    parts[order[i]] = run_history(discovery.histories[order[i]], config_, rules_, options, progress);
  });
  std::size_t findings = 0;
  for (const Report& part : parts) findings += part.findings.size();
  report.findings.reserve(findings);
  for (Report& part : parts) append(report, std::move(part));
  summarize(report);
  return report;
}

}  // namespace godwit
