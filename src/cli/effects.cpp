#include "cli/analysis.h"
#include "cli/commands.h"

namespace godwit::cli {

ExitStatus effects(const AnalysisOptions& options) {
  RunOptions run;
  run.run_rules = false;
  run.keep_effects = true;
  const Report& report = analyse(options, run);
  const bool written = write(options, find_format(options.format)->effects(report, format_options(options)));
  return written && report.failures.empty() ? nothing_found : failed;
}

}  // namespace godwit::cli
