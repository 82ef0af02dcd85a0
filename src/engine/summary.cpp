#include "engine/summary.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

namespace godwit {

static void count(const Finding& finding, Summary& summary) {
  if (finding.suppression) {
    ++summary.suppressed;
    return;
  }
  summary.risk = std::max(summary.risk, finding.risk);
  if (finding.severity == Severity::error) ++summary.errors;
  if (finding.severity == Severity::warning) ++summary.warnings;
  if (finding.severity == Severity::note) ++summary.notes;
}

static std::string words(const UnreadMigrations& unread) {
  const std::size_t count = unread.files.size();
  return std::to_string(count) + ' ' + unread.name + (count == 1 ? " migration in `" : " migrations in `") +
         unread.folder + "` cannot be read yet; where somebody looks after them, say why in godwit.toml: `unread`, in [[paths]]";
}

Report failures_of(const Discovery& discovery) {
  Report report;
  for (const Problem& error : discovery.errors) add_failure(error, report);
  for (const UnreadMigrations& unread : discovery.unread) add_failure(unreadable(unread.folder, words(unread)), report);
  report.ignored = discovery.ignored;
  for (const History& history : discovery.histories)
    report.ignored.insert(report.ignored.end(), history.ignored.begin(), history.ignored.end());
  report.summary.excluded = static_cast<std::uint32_t>(discovery.excluded);
  return report;
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

}  // namespace godwit
