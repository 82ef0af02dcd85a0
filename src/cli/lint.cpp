#include <memory>

#include "cli/analysis.h"
#include "cli/commands.h"

namespace godwit::cli {
namespace {

struct LintOptions : AnalysisOptions {
  std::string fail_on = "warning";
  bool quiet = false;
  bool statistics = false;
};

bool fails(const Summary& summary, std::string_view fail_on) {
  if (fail_on == "never") return false;
  if (summary.errors > 0) return true;
  if (summary.warnings > 0 && fail_on != "error") return true;
  return summary.notes > 0 && fail_on == "note";
}

ExitStatus lint(const LintOptions& options) {
  const Analysis analysis = analyse(options, {});
  FormatOptions how = format_options(options);
  how.quiet = options.quiet;
  how.statistics = options.statistics;
  const bool written = write(options, find_format(options.format)->lint(analysis.report, how));
  if (!written || !analysis.complete) return failed;
  return fails(analysis.report.summary, options.fail_on) ? found : nothing_found;
}

}  // namespace

void add_lint(CLI::App& app, Action& action) {
  CLI::App* command = app.add_subcommand("lint", "Say what is unsafe in migrations");
  const auto options = std::make_shared<LintOptions>();
  add_options(*command, *options, [](const Format& format) { return format.lint != nullptr; });
  const auto patterns = [&](const char* name, std::vector<std::string>& to, const char* help) {
    command->add_option(name, to, help)->delimiter(',')->allow_extra_args(false)->type_name("RULE[,RULE]");
  };
  patterns("--select", options->selected, "Only these rules, categories or dialects");
  patterns("--ignore", options->ignored, "Not these rules, categories or dialects");
  command
      ->add_option("--fail-on", options->fail_on, "The least severity that makes the exit status 1 (default: warning)")
      ->check(CLI::IsMember({"error", "warning", "note", "never"}).description(""))
      ->type_name("error|warning|note|never");
  command->add_flag("--quiet", options->quiet, "One line a finding, nothing else");
  command->add_flag("--statistics", options->statistics, "How often each rule was found");
  command->callback([options, &action] { action = [options] { return lint(*options); }; });
}

}  // namespace godwit::cli
