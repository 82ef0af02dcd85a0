#include "project/history_finder.h"

#include <godwit/project/glob.h>
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <unordered_set>
#include <utility>

#include "project/code_migrations.h"
#include "project/evidence.h"
#include "project/no_migration.h"

namespace godwit {
namespace {

// How far above a file its history may begin: Diesel and Prisma need one, Java's frameworks a few.
constexpr int levels_above = 4;

constexpr std::array<std::string_view, 3> never_entered{"node_modules", "target", "vendor"};

bool entered(std::string_view folder) {
  return !folder.starts_with('.') &&
         std::find(never_entered.begin(), never_entered.end(), folder) == never_entered.end();
}

bool is_repository_root(const FolderView& view) { return view.has_folder(".git") || view.has_file(".git"); }

/// Whether a file that no history lists is worth reading when somebody names it.
bool may_be_script(const std::string& name) {
  constexpr std::array<std::string_view, 5> endings{"", ".psql", ".pgsql", ".ddl", ".dump"};
  const std::string ending = std::filesystem::path(name).extension().native();
  return text_of_file(name) != nullptr || std::find(endings.begin(), endings.end(), ending) != endings.end();
}

/// The name in `view` of what reports print as `shown`: the way back from `FolderView::shown`, whose `prefix` is the
/// same for all names.
std::string name_in(const FolderView& view, std::string_view prefix, std::string_view shown) {
  return shown.starts_with(prefix) ? std::string(shown.substr(prefix.size())) : view.here + '/' + std::string(shown);
}

}  // namespace

HistoryFinder::HistoryFinder(const Frontends& frontends, const Files& files, const DiscoveryOptions& options)
    : frontends_(frontends), files_(files), options_(options), plain_(plain_among(frontends)), working_folder_(files) {
  if (options.framework.empty()) return;
  forced_ = find_frontend(frontends, options.framework);
  if (forced_ == nullptr) errors_.push_back(unreadable(options.framework, "is not a framework that godwit knows"));
}

bool HistoryFinder::excluded(std::string_view shown) const {
  if (options_.excluded.empty()) return false;
  const std::string path = options_.base.inside(shown);
  return std::any_of(options_.excluded.begin(), options_.excluded.end(),
                     [&](const std::string& pattern) { return glob_matches(pattern, path); });
}

void HistoryFinder::ask(Found& found, std::size_t migration) {
  const bool is_excluded = excluded(found.history.migrations[migration].path);
  ++(is_excluded ? excluded_ : asked_);
  if (!is_excluded) found.history.asked[migration] = true;
}

FolderView HistoryFinder::empty_view(const GivenPath& folder) const {
  FolderView view;
  view.access = &files_;
  view.shown_as = working_folder_.shown(folder);
  view.here = working_folder_.within(folder.absolute);
  // The shorter path is the faster one to open, thousands of times.
  view.path = view.shown_as.empty() ? "." : view.shown_as;
  return view;
}

HistoryFinder::Folder* HistoryFinder::look(const GivenPath& path, bool complain) {
  FolderView named = empty_view(path);
  FolderRead read = read_folder(files_, std::move(named.path), std::move(named.shown_as));
  if (!read.error.empty()) {
    if (complain) errors_.push_back(unreadable(working_folder_.shown(path), "cannot be read: " + read.error));
    return nullptr;
  }
  auto& folder = folders_[read.id];
  if (folder) return folder.get();
  folder = std::make_unique<Folder>();
  folder->view = std::move(read.view);
  folder->view.here = std::move(named.here);
  for (FolderClaim& claim : claims_of(folder->view, frontends_, forced_)) folder->claims.push_back({std::move(claim)});
  return folder.get();
}

HistoryFinder::Found* HistoryFinder::history_of(Folder& folder) {
  if (folder.claims.empty()) return nullptr;
  Claimed& winner = folder.claims.front();
  if (winner.listed) return winner.found;
  if (history_of(folder.view, winner) == nullptr) return nullptr;
  for (std::size_t i = 1; i < folder.claims.size(); ++i) {
    const FolderClaim& other = folder.claims[i].by;
    if (other.claim.score <= Claim::fallback || other.claim.evidence.empty()) continue;
    winner.found->history.ambiguous.push_back(std::string(other.frontend->name()) + " might take it, too: " +
                                              other.claim.evidence.front());
  }
  const std::string prefix = folder.view.shown("");
  const auto own = [&](std::string_view path) {
    const std::string name = name_in(folder.view, prefix, path);
    if (const std::size_t slash = name.rfind('/'); slash != std::string::npos) folder.own.insert(name.substr(0, slash));
  };
  for (const Migration& migration : winner.found->history.migrations) own(migration.path);
  for (const Ignored& ignored : winner.found->history.ignored) own(ignored.path);
  return winner.found;
}

HistoryFinder::Found* HistoryFinder::history_of(const FolderView& view, Claimed& claimed) {
  if (std::exchange(claimed.listed, true)) return claimed.found;
  if (!claimed.by.migrations) claimed.by.migrations = claimed.by.frontend->list(view);
  std::vector<Ignored> ignored = leave_out(view, claimed.by);
  if (!claimed.by.migrations->empty() || !ignored.empty())
    claimed.found = &keep(view, std::move(claimed.by), std::move(ignored));
  return claimed.found;
}

HistoryFinder::Found& HistoryFinder::keep(const FolderView& view, FolderClaim by, std::vector<Ignored> left_out) {
  Found& found = found_.emplace_back();
  History& history = found.history;
  history.folder = view.shown_as.empty() ? "." : view.shown_as;
  history.frontend = by.frontend;
  history.migrations = std::move(*by.migrations);
  history.ignored = std::move(left_out);
  history.asked.resize(history.migrations.size());
  history.evidence = std::move(by.claim.evidence);
  settle_plain_sql(history, &view, options_, plain_);
  if (history.frontend != nullptr)
    for (Ignored& ignored : history.frontend->ignored(view)) history.ignored.push_back(std::move(ignored));
  for (const Ignored& ignored : history.ignored) found.by_path[ignored.path];
  for (std::size_t i = 0; i < history.migrations.size(); ++i) found.by_path[history.migrations[i].path].push_back(i);
  return found;
}

/// Plain scripts that are no migrations are not replayed.
std::vector<Ignored> HistoryFinder::leave_out(const FolderView& view, FolderClaim& by) const {
  if (by.frontend != plain_ || plain_ == nullptr || forced_ != nullptr) return {};
  const std::string prefix = view.shown("");
  std::vector<Migration> kept;
  std::vector<Ignored> ignored;
  for (Migration& migration : *by.migrations) {
    std::string why = why_no_migration(view, name_in(view, prefix, migration.path));
    if (why.empty())
      kept.push_back(std::move(migration));
    else
      ignored.push_back({migration.path, std::move(why)});
  }
  by.migrations = std::move(kept);
  return ignored;
}

/// Migrations in code that stand in the folder.
void HistoryFinder::note_unread(Folder& folder, const Found* found) {
  std::map<std::string_view, UnreadMigrations> by_framework;
  for (const std::string& name : folder.view.files) {
    const std::string shown = folder.view.shown(name);
    if (name.starts_with('.') || (found != nullptr && found->by_path.contains(shown))) continue;
    const CodeFramework* framework = code_framework_of(folder.view, name);
    const bool beside = framework == nullptr && found != nullptr && found->history.frontend != nullptr &&
                        !found->history.migrations.empty() && is_numbered_code(name);
    if (framework == nullptr && !beside) continue;
    if (excluded(shown)) {
      ++excluded_;
    } else if (const std::string_view reason = accepted_unread(options_, shown); !reason.empty()) {
      ignored_.push_back({shown, "it need not be read: " + std::string(reason)});
    } else {
      const std::string_view id = beside ? found->history.frontend->id() : framework->id;
      UnreadMigrations& unread = by_framework[id];
      unread.framework = id;
      unread.name = beside ? found->history.frontend->name() : framework->name;
      unread.folder = folder.view.shown_as.empty() ? "." : folder.view.shown_as;
      unread.files.push_back(shown);
    }
  }
  for (auto& [id, unread] : by_framework) unread_.push_back(std::move(unread));
}

// ------------------------------------------------------------------------------------------------- a file by its name

const HistoryFinder::Candidates& HistoryFinder::around(const GivenPath& folder) {
  const auto [place, is_new] = around_.try_emplace(folder.absolute.native());
  Candidates& candidates = place->second;
  if (!is_new) return candidates;
  GivenPath at = folder;
  std::string way;
  for (int level = 0; level <= levels_above; ++level) {
    Folder* here = look(at, false);
    // Plain SQL is never nested: a folder above that only plain SQL claims has nothing to say about this one.
    if (here != nullptr && here->score() > (level == 0 ? 0 : Claim::fallback)) candidates.push_back({here, way});
    if (at.absolute == at.absolute.parent_path() || (here != nullptr && is_repository_root(here->view))) break;
    way = at.absolute.filename().native() + '/' + way;
    at.absolute = at.absolute.parent_path();
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.folder->score() > b.folder->score(); });
  return candidates;
}

