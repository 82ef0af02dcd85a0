#pragma once

#include <godwit/engine/session.h>
#include <godwit/report/format.h>

#include "cli/commands.h"

/// What the commands that read migrations share: from options over configuration and discovery to a report.
namespace godwit::cli {

/// Whether `-` is among the paths.
[[nodiscard]] bool reads_standard_input(const AnalysisOptions& options);

/// What could not be read, and what is wrong with configurations, is complained about. Called once: what it gives is kept until the program ends, since taking a long report to pieces makes the user wait
/// for nothing.
[[nodiscard]] const Report& analyse(const AnalysisOptions& options, RunOptions run);

/// How reports are to be written where the output goes.
[[nodiscard]] FormatOptions format_options(const AnalysisOptions& options);

/// Writes to `--output` or standard output; complains and returns false where that is not possible.
[[nodiscard]] bool write(const AnalysisOptions& options, const ReportText& text);

}  // namespace godwit::cli
