#include "project/history_finder.h"

#include <godwit/project/cypher_scripts.h>
#include <godwit/project/glob.h>
#include <algorithm>
#include <array>
#include <utility>

#include "project/choose_frontend.h"
#include "project/foreign_database.h"
#include "project/said_dialect.h"

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
  return is_sql_name(name) || is_cypher_name(name) ||
         std::find(endings.begin(), endings.end(), ending) != endings.end();
}

/// The name in `view` of what reports print as `shown`: the way back from `FolderView::shown`, whose `prefix` is the
/// same for all names.
std::string name_in(const FolderView& view, std::string_view prefix, std::string_view shown) {
  return shown.starts_with(prefix) ? std::string(shown.substr(prefix.size())) : view.here + '/' + std::string(shown);
}

}  // namespace

HistoryFinder::HistoryFinder(const DiscoveryOptions& options) : options_(options) {
  if (options.framework.empty()) return;
  forced_ = find_frontend(options.framework);
  if (forced_ == nullptr) errors_.push_back({options.framework, "is not a framework that godwit knows"});
}

bool HistoryFinder::excluded(std::string_view shown) const {
  if (options_.excluded.empty()) return false;
  const std::string path = options_.base.inside(shown);
  return std::any_of(options_.excluded.begin(), options_.excluded.end(),
                     [&](const std::string& pattern) { return glob_matches(pattern, path); });
}

void HistoryFinder::ask(Found& found, std::size_t migration) {
  if (!excluded(found.history.migrations[migration].path)) found.history.asked[migration] = true;
}

FolderView HistoryFinder::empty_view(const GivenPath& folder) const {
  FolderView view;
  view.shown_as = working_folder_.shown(folder);
  view.here = working_folder_.within(folder.absolute);
  // The shorter path is the faster one to open, thousands of times.
  view.path = view.shown_as.empty() ? std::filesystem::path(".") : std::filesystem::path(view.shown_as);
  return view;
}

HistoryFinder::Folder* HistoryFinder::look(const GivenPath& path, bool complain) {
  FolderView named = empty_view(path);
  FolderRead read = read_folder(named.path, std::move(named.shown_as));
  if (!read.error.empty()) {
    if (complain) errors_.push_back({working_folder_.shown(path), "cannot be read: " + read.error});
    return nullptr;
  }
  auto& folder = folders_[read.id];
  if (folder) return folder.get();
  folder = std::make_unique<Folder>();
  folder->view = std::move(read.view);
  folder->view.here = std::move(named.here);
  if (draft_) {
    const std::string name = draft_path_.lexically_relative(path.absolute).native();
    if (!name.starts_with("..")) add_draft_to(folder->view, draft_, name);
  }
  settle(*folder);
  return folder.get();
}

void HistoryFinder::settle(Folder& folder) const {
  const FrontendChoice choice = choose_frontend(folder.view, forced_);
  folder.frontend = choice.frontend;
  folder.claim = choice.claim;
}

HistoryFinder::Found* HistoryFinder::history_of(Folder& folder) {
  if (folder.listed || folder.frontend == nullptr) return folder.found;
  folder.listed = true;
  std::vector<Migration> migrations = folder.frontend->list(folder.view);
  if (migrations.empty()) return nullptr;
  folder.found = &keep(folder.view, folder.frontend, std::move(migrations));
  const std::string prefix = folder.view.shown("");
  for (const Migration& migration : folder.found->history.migrations) {
    const std::string name = name_in(folder.view, prefix, migration.path);
    if (const std::size_t slash = name.find('/'); slash != std::string::npos) folder.own.insert(name.substr(0, slash));
  }
  return folder.found;
}

HistoryFinder::Found& HistoryFinder::keep(const FolderView& view, const Frontend* frontend,
                                          std::vector<Migration> migrations) {
  Found& found = found_.emplace_back();
  found.history.folder = view.shown_as.empty() ? "." : view.shown_as;
  found.history.frontend = frontend;
  found.history.migrations = std::move(migrations);
  found.history.asked.resize(found.history.migrations.size());
  const std::string_view foreign = foreign_database(view.shown_as);
  for (std::size_t i = 0; i < found.history.migrations.size(); ++i) {
    Migration& migration = found.history.migrations[i];
    found.by_path[migration.path].push_back(i);
    const std::string_view said = said_dialect(options_, migration.path);
    const std::string_view otherwise = said.empty() ? foreign : said;
    if (otherwise.empty()) continue;
    for (Script& script : migration.scripts)
      if (script.dialect == Script().dialect) script.dialect = otherwise;  // its frontend has not said more
  }
  return found;
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
    if (here != nullptr && here->claim > (level == 0 ? Claim::no : Claim::fallback)) candidates.push_back({here, way});
    if (at.absolute == at.absolute.parent_path() || (here != nullptr && is_repository_root(here->view))) break;
    way = at.absolute.filename().native() + '/' + way;
    at.absolute = at.absolute.parent_path();
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.folder->claim > b.folder->claim; });
  return candidates;
}

