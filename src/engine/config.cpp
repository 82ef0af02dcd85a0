#include <godwit/engine/config.h>

#include <algorithm>

#include <godwit/project/glob.h>

#include "engine/rule_patterns.h"

namespace godwit {
namespace {

using Patterns = std::map<std::string, RuleSettings, std::less<>>;

Closeness closest_of(const std::vector<std::string>& patterns, const RulePage& page) {
  Closeness best = Closeness::none;
  for (const std::string& pattern : patterns) best = std::max(best, closeness(pattern, page));
  return best;
}

void overlay(RuleSettings& settings, const Patterns& patterns, const RulePage& page) {
  std::vector<std::pair<Closeness, const RuleSettings*>> matching;
  for (const auto& [pattern, said] : patterns)
    if (const Closeness how = closeness(pattern, page); how != Closeness::none) matching.emplace_back(how, &said);
  std::stable_sort(matching.begin(), matching.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [how, said] : matching) {
    if (said->severity) settings.severity = said->severity;
    for (const auto& [name, value] : said->options) settings.options[name] = value;
  }
}

/// A rule that is named outright is meant, even where a file or its own page switches it off.
Severity on_command_line(const Config& config, const RulePage& page, Severity otherwise) {
  const Closeness selected = closest_of(config.selected, page);
  const Closeness ignored = closest_of(config.ignored, page);
  if (!config.selected.empty() && selected == Closeness::none) return Severity::off;
  if (ignored != Closeness::none && ignored >= selected) return Severity::off;
  if (selected < Closeness::name || otherwise != Severity::off) return otherwise;
  return page.severity == Severity::off ? Severity::warning : page.severity;
}

template <class Visit>
void each_matching(const Config& config, std::string_view file, Visit visit) {
  if (config.paths.empty()) return;
  const std::string subject = config.base.inside(file);
  for (const PathSettings& entry : config.paths)
    if (glob_matches(entry.pattern, subject)) visit(entry);
}

}  // namespace

RuleSettings Config::effective(const RulePage& page, std::string_view file) const {
  RuleSettings settings;
  settings.severity = page.severity;
  overlay(settings, rules, page);
  each_matching(*this, file, [&](const PathSettings& entry) { overlay(settings, entry.rules, page); });
  settings.severity = on_command_line(*this, page, *settings.severity);
  return settings;
}

std::vector<Server> Config::servers_for(std::string_view file) const {
  std::vector<Server> out = servers;
  each_matching(*this, file, [&](const PathSettings& entry) {
    for (const Server& server : entry.servers) say(out, server);
  });
  for (const Server& server : asked_servers) say(out, server);
  return out;
}

DiscoveryOptions Config::discovery_options() const {
  DiscoveryOptions out{excluded, framework, base, {}};
  if (!dialect.empty()) out.dialects.push_back({"", dialect});
  for (const PathSettings& entry : paths)
    if (!entry.dialect.empty()) out.dialects.push_back({entry.pattern, entry.dialect});
  if (!asked_dialect.empty()) out.dialects.push_back({"", asked_dialect});
  return out;
}

std::optional<TransactionMode> Config::transaction_for(std::string_view file) const {
  std::optional<TransactionMode> mode = transaction;
  each_matching(*this, file, [&](const PathSettings& entry) {
    if (entry.transaction) mode = entry.transaction;
  });
  return mode;
}

}  // namespace godwit
