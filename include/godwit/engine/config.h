#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/findings/finding.h>
#include <godwit/world/transaction.h>

namespace godwit {

/// What the configuration says of one rule.
struct RuleSettings {
  std::optional<Severity> severity;
  std::map<std::string, std::string, std::less<>> options;
};

/// Settings for some paths only: later entries win.
struct PathSettings {
  std::string pattern;                                     ///< glob over paths as reports print them
  std::map<std::string, RuleSettings, std::less<>> rules;  ///< by pattern: a rule id, `postgres/*`, a category, `*`
  std::optional<int> postgres_version;
  std::optional<TransactionMode> transaction;
};

/// `godwit.toml`, read and checked. The defaults are those of a project without one.
struct Config {
  int postgres_version = 15;
  std::optional<TransactionMode> transaction;              ///< whatever the framework is known to do otherwise
  std::map<std::string, RuleSettings, std::less<>> rules;  ///< by pattern, as in PathSettings
  std::map<std::string, std::string> timeouts;             ///< `lock_timeout` and the like, provided to every session
  std::vector<std::string> excluded;
  std::string framework;
  std::vector<PathSettings> paths;

  /// What the command line says, above all of the file.
  std::vector<std::string> selected;   ///< patterns; empty: all
  std::vector<std::string> ignored;
};

struct ConfigError {
  std::string path;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;    ///< with a suggestion where a key looks like a known one
};

struct ConfigResult {
  Config config;
  std::vector<ConfigError> errors;
  std::filesystem::path path;    ///< of the file read; empty: none was found
};

/// Reads a configuration file.
[[nodiscard]] ConfigResult read_config(const std::filesystem::path& file);
/// Reads the nearest `godwit.toml` in `start` or a folder above it; defaults when there is none.
[[nodiscard]] ConfigResult find_config(const std::filesystem::path& start);

}  // namespace godwit
