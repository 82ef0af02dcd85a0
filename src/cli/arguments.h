#pragma once

#include <functional>

#include "cli/commands.h"

namespace godwit::cli {

/// From the command line to the command that it asks for. What is wrong with the line, and what it asks of the program
/// itself (`--help`, `--version`), is said at once; the action then only returns the status.
[[nodiscard]] std::function<ExitStatus()> read_arguments(int count, char** arguments);

}  // namespace godwit::cli
