#include "cli/analysis.h"
#include "cli/commands.h"

namespace godwit::cli {
namespace {

bool fails(const Summary& summary, std::string_view fail_on) {
  if (fail_on == "never") return false;
  if (summary.errors > 0) return true;
  if (summary.warnings > 0 && fail_on != "error") return true;
  return summary.notes > 0 && fail_on == "note";
}

}  // namespace

ExitStatus lint(const LintOptions& options) {
  const Report& report = analyse(options, {});
  FormatOptions how = format_options(options);
  how.quiet = options.quiet;
  how.statistics = options.statistics;
  const bool written = write(options, find_format(options.format)->lint(report, how));
  if (!written || !report.failures.empty()) return failed;
  return fails(report.summary, options.fail_on) ? found : nothing_found;
}

}  // namespace godwit::cli