bool HistoryFinder::ask_for_file(const Candidates& candidates, const std::string& name) {
  for (const Candidate& candidate : candidates) {
    Found* found = history_of(*candidate.folder);
    if (found == nullptr) continue;
    const auto migrations = found->by_path.find(candidate.folder->view.shown(candidate.way + name));
    if (migrations == found->by_path.end()) continue;
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
  if (draft_ && draft_path_ == folder.absolute / name) {
    view.draft = draft_;
    view.draft_name = name;
  }
  const Frontend* frontend = choose_frontend(view, forced_).frontend;
  std::vector<Migration> migrations;
  if (frontend != nullptr) migrations = frontend->list(view);
  if (migrations.empty()) {
    frontend = find_frontend("plain");
    migrations.push_back(is_cypher_name(name) ? cypher_migration(view, name, *frontend)
                                              : file_migration(view, name, *frontend));
    for (Script& script : migrations.back().scripts)
      if (is_cypher_name(name) && !is_cypher_file(view, name)) script.dialect = "cassandra";
  }
  Found& found = keep(view, frontend, std::move(migrations));
  for (std::size_t i = 0; i < found.history.migrations.size(); ++i) ask(found, i);
}

void HistoryFinder::add_file(const GivenPath& folder, const std::string& name) {
  const Candidates& candidates = around(folder);
  if (ask_for_file(candidates, name)) return;
  if (may_be_script(name) || draft_) return add_alone(folder, name);
  // What a framework keeps beside a migration (metadata.toml) stands for it; beside none (atlas.sum) for nothing.
  if (ask_for_neighbours(candidates) || !candidates.empty()) return;
  errors_.push_back({working_folder_.shown({folder.absolute / name, folder.was_absolute}),
                     "is not SQL, and no history of migrations has it"});
}

// -------------------------------------------------------------------------------------------------- a folder downward

void HistoryFinder::ask_for_all(const GivenPath& path, Folder& folder) {
  Found* found = history_of(folder);
  const std::size_t count = found == nullptr ? 0 : found->history.migrations.size();
  for (std::size_t i = 0; i < count; ++i) ask(*found, i);
  for (const std::string& name : folder.view.files) {
    if (name.starts_with('.') || (!is_sql_name(name) && !is_cypher_file(folder.view, name))) continue;
    if (found == nullptr || !found->by_path.contains(folder.view.shown(name))) add_alone(path, name);
  }
}

void HistoryFinder::add_folder(const GivenPath& path) {
  if (ask_for_neighbours(around(path))) return;
  std::vector<GivenPath> pending{path};
  while (!pending.empty()) {
    const GivenPath at = std::move(pending.back());
    pending.pop_back();
    if (excluded(working_folder_.shown(at))) continue;
    Folder* folder = look(at, true);
    if (folder == nullptr || std::exchange(folder->walked, true)) continue;
    ask_for_all(at, *folder);
    for (auto name = folder->view.folders.rbegin(); name != folder->view.folders.rend(); ++name) {
      if (entered(*name) && !folder->own.contains(*name)) pending.push_back({at.absolute / *name, at.was_absolute});
    }
  }
}

// -------------------------------------------------------------------------------------------------------- from outside

void HistoryFinder::add(const std::filesystem::path& path) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  const GivenPath given = working_folder_.resolve(path);
  if (status.type() == std::filesystem::file_type::directory) return add_folder(given);
  if (status.type() == std::filesystem::file_type::not_found) {
    errors_.push_back({path.generic_string(), "does not exist"});
  } else if (error) {
    errors_.push_back({path.generic_string(), "cannot be read: " + error.message()});
  } else {
    add_file({given.absolute.parent_path(), given.was_absolute}, given.absolute.filename().native());
  }
}

void HistoryFinder::add_draft(std::string text, const std::filesystem::path& path) {
  const GivenPath given = working_folder_.resolve(path);
  draft_path_ = given.absolute;
  draft_ = std::make_shared<const Buffer>(Buffer{working_folder_.shown(given), std::move(text)});
  add_file({given.absolute.parent_path(), given.was_absolute}, given.absolute.filename().native());
}

Discovery HistoryFinder::finish() {
  Discovery result;
  for (Found& found : found_) {
    const auto& asked = found.history.asked;
    if (std::find(asked.begin(), asked.end(), true) == asked.end()) continue;
    result.histories.push_back(std::move(found.history));
  }
  result.errors = std::move(errors_);
  return result;
}

}  // namespace godwit