bool HistoryFinder::ask_for_file(const Candidates& candidates, const std::string& name) {
  for (const Candidate& candidate : candidates) {
    Found* found = history_of(*candidate.folder);
    if (found == nullptr) continue;
    const auto migrations = found->by_path.find(candidate.folder->view.shown(candidate.way + name));
    if (migrations == found->by_path.end() || migrations->second.empty()) continue;
    for (const std::size_t migration : migrations->second) ask(*found, migration);
    return true;
  }
  return false;
}

/// Asks for the migrations that stand in the same folder, if that folder is a migration's own.
bool HistoryFinder::ask_for_neighbours(const Candidates& candidates) {
  bool any = false;
  for (const Candidate& candidate : candidates) {
    if (candidate.way.empty()) continue;
    Found* found = history_of(*candidate.folder);
    if (found == nullptr) continue;
    const std::string prefix = candidate.folder->view.shown("");
    for (std::size_t i = 0; i < found->history.migrations.size(); ++i) {
      const std::string name = name_in(candidate.folder->view, prefix, found->history.migrations[i].path);
      if (!name.starts_with(candidate.way)) continue;
      ask(*found, i);
      any = true;
    }
    if (any) break;
  }
  return any;
}

void HistoryFinder::add_alone(const GivenPath& folder, const std::string& name) {
  FolderView view = empty_view(folder);
  if (!alone_.insert(view.shown(name)).second) return;
  view.files = {name};
  FolderClaim by{forced_, {Claim::fallback, {"`" + view.shown(name) + "` is part of no history"}}};
  if (forced_ != nullptr) by.migrations = forced_->list(view);
  if (plain_ != nullptr && (!by.migrations || by.migrations->empty())) {
    by.frontend = plain_;
    by.migrations = plain_->list_alone(view, name);
  }
  if (!by.migrations) return errors_.push_back(unreadable(view.shown(name), "no framework here reads it"));
  Found& found = keep(view, std::move(by), {});
  for (std::size_t i = 0; i < found.history.migrations.size(); ++i) ask(found, i);
}

