#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include <godwit/engine/config.h>
#include <godwit/source/closest.h>
#include <godwit/source/line_index.h>

namespace godwit {

/// What the readers of single keys share: where faults go, and which rules there are.
class ConfigReader {
 public:
  ConfigReader(BufferPtr file, const std::vector<RulePage>& rules, ConfigResult& result)
      : file_(std::move(file)), lines_(file_->text), rules_(rules), errors_(result.errors), notes_(result.notes) {}

  void error(const toml::source_region& at, std::string message) const;
  /// Of what is read all the same.
  void note(const toml::source_region& at, std::string message) const;
  /// `exclude` is a list of strings, not a boolean.
  void wrong_type(std::string_view key, std::string_view expected, const toml::node& found) const;

  /// The text of a string, or null after an error.
  [[nodiscard]] const std::string* text(std::string_view key, const toml::node& node) const;
  [[nodiscard]] const std::vector<RulePage>& rules() const { return rules_; }

 private:
  [[nodiscard]] Problem problem(const toml::source_region& at, std::string message) const;

  BufferPtr file_;
  LineIndex lines_;
  const std::vector<RulePage>& rules_;
  std::vector<Problem>& errors_;
  std::vector<Problem>& notes_;
};

/// A key of a table and what reads its value into `Settings`.
template <class Settings>
struct ConfigKey {
  std::string_view name;
  void (*read)(const ConfigReader&, const toml::node&, Settings&);
};

/// `; did you mean ...?`, or nothing.
[[nodiscard]] std::string suggestion(std::string_view word, const std::vector<std::string_view>& candidates);

/// Reads the table `[servers]`.
void read_servers(const ConfigReader& reader, const toml::node& node, std::vector<Server>& servers);
/// The keys beside it that say a part of it (`postgres-version`), and what reads one: false for a key that is none.
[[nodiscard]] std::vector<std::string_view> server_spellings();
bool read_server_spelling(const ConfigReader& reader, std::string_view key, const toml::node& node,
                          std::vector<Server>& servers);

/// Reads a table key by key; a key that is not in `keys` is an error, unless it is another spelling of `servers`.
template <class Settings, std::size_t count>
void read_keys(const ConfigReader& reader, const toml::table& table, const ConfigKey<Settings> (&keys)[count],
               Settings& settings) {
  for (const auto& [key, node] : table) {
    const ConfigKey<Settings>* known = nullptr;
    std::vector<std::string_view> names;
    if constexpr (requires { settings.servers; }) {
      if (read_server_spelling(reader, key.str(), node, settings.servers)) continue;
      names = server_spellings();
    }
    for (const ConfigKey<Settings>& candidate : keys) {
      names.push_back(candidate.name);
      if (candidate.name == key.str()) known = &candidate;
    }
    if (known != nullptr) {
      known->read(reader, node, settings);
    } else {
      reader.error(key.source(), "unknown key `" + std::string(key.str()) + "`" + suggestion(key.str(), names));
    }
  }
}

/// Reads the table `[rules]`: severities and options by pattern.
void read_rules(const ConfigReader& reader, const toml::node& node,
                std::map<std::string, RuleSettings, std::less<>>& rules);

}  // namespace godwit
