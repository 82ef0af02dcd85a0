#include <godwit/engine/config.h>

#include <algorithm>

#include <godwit/project/glob.h>

#include "engine/rule_patterns.h"

namespace godwit {
namespace {

using Patterns = std::map<std::string, RuleSettings, std::less<>>;

/// A rule, and what the file is in that it is about to look at.
struct Subject {
  const RulePage& page;
  std::string_view dialect;

  [[nodiscard]] Closeness meant_by(std::string_view pattern) const { return closeness(pattern, page, dialect); }
};

Closeness closest_of(const std::vector<std::string>& patterns, const Subject& subject) {
  Closeness best = Closeness::none;
  for (const std::string& pattern : patterns) best = std::max(best, subject.meant_by(pattern));
  return best;
}

void overlay(RuleSettings& settings, const Patterns& patterns, const Subject& subject) {
  std::vector<std::pair<Closeness, const RuleSettings*>> matching;
  for (const auto& [pattern, said] : patterns)
    if (const Closeness how = subject.meant_by(pattern); how != Closeness::none) matching.emplace_back(how, &said);
  std::stable_sort(matching.begin(), matching.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [how, said] : matching) {
    if (said->severity) settings.severity = said->severity;
    for (const auto& [name, value] : said->options) settings.options[name] = value;
  }
}

/// A rule that is named outright is meant, even where a file or its own page switches it off.
Severity on_command_line(const Config& config, const Subject& subject, Severity otherwise) {
  const Closeness selected = closest_of(config.selected, subject);
  const Closeness ignored = closest_of(config.ignored, subject);
  if (!config.selected.empty() && selected == Closeness::none) return Severity::off;
  if (ignored != Closeness::none && ignored >= selected) return Severity::off;
  if (selected < Closeness::name || otherwise != Severity::off) return otherwise;
  return subject.page.severity == Severity::off ? Severity::warning : subject.page.severity;
}

template <class Visit>
void each_matching(const Config& config, std::string_view file, Visit visit) {
  if (config.paths.empty()) return;
  const std::string subject = config.base.inside(file);
  for (const PathSettings& entry : config.paths)
    if (glob_matches(entry.pattern, subject)) visit(entry);
}

}  // namespace

RuleSettings Config::effective(const RulePage& page, std::string_view file, std::string_view of_dialect) const {
  const Subject subject{page, of_dialect};
  RuleSettings settings;
  settings.severity = page.severity;
  overlay(settings, rules, subject);
  each_matching(*this, file, [&](const PathSettings& entry) { overlay(settings, entry.rules, subject); });
  settings.severity = on_command_line(*this, subject, *settings.severity);
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
  DiscoveryOptions out{excluded, framework, base, {}, {}, allow_empty};
  for (const PathSettings& entry : paths)
    if (!entry.unread.empty()) out.accepted.push_back({entry.pattern, entry.unread});
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
