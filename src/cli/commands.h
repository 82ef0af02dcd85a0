#pragma once

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

namespace godwit::cli {

/// What the program returns to its caller.
enum ExitStatus : int {
  nothing_found = 0,
  found = 1,   ///< findings at or above `--fail-on`
  failed = 2,  ///< it could not do its work, or not all of it
};

/// What the command that was asked for does, once the whole line has been read.
using Action = std::function<ExitStatus()>;

/// `--color auto|always|never`
void add_color(CLI::App& command, std::string& when);

void add_lint(CLI::App& app, Action& action);
void add_effects(CLI::App& app, Action& action);
void add_rules(CLI::App& app, Action& action);
void add_explain(CLI::App& app, Action& action);

}  // namespace godwit::cli
