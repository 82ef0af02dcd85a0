#include "cli/analysis.h"
#include "cli/commands.h"

namespace godwit::cli {

ExitStatus project(const AnalysisOptions& options) {
  const Found found = find(options);
  const bool written = write(options, find_format(options.format)->project(found.discovery, format_options(options)));
  return written && !found.failed ? nothing_found : failed;
}

}  // namespace godwit::cli
