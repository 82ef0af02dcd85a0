#pragma once

#include <godwit/project/discovery.h>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "project/folder.h"
#include "project/working_folder.h"

namespace godwit {

/// Collects the histories that paths belong to. Each folder is read once and each history listed once, however many
/// paths lead there.
class HistoryFinder {
 public:
  explicit HistoryFinder(const DiscoveryOptions& options);

  void add(const std::filesystem::path& path);
  /// A file whose text is in memory, whether or not it is on disk.
  void add_draft(std::string text, const std::filesystem::path& path);
  [[nodiscard]] Discovery finish();

 private:
  /// A history with its migrations by path: a file may hold several, up and down.
  struct Found {
    History history;
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_path;
  };
  struct Folder {
    FolderView view;
    const Frontend* frontend = nullptr;
    Claim claim = Claim::no;
    Found* found = nullptr;  ///< once the history was listed
    bool listed = false;
    bool walked = false;
    std::set<std::string, std::less<>> own;  ///< folders below that are migrations of this folder's history
  };
  /// A folder whose history a file may be part of, and the way from there to the file's folder.
  struct Candidate {
    Folder* folder = nullptr;
    std::string way;  ///< empty, or ends with `/`
  };
  using Candidates = std::vector<Candidate>;  ///< the strongest claim first, then the nearest

  Folder* look(const GivenPath& path, bool complain);
  void settle(Folder& folder) const;
  Found* history_of(Folder& folder);
  Found& keep(const FolderView& view, const Frontend* frontend, std::vector<Migration> migrations);

  const Candidates& around(const GivenPath& folder);
  void add_file(const GivenPath& folder, const std::string& name);
  bool ask_for_file(const Candidates& candidates, const std::string& name);
  bool ask_for_neighbours(const Candidates& candidates);
  void add_alone(const GivenPath& folder, const std::string& name);

  void add_folder(const GivenPath& path);
  void ask_for_all(const GivenPath& path, Folder& folder);

  void ask(Found& found, std::size_t migration);
  [[nodiscard]] bool excluded(std::string_view shown) const;
  [[nodiscard]] FolderView empty_view(const GivenPath& folder) const;

  const DiscoveryOptions& options_;
  const Frontend* forced_ = nullptr;
  WorkingFolder working_folder_;
  std::filesystem::path draft_path_;
  BufferPtr draft_;
  std::map<FolderId, std::unique_ptr<Folder>> folders_;
  std::unordered_map<std::string, Candidates> around_;  ///< by the absolute path of a file's folder
  std::deque<Found> found_;                             ///< in the order found; addresses stay
  std::set<std::string> alone_;                         ///< files that are a history of their own
  std::vector<DiscoveryError> errors_;
};

}  // namespace godwit
