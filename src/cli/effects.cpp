#include <memory>

#include "cli/analysis.h"
#include "cli/commands.h"

namespace godwit::cli {
namespace {

ExitStatus effects(const AnalysisOptions& options) {
  RunOptions run;
  run.run_rules = false;
  run.keep_effects = true;
  const Analysis analysis = analyse(options, run);
  const bool written = write(options, find_format(options.format)->effects(analysis.report, format_options(options)));
  return written && analysis.complete ? nothing_found : failed;
}

}  // namespace

void add_effects(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("effects", "Say what each statement locks, scans and rewrites");
  const auto options = std::make_shared<AnalysisOptions>();
  add_options(*command, *options, [](const Format& format) { return format.effects != nullptr; });
  command->callback([options, &action] { action = [options] { return effects(*options); }; });
}

}  // namespace godwit::cli
