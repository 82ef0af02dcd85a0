#include <godwit/engine/workspace.h>

#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/history_run.h"
#include "engine/summary.h"

namespace godwit {

struct Workspace::State {
  State(Config with, const Files& below, const Frontends& of, const std::vector<RulePage>& pages)
      : config(std::move(with)), remembered(below), files(std::in_place, remembered), frontends(of), rules(pages) {}

  /// Histories by folder, frontend and first migration: files that are nobody's are a history each.
  using Key = std::tuple<std::string, const Frontend*, std::string>;

  /// Lays the buffers over the files anew.
  void lay_over() {
    files.emplace(remembered);
    for (const auto& [path, text] : buffers) files->put(path, text);
  }

  Config config;
  RememberedFiles remembered;
  std::optional<OverlaidFiles> files;
  std::map<std::string, std::string> buffers;
  const Frontends& frontends;
  const std::vector<RulePage>& rules;
  std::map<Key, KeptHistory> kept;
  bool run_rules = true;
  bool keep_effects = false;
};

Workspace::Workspace(Config config, const Files& below, const Frontends& frontends, const std::vector<RulePage>& rules)
    : state_(std::make_unique<State>(std::move(config), below, frontends, rules)) {}

Workspace::~Workspace() = default;

void Workspace::put(const std::string& path, std::string text) {
  state_->files->put(path, text);
  state_->buffers[path] = std::move(text);
}

void Workspace::take_away(const std::string& path) {
  if (state_->buffers.erase(path) != 0) state_->lay_over();
}

void Workspace::refresh() { state_->remembered.forget(); }

Report Workspace::run(const std::vector<std::filesystem::path>& paths, const RunOptions& options) {
  State& state = *state_;
  if (options.run_rules != state.run_rules || options.keep_effects != state.keep_effects) state.kept.clear();
  state.run_rules = options.run_rules;
  state.keep_effects = options.keep_effects;
  const Discovery discovery = discover(paths, state.frontends, *state.files, state.config.discovery_options());
  Report report = failures_of(discovery);
  std::map<State::Key, KeptHistory> still;
  const std::function<void()> one_more = [] {};
  for (const History& history : discovery.histories) {
    const State::Key key{history.folder, history.frontend,
                         history.migrations.empty() ? "" : history.migrations.front().path};
    KeptHistory& kept = still[key];
    if (const auto before = state.kept.find(key); before != state.kept.end()) kept = std::move(before->second);
    append(report, run_history({history, state.config, state.rules, options, one_more}, &kept));
  }
  state.kept = std::move(still);
  summarize(report);
  return report;
}

}  // namespace godwit