/// Asks for a file that only a weaker claim lists: two runners may share a folder.
bool HistoryFinder::ask_others(Folder& folder, const std::string& name) {
  for (std::size_t i = 1; i < folder.claims.size(); ++i) {
    if (folder.claims[i].by.claim.score <= Claim::fallback) return false;
    Found* found = history_of(folder.view, folder.claims[i]);
    if (found == nullptr) continue;
    const auto migrations = found->by_path.find(folder.view.shown(name));
    if (migrations == found->by_path.end()) continue;
    for (const std::size_t migration : migrations->second) ask(*found, migration);
    return true;
  }
  return false;
}

void HistoryFinder::add_file(const GivenPath& folder, const std::string& name, bool is_script) {
  const Candidates& candidates = around(folder);
  if (ask_for_file(candidates, name)) return;
  for (const Candidate& candidate : candidates)
    if (candidate.way.empty() && ask_others(*candidate.folder, name)) return;
  if (is_script || may_be_script(name)) return add_alone(folder, name);
  if (Folder* here = look(folder, false); here != nullptr) {
    if (const CodeFramework* framework = code_framework_of(here->view, name); framework != nullptr) {
      const std::string shown = here->view.shown(name);
      UnreadMigrations unread{std::string(framework->id), std::string(framework->name), shown, {shown}};
      return unread_.push_back(std::move(unread));
    }
  }
  // What a framework keeps beside a migration (metadata.toml) stands for it; beside none (atlas.sum) for nothing.
  if (ask_for_neighbours(candidates) || !candidates.empty()) return;
  errors_.push_back(unreadable(working_folder_.shown({folder.absolute / name, folder.was_absolute}),
                               "is not SQL, and no history of migrations has it"));
}

// -------------------------------------------------------------------------------------------------- a folder downward

