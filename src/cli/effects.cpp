#include "cli/analysis.h"
#include "cli/commands.h"

namespace godwit::cli {

ExitStatus effects(const AnalysisOptions& options) {
  RunOptions run;
  run.run_rules = false;
  run.keep_effects = true;
  const Analysis& analysis = analyse(options, run);
  const bool written = write(options, find_format(options.format)->effects(analysis.report, format_options(options)));
  return written && analysis.complete ? nothing_found : failed;
}

}  // namespace godwit::cli
