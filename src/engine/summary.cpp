#include "engine/summary.h"

#include <algorithm>
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

Report failures_of(const Discovery& discovery) {
  Report report;
  for (const Problem& error : discovery.errors) add_failure(error, report);
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
