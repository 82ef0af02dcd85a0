#include "engine/history_run.h"

#include <algorithm>
#include <optional>
#include <utility>

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

/// The dialects of a migration's steps, each once; one without a name for a migration without steps.
std::vector<std::string_view> dialects_of(const Migration& migration) {
  std::vector<std::string_view> out;
  for (const Step& step : migration.steps)
    if (std::find(out.begin(), out.end(), dialect_of(step)) == out.end()) out.emplace_back(dialect_of(step));
  if (out.empty()) out.emplace_back();
  return out;
}

/// The rules that are on for a migration. Worked out once where no settings are for some paths only.
class RuleChoice {
 public:
  RuleChoice(const std::vector<RulePage>& rules, const Config& config) : rules_(rules), config_(config) {}

  const EnabledRules& of(const Migration& migration, std::string_view dialect, const Server& server) {
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

/// Migrations for databases that cannot be read: said once a history, not once a file.
void report_unreadable(const History& history, const DiscoveryOptions& options, Report& report) {
  std::map<std::string_view, std::size_t> counts;
  for (std::size_t i = 0; i < history.migrations.size(); ++i) {
    if (!accepted_unread(options, history.migrations[i].path).empty()) continue;
    for (const std::string_view dialect : dialects_of(history.migrations[i]))
      if (history.asked[i] && !dialect.empty() && find_dialect(dialect) == nullptr) ++counts[dialect];
  }
  for (const auto& [dialect, count] : counts)
    report.failures.push_back(
        unreadable(history.folder, "is for `" + std::string(dialect) + "`, which cannot be read yet (" +
                                       std::to_string(count) + (count == 1 ? " migration)" : " migrations)") +
                                       "; if it is not, say so in godwit.toml: `dialect`; where somebody looks after them, why: `unread`, in [[paths]]"));
}

bool same(const Problem& a, const Problem& b) {
  return a.place.span == b.place.span && a.message == b.message && a.help == b.help && a.rule == b.rule;
}

bool same(const BufferPtr& a, const BufferPtr& b) {
  return a == b || (a && b && a->path == b->path && a->text == b->text);
}

bool same(const Step& a, const Step& b) {
  return a.index() == b.index() && dialect_of(a) == dialect_of(b) && text_of(a) == text_of(b) &&
         same(file_of(a), file_of(b));
}

/// Whether a migration is as it was, so that it does what it did.
bool same(const Migration& a, const Migration& b) {
  const auto same_one = [](const auto& one, const auto& other) { return same(one, other); };
  return a.path == b.path && a.version == b.version && a.frontend == b.frontend && a.direction == b.direction &&
         a.transaction == b.transaction && a.server == b.server && a.error == b.error &&
         std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(), same_one) &&
         std::equal(a.problems.begin(), a.problems.end(), b.problems.begin(), b.problems.end(), same_one);
}

class HistoryRun {
 public:
  HistoryRun(const HistoryTask& task, KeptHistory* kept)
      : task_(task),
        kept_(kept),
        choice_(task.rules, task.config),
        root_(task.history.frontend ? Root(task.history.folder) : Root()) {}

  Report run() {
    Report report;
    report_unreadable(task_.history, task_.config.discovery_options(), report);
    const std::size_t count = migrations_to_run(task_.history);
    const std::size_t first = kept_ ? unchanged(count) : 0;
    for (std::size_t i = first; i < count; ++i, task_.one_more()) {
      if (kept_) kept_->migrations.push_back({task_.history.migrations[i], task_.history.asked[i], worlds_, {}});
      run(i, kept_ ? kept_->migrations.back().report : report);
    }
    if (kept_) collect(report);
    note_rooted_paths(root_, report);
    return report;
  }

 private:
  /// How many migrations from the start are as they were. The worlds become those before the first that is not.
  std::size_t unchanged(std::size_t count) {
    std::vector<KeptMigration>& kept = kept_->migrations;
    std::size_t first = 0;
    while (first < count && first < kept.size() && kept[first].asked == task_.history.asked[first] &&
           same(kept[first].migration, task_.history.migrations[first]))
      ++first;
    if (first == kept.size() && first > 0 && first < count) --first;  // the worlds behind the last one are not kept
    if (first < kept.size()) worlds_ = kept[first].before;
    kept.resize(first);
    return first;
  }

  void collect(Report& report) {
    kept_->readings.sweep();
    for (const KeptMigration& each : kept_->migrations) append(report, Report(each.report));
  }

  void run(std::size_t number, Report& report) {
    const Migration& migration = task_.history.migrations[number];
    const bool asked = task_.history.asked[number];
    if (migration.direction == Direction::down && !asked) return;
    for (const std::string_view name : dialects_of(migration)) {
      const Dialect* dialect = find_dialect(name);
      if (!name.empty() && dialect == nullptr) continue;
      const Server server = dialect ? server_for(*dialect, task_.config, migration) : Server{};
      const EnabledRules& enabled = choice_.of(migration, name, server);
      const MigrationTask task{migration, dialect, asked,  task_.config, task_.rules,
                               enabled,   task_.options, server, root_,   kept_ ? &kept_->readings : nullptr};
      World& world = worlds_[std::string(name)];
      for (const auto& [setting, value] : task_.config.timeouts) world.settings.provide(setting, value);
      if (migration.direction == Direction::up)
        run_migration(task, world, report);
      else
        take_back(task, world, report);
    }
  }

  /// A down migration leaves the history as it is. Where it is judged, it finds what the one before it left.
  static void take_back(const MigrationTask& task, const World& world, Report& report) {
    World aside;
    aside.catalog = world.catalog;
    aside.now = world.now;
    run_migration(task, aside, report);
  }

  const HistoryTask& task_;
  KeptHistory* kept_;
  RuleChoice choice_;
  const Root root_;
  Worlds worlds_;
};

}  // namespace

std::size_t migrations_to_run(const History& history) {
  const auto last = std::find(history.asked.rbegin(), history.asked.rend(), true);
  return static_cast<std::size_t>(last.base() - history.asked.begin());
}

Report run_history(const HistoryTask& task, KeptHistory* kept) { return HistoryRun(task, kept).run(); }

}  // namespace godwit
