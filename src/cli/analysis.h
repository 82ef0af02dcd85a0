#pragma once

#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include <godwit/engine/session.h>
#include <godwit/report/format.h>

#include "cli/commands.h"

/// What the commands that read migrations share: from options over configuration and discovery to a report.
namespace godwit::cli {

struct AnalysisOptions {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string output;
  std::string config;
  std::vector<std::string> selected;
  std::vector<std::string> ignored;
  int postgres_version = 0;   ///< 0: as configured
  std::string neo4j_version;  ///< empty: as configured, and so is the edition
  std::string neo4j_edition;
  std::string color = "auto";
  std::string stdin_filename;
};

/// The options that all of these commands have. `offered` says which formats.
void add_options(CLI::App& command, AnalysisOptions& options, bool (*offered)(const Format&));

struct Analysis {
  Report report;
  bool complete = true;  ///< every path and configuration could be read; what could not was complained about
};

[[nodiscard]] Analysis analyse(const AnalysisOptions& options, RunOptions run);

/// How reports are to be written where the output goes.
[[nodiscard]] FormatOptions format_options(const AnalysisOptions& options);

/// Writes to `--output` or standard output; complains and returns false where that is not possible.
[[nodiscard]] bool write(const AnalysisOptions& options, const ReportText& text);

}  // namespace godwit::cli
