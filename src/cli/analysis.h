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

/// What migrations there are, with the transaction that the configuration gives them.
struct Found {
  Discovery discovery;
  bool failed = false;  ///< a path could not be read, or a configuration is wrong: it was complained about
};
/// Finds migrations and reads no statement. What no frontend reads is found, too, and no failure.
[[nodiscard]] Found find(const AnalysisOptions& options);

/// How reports are to be written where the output goes.
[[nodiscard]] FormatOptions format_options(const AnalysisOptions& options);

/// Writes to `--output` or standard output; complains and returns false where that is not possible.
[[nodiscard]] bool write(const AnalysisOptions& options, const ReportText& text);

}  // namespace godwit::cli