void HistoryFinder::ask_for_all(const GivenPath& path, Folder& folder) {
  Found* found = history_of(folder);
  const std::size_t count = found == nullptr ? 0 : found->history.migrations.size();
  for (std::size_t i = 0; i < count; ++i) ask(*found, i);
  for (const std::string& name : folder.view.files) {
    if (name.starts_with('.') || text_of_script(folder.view, name) == nullptr) continue;
    if (found != nullptr && found->by_path.contains(folder.view.shown(name))) continue;
    if (ask_others(folder, name)) continue;
    if (std::string why = why_no_migration(folder.view, name); !why.empty() && plain_ != nullptr)
      ignored_.push_back({folder.view.shown(name), std::move(why)});
    else
      add_alone(path, name);
  }
  note_unread(folder, found);
}

bool HistoryFinder::is_step(const std::string& path) const {
  return std::any_of(found_.begin(), found_.end(), [&](const Found& each) {
    const auto steps = each.by_path.find(path);
    return steps != each.by_path.end() && !steps->second.empty();
  });
}

void HistoryFinder::miss(const GivenPath& path) {
  if (options_.allow_empty) return;
  std::string names;
  for (const Frontend* frontend : frontends_)
    if (frontend != plain_) names += (names.empty() ? "" : ", ") + std::string(frontend->name());
  const std::string shown = working_folder_.shown(path);
  errors_.push_back(unreadable(shown.empty() ? "." : shown,
                               "holds no migrations: looked for those of " + names +
                                   ", and for other scripts, by the endings of their names; --allow-empty makes that right"));
}

void HistoryFinder::add_folder(const GivenPath& path) {
  if (ask_for_neighbours(around(path))) return;
  std::vector<GivenPath> pending{path};
  const std::size_t met_before = met();
  const std::size_t errors_before = errors_.size();
  std::unordered_set<std::string> read_above;  // folders that were read with a history further up than their parent
  while (!pending.empty()) {
    const GivenPath at = std::move(pending.back());
    pending.pop_back();
    if (excluded(working_folder_.shown(at))) {
      ++excluded_;
      continue;
    }
    Folder* folder = look(at, true);
    if (folder == nullptr) continue;
    if (std::exchange(folder->walked, true)) {
      if (at.absolute == path.absolute) return;  // what it holds was found from further up
      continue;
    }
    ask_for_all(at, *folder);
    for (const std::string& name : folder->own)
      if (name.find('/') != std::string::npos) read_above.insert((at.absolute / name).native());
    for (auto name = folder->view.folders.rbegin(); name != folder->view.folders.rend(); ++name) {
      if (!entered(*name) || folder->own.contains(*name)) continue;
      GivenPath below{at.absolute / *name, at.was_absolute};
      if (!read_above.contains(below.absolute.native())) pending.push_back(std::move(below));
    }
  }
  if (met() == met_before && errors_.size() == errors_before) miss(path);
}

// -------------------------------------------------------------------------------------------------------- from outside

void HistoryFinder::add(const std::filesystem::path& path) {
  const FileStatus status = files_.status(path.native());
  const GivenPath given = working_folder_.resolve(path);
  if (status.kind == FileKind::folder) return add_folder(given);
  if (!status.error.empty()) {
    errors_.push_back(unreadable(path.generic_string(), "cannot be read: " + status.error));
  } else if (status.kind == FileKind::none) {
    errors_.push_back(unreadable(path.generic_string(), "does not exist"));
  } else {
    add_file({given.absolute.parent_path(), given.was_absolute}, given.absolute.filename().native(), false);
  }
}

void HistoryFinder::add_script(const std::filesystem::path& path) {
  const GivenPath given = working_folder_.resolve(path);
  add_file({given.absolute.parent_path(), given.was_absolute}, given.absolute.filename().native(), true);
}

Discovery HistoryFinder::finish() {
  Discovery result;
  // A history may have files of folders that were looked at before its own.
  for (UnreadMigrations& each : unread_)
    std::erase_if(each.files, [&](const std::string& path) { return is_step(path); });
  std::erase_if(unread_, [](const UnreadMigrations& each) { return each.files.empty(); });
  // Who names a file has it read.
  std::erase_if(ignored_, [&](const Ignored& each) { return is_step(each.path); });
  for (Found& found : found_) {
    const auto& asked = found.history.asked;
    if (std::find(asked.begin(), asked.end(), true) == asked.end()) {
      std::move(found.history.ignored.begin(), found.history.ignored.end(), std::back_inserter(ignored_));
      continue;
    }
    result.histories.push_back(std::move(found.history));
  }
  result.errors = std::move(errors_);
  result.unread = std::move(unread_);
  result.ignored = std::move(ignored_);
  result.excluded = excluded_;
  return result;
}

}  // namespace godwit
