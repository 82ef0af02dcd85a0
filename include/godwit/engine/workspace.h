#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <godwit/engine/session.h>
#include <godwit/project/discovery.h>
#include <godwit/source/files.h>

namespace godwit {

/// Keeps what each stage of a run has made - the files, the histories, what scripts say, the world before each migration,
/// what is wrong with it - and does again only what comes behind a change. For editors and whoever asks again and again;
/// what it reports is what a `Session` reports of the same files. For one thread at a time.
class Workspace {
 public:
  /// `below` and `frontends` must outlive it.
  Workspace(Config config, const Files& below, const Frontends& frontends,
            const std::vector<RulePage>& rules = all_rules());
  ~Workspace();

  /// A text, an editor's say, takes the place of the file at `path`, which need not be there.
  void put(const std::string& path, std::string text);
  /// The file below counts again.
  void take_away(const std::string& path);
  /// Files below may have changed: they are read again.
  void refresh();

  /// Findings of the histories that `paths` belong to: see `discover` and `Session::run`.
  [[nodiscard]] Report run(const std::vector<std::filesystem::path>& paths, const RunOptions& options = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace godwit
