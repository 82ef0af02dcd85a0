#pragma once

#include <string>
#include <vector>

#include <godwit/world/server.h>

/// The commands, each a function of what was asked for. They know nothing of command lines.
namespace godwit::cli {

/// What the program returns to its caller.
enum ExitStatus : int {
  nothing_found = 0,
  found = 1,   ///< findings at or above `--fail-on`
  failed = 2,  ///< it could not do its work, or not all of it
};

/// What the commands that read migrations are told.
struct AnalysisOptions {
  std::vector<std::string> paths;  ///< not empty; `-` stands alone
  std::string format = "text";
  std::string output;              ///< empty: standard output
  std::string config;              ///< empty: the nearest one
  std::vector<std::string> selected;
  std::vector<std::string> ignored;
  std::vector<Server> servers;     ///< what is said of servers; of the others as configured
  std::string dialect;             ///< empty: as configured
  std::string color = "auto";
  std::string stdin_filename;
  bool allow_empty = false;        ///< it is right where no migration is found
};

struct LintOptions : AnalysisOptions {
  std::string fail_on = "warning";
  bool quiet = false;
  bool statistics = false;
};

struct RulesOptions {
  std::string format = "text";
  std::string color = "auto";
};

struct ExplainOptions {
  std::string rule;
  std::string color = "auto";
};

[[nodiscard]] ExitStatus lint(const LintOptions& options);
[[nodiscard]] ExitStatus effects(const AnalysisOptions& options);
[[nodiscard]] ExitStatus project(const AnalysisOptions& options);
[[nodiscard]] ExitStatus rules(const RulesOptions& options);
[[nodiscard]] ExitStatus explain(const ExplainOptions& options);

}  // namespace godwit::cli
