#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/findings/finding.h>
#include <godwit/findings/problem.h>
#include <godwit/project/discovery.h>
#include <godwit/rules/page.h>
#include <godwit/source/base_folder.h>
#include <godwit/world/server.h>
#include <godwit/world/transaction.h>

namespace godwit {

inline constexpr std::string_view config_name = "godwit.toml";

/// What the configuration says of one rule.
struct RuleSettings {
  std::optional<Severity> severity;
  std::map<std::string, std::string, std::less<>> options;
};

/// Settings for some paths only: later entries win.
struct PathSettings {
  std::string pattern;                                     ///< glob, see `Config::base`
  std::map<std::string, RuleSettings, std::less<>> rules;  ///< by pattern: a rule id, `postgres/*`, a category, `*`
  std::vector<Server> servers;
  std::string dialect;
  std::optional<TransactionMode> transaction;
  std::string unread;                                      ///< why what cannot be read there need not be; empty: not said
};

/// `godwit.toml`, read and checked. The defaults are those of a project without one.
struct Config {
  std::vector<Server> servers;                             ///< what it says of servers, one a database
  std::string dialect;                                     ///< what text is where nothing else tells; empty: not said
  std::optional<TransactionMode> transaction;              ///< whatever the framework is known to do otherwise
  std::map<std::string, RuleSettings, std::less<>> rules;  ///< by pattern, as in PathSettings
  std::map<std::string, std::string> timeouts;             ///< `lock_timeout` and the like, provided to every session
  std::vector<std::string> excluded;                       ///< globs, see `base`
  std::string framework;
  std::vector<PathSettings> paths;

  /// What the command line says, above all of the file.
  std::vector<std::string> selected;   ///< patterns; empty: all
  std::vector<std::string> ignored;
  std::vector<Server> asked_servers;
  std::string asked_dialect;
  bool allow_empty = false;            ///< it is right where no migration is found

  /// The file's folder: globs are matched against paths as they are told from there, and so mean the same wherever the
  /// command runs. A file that is not below it keeps the name it has from the working directory.
  BaseFolder base;

  /// What holds for a rule in a file; `severity` is always set. The page's own severity gives way to `rules`, these to
  /// the matching entries of `paths` in order, all to the command line; within one table the closest pattern wins.
  /// `dialect` is what the file is in: `postgres/*` is about files of PostgreSQL alone. Empty: any of the rule's.
  [[nodiscard]] RuleSettings effective(const RulePage& page, std::string_view file,
                                       std::string_view dialect = {}) const;
  /// What is said of servers, as `server_of` takes it.
  [[nodiscard]] std::vector<Server> servers_for(std::string_view file) const;
  /// What discovery is told.
  [[nodiscard]] DiscoveryOptions discovery_options() const;
  /// Empty: as the framework does it.
  [[nodiscard]] std::optional<TransactionMode> transaction_for(std::string_view file) const;
};

struct ConfigResult {
  Config config;
  std::vector<Problem> errors;   ///< with a suggestion where a key looks like a known one
  std::vector<Problem> notes;    ///< what is read all the same: rules by ids that they had once
  std::filesystem::path path;    ///< of the file read; empty: none was found
};

/// Reads a configuration file. Every fault in it is an error of its own; what is sound is kept.
[[nodiscard]] ConfigResult read_config(const std::filesystem::path& file,
                                       const std::vector<RulePage>& rules = all_rules());
/// Reads the nearest `godwit.toml` in `start` or a folder above it; defaults when there is none.
[[nodiscard]] ConfigResult find_config(const std::filesystem::path& start,
                                       const std::vector<RulePage>& rules = all_rules());
/// The same of a text that stands in memory; `shown_as` is the path that errors name.
[[nodiscard]] ConfigResult parse_config(std::string_view text, std::string_view shown_as,
                                        const std::vector<RulePage>& rules = all_rules());

/// "`postgres/drop-column` is now `sql/drop-column`", where a pattern is an id that a rule had once; else empty.
[[nodiscard]] std::string former_id_note(std::string_view pattern, const std::vector<RulePage>& rules = all_rules());

/// What is wrong with a pattern such as `--select` takes (a rule's id or name, a category, `postgres/*`, `*`), in words
/// and with a suggestion; empty if it means at least one rule.
[[nodiscard]] std::string check_rule_pattern(std::string_view pattern, const std::vector<RulePage>& rules = all_rules());
/// What is wrong with the name of a dialect, with a suggestion and those there are; empty if there is one.
[[nodiscard]] std::string check_dialect(std::string_view name);

}  // namespace godwit
