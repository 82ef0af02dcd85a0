#include <godwit/engine/report.h>

#include <algorithm>
#include <iterator>

namespace godwit {

void append(Report& to, Report&& from) {
  const auto before = static_cast<std::uint32_t>(to.migrations.size());
  for (Finding& finding : from.findings) finding.migration += before;
  std::move(from.migrations.begin(), from.migrations.end(), std::back_inserter(to.migrations));
  std::move(from.findings.begin(), from.findings.end(), std::back_inserter(to.findings));
  std::move(from.failures.begin(), from.failures.end(), std::back_inserter(to.failures));
  to.summary.files += from.summary.files;
  to.summary.migrations += from.summary.migrations;
  to.summary.statements += from.summary.statements;
  to.summary.not_understood += from.summary.not_understood;
  to.summary.errors += from.summary.errors;
  to.summary.warnings += from.summary.warnings;
  to.summary.notes += from.summary.notes;
  to.summary.suppressed += from.summary.suppressed;
  to.summary.risk = std::max(to.summary.risk, from.summary.risk);
}

}  // namespace godwit
