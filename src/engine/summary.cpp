#include "engine/summary.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <unordered_set>

#include <godwit/engine/root.h>

#include "engine/rooted_paths.h"

namespace godwit {

static void count(const Finding& finding, Summary& summary) {
  if (finding.suppression.suppressed) {
    ++summary.suppressed;
    return;
  }
  summary.risk = std::max(summary.risk, finding.risk);
  if (finding.severity == Severity::error) ++summary.errors;
  if (finding.severity == Severity::warning) ++summary.warnings;
  if (finding.severity == Severity::note) ++summary.notes;
}

Report failures_of(const Discovery& discovery) {
  Report report;
  for (const DiscoveryError& error : discovery.errors) {
    report.failures.push_back({error.path, error.message});
    const Root root(std::filesystem::path(error.path).parent_path());
    if (!root.assumed()) note_rooted_paths(root, report);
  }
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
