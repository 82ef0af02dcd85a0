#include <algorithm>
#include <array>

#include "engine/config_reader.h"
#include "engine/rule_patterns.h"

namespace godwit {
namespace {

constexpr std::array severities{Severity::off, Severity::note, Severity::warning, Severity::error};

void read_severity(const ConfigReader& reader, std::string_view key, const toml::node& node, RuleSettings& settings) {
  const std::string* word = reader.text(key, node);
  if (word == nullptr) return;
  std::vector<std::string_view> known;
  for (const Severity severity : severities) {
    if (words(severity) == *word) settings.severity = severity;
    known.push_back(words(severity));
  }
  if (!settings.severity) {
    reader.error(node.source(),
                 "severity is off, note, warning or error, not `" + *word + "`" + suggestion(*word, known));
  }
}

std::vector<std::string_view> options_of(std::string_view pattern, const std::vector<RulePage>& rules) {
  std::vector<std::string_view> names;
  for (const RulePage& page : rules) {
    if (closeness(pattern, page) == Closeness::none) continue;
    for (const std::string_view name : listed(page.options)) names.push_back(name);
  }
  return names;
}

void read_option(const ConfigReader& reader, std::string_view pattern, const toml::key& key, const toml::node& node,
                 RuleSettings& settings) {
  auto known = options_of(pattern, reader.rules());
  const std::string name(key.str());
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    known.push_back("severity");
    reader.error(key.source(), "`" + std::string(pattern) + "` has no option `" + name + "`" + suggestion(name, known));
  } else if (const auto* words = node.as_string()) {
    settings.options[name] = words->get();
  } else if (const auto* number = node.as_integer()) {
    settings.options[name] = std::to_string(number->get());
  } else if (const auto* flag = node.as_boolean()) {
    settings.options[name] = flag->get() ? "true" : "false";
  } else {
    reader.wrong_type(name, "a string, a whole number or a boolean", node);
  }
}

RuleSettings read_settings(const ConfigReader& reader, std::string_view pattern, const toml::node& node) {
  RuleSettings settings;
  if (const toml::table* table = node.as_table()) {
    for (const auto& [key, value] : *table) {
      if (key.str() == "severity") {
        read_severity(reader, key.str(), value, settings);
      } else {
        read_option(reader, pattern, key, value, settings);
      }
    }
  } else if (node.is_string()) {
    read_severity(reader, pattern, node, settings);
  } else {
    reader.wrong_type(pattern, "a severity or a table with one", node);
  }
  return settings;
}

}  // namespace

void read_rules(const ConfigReader& reader, const toml::node& node,
                std::map<std::string, RuleSettings, std::less<>>& rules) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return reader.wrong_type("rules", "a table", node);
  for (const auto& [key, value] : *table) {
    const std::string pattern(key.str());
    if (std::string wrong = check_rule_pattern(pattern, reader.rules()); !wrong.empty()) {
      reader.error(key.source(), std::move(wrong));
    } else {
      if (std::string now = former_id_note(pattern, reader.rules()); !now.empty())
        reader.note(key.source(), std::move(now));
      rules[pattern] = read_settings(reader, pattern, value);
    }
  }
}

}  // namespace godwit
