#pragma once

#include <godwit/project/discovery.h>
#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "project/claims.h"
#include "project/folder.h"
#include "project/working_folder.h"

namespace godwit {

/// Collects the histories that paths belong to. Each folder is read once and each history listed once, however many
/// paths lead there.
class HistoryFinder {
 public:
  HistoryFinder(const Frontends& frontends, const Files& files, const DiscoveryOptions& options);

  void add(const std::filesystem::path& path);
  /// A file that was surely meant to be a script, whatever it is called.
  void add_script(const std::filesystem::path& path);
  [[nodiscard]] Discovery finish();

 private:
  /// A history with its migrations by path: a file may hold several, up and down.
  struct Found {
    History history;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_path;
  };
  /// What a frontend that claims a folder has there.
  struct Claimed {
    FolderClaim by;
    bool listed = false;
    Found* found = nullptr;  ///< once it was listed, if it has any
  };
  struct Folder {
    FolderView view;
    std::vector<Claimed> claims;  ///< the winner first; the others may have files that it does not
    bool walked = false;
    std::set<std::string, std::less<>> own;  ///< folders below in which the winner's migrations stand

    [[nodiscard]] int score() const { return claims.empty() ? 0 : claims.front().by.claim.score; }
  };
  /// A folder whose history a file may be part of, and the way from there to the file's folder.
  struct Candidate {
    Folder* folder = nullptr;
    std::string way;  ///< empty, or ends with `/`
  };
  using Candidates = std::vector<Candidate>;  ///< the strongest claim first, then the nearest

  Folder* look(const GivenPath& path, bool complain);
  Found* history_of(Folder& folder);
  Found* history_of(const FolderView& view, Claimed& claimed);
  Found& keep(const FolderView& view, FolderClaim by, std::vector<Ignored> ignored);
  [[nodiscard]] std::vector<Ignored> leave_out(const FolderView& view, FolderClaim& by) const;
  void note_unread(Folder& folder, const Found* found);

  const Candidates& around(const GivenPath& folder);
  void add_file(const GivenPath& folder, const std::string& name, bool is_script);
  bool ask_for_file(const Candidates& candidates, const std::string& name);
  bool ask_for_neighbours(const Candidates& candidates);
  bool ask_others(Folder& folder, const std::string& name);
  void add_alone(const GivenPath& folder, const std::string& name);

  void add_folder(const GivenPath& path);
  void ask_for_all(const GivenPath& path, Folder& folder);

  void ask(Found& found, std::size_t migration);
  /// How much was found so far, of whatever kind.
  [[nodiscard]] std::size_t met() const {
    return asked_ + excluded_ + found_.size() + unread_.size() + ignored_.size();
  }
  /// Whether a file is one of a history's that was found, wherever that one stands.
  [[nodiscard]] bool is_step(const std::string& path) const;
  /// Says what was looked for where nothing was found.
  void miss(const GivenPath& path);
  [[nodiscard]] bool excluded(std::string_view shown) const;
  [[nodiscard]] FolderView empty_view(const GivenPath& folder) const;

  const Frontends& frontends_;
  const Files& files_;
  const DiscoveryOptions& options_;
  const Frontend* forced_ = nullptr;
  const Frontend* plain_ = nullptr;  ///< whose lone scripts are
  WorkingFolder working_folder_;
  std::unordered_map<std::string, std::unique_ptr<Folder>> folders_;  ///< by what makes them the same
  std::unordered_map<std::string, Candidates> around_;  ///< by the absolute path of a file's folder
  std::deque<Found> found_;                             ///< in the order found; addresses stay
  std::set<std::string> alone_;                         ///< files that are a history of their own
  std::vector<Problem> errors_;
  std::vector<UnreadMigrations> unread_;
  std::vector<Ignored> ignored_;
  std::size_t excluded_ = 0;
  std::size_t asked_ = 0;
};

}  // namespace godwit
