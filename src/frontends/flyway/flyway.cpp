#include <godwit/project/frontend.h>
#include <godwit/text/databases.h>
#include <algorithm>
#include <array>
#include <map>

#include "frontends/below.h"
#include "frontends/flyway/names.h"
#include "frontends/flyway/settings.h"
#include "frontends/flyway/transaction.h"
#include "frontends/placeholders.h"

namespace godwit {
namespace {

using flyway::FileName;
using flyway::FoundSettings;
using flyway::Naming;
using flyway::Settings;

constexpr std::size_t npos = std::string_view::npos;

/// The database of `jdbc:postgresql://…`; plain SQL where no URL tells it.
std::string_view dialect_of_url(std::string_view url) {
  constexpr std::string_view scheme = "jdbc:";
  if (!url.starts_with(scheme)) return plain_sql;
  url.remove_prefix(scheme.size());
  const std::string_view database = database_called(url.substr(0, url.find(':')));
  return database.empty() ? plain_sql : database;
}

/// Spring puts the database of its URL in the place of `{vendor}`: `db/migration/postgresql`.
std::string with_vendor(std::string location, std::string_view url) {
  constexpr std::string_view vendor = "{vendor}", scheme = "jdbc:";
  const std::size_t at = location.find(vendor);
  if (at == npos || !url.starts_with(scheme)) return location;
  url.remove_prefix(scheme.size());
  return location.replace(at, vendor.size(), url.substr(0, url.find(':')));
}

/// A place that a setting names, by its name in the folder of the setting; empty if it is not on this disk.
std::string place_of(const FolderView& folder, std::string_view location) {
  const bool on_classpath = !location.starts_with("filesystem:");
  if (location.find(':') != npos && !location.starts_with("filesystem:") && !location.starts_with("classpath:")) return {};
  if (location.find(':') != npos) location.remove_prefix(location.find(':') + 1);
  // A wildcard begins somewhere below.
  if (const std::size_t wild = location.find_first_of("*?{"); wild != npos)
    location = location.substr(0, std::min(location.rfind('/', wild), wild));
  while (location.starts_with("./")) location.remove_prefix(2);
  while (on_classpath && location.starts_with('/')) location.remove_prefix(1);
  while (location.ends_with('/')) location.remove_suffix(1);
  if (location.empty() || location.starts_with('/') || location.find("..") != npos) return {};
  for (const std::string_view root : {"", "src/main/resources"}) {
    std::string name = root.empty() ? std::string(location) : path_in(root, location);
    if (folder.access->status(path_in(folder.path, name)).kind == FileKind::folder) return name;
    if (!on_classpath) break;
  }
  return {};
}

/// Where the settings in this very folder say that migrations are, if it has any.
struct Locations {
  Settings settings;
  std::string from;
  std::vector<std::string> names;
};

Locations locations_here(const FolderView& folder) {
  Locations result;
  for (const std::string& name : folder.files) {
    if (!flyway::may_hold_settings(name)) continue;
    const ReadResult read = folder.read(name);
    if (!read.buffer) continue;
    Settings own;
    own.read(*read.buffer, name);
    if (!own.list("locations").empty() && result.from.empty()) result.from = folder.shown(name);
    result.settings.read(*read.buffer, name);
  }
  for (const std::string& location : result.settings.list("locations")) {
    std::string name = place_of(folder, with_vendor(location, result.settings.value("url")));
    const bool again = std::find(result.names.begin(), result.names.end(), name) != result.names.end();
    if (!name.empty() && !again) result.names.push_back(std::move(name));
  }
  return result;
}

/// Whether it is Flyway's own name for a folder of migrations whose files stand in folders below it, and not in one a
/// database.
bool is_usual_folder(const FolderView& folder) {
  return folder.files.empty() && folder.name() == "migration" && folder.upward().size() > 1 &&
         folder.upward()[1].ends_with("/db") &&
         std::none_of(folder.folders.begin(), folder.folders.end(),
                      [](const std::string& name) { return !database_of_folder(name).empty(); });
}

class Flyway final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "flyway"; }
  [[nodiscard]] std::string_view name() const override { return "Flyway"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    if (const Locations here = locations_here(folder); !here.names.empty()) {
      const Naming naming(here.settings);
      for (const std::string& location : here.names)
        for (const std::string& name : frontends::files_below(folder, location))
          if (is_telling(naming.parse(last_name(name))))
            return {Claim::by_marker, {"`" + here.from + "` says where Flyway's migrations are"}};
    }
    return claim_by_names(folder);
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration& migration) const override {
    if (migration.transaction == TransactionMode::one_for_all)
      return {"Flyway is told to run all pending migrations in one transaction (`group`)", way_out};
    return {"Flyway runs each migration in a transaction", way_out};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    Sorted sorted = sort(folder);
    std::vector<Migration> result = std::move(sorted.first);
    sort_by_version(sorted.versioned, flyway::sooner);
    refuse_same_versions(sorted.versioned);
    const auto move_all = [&](std::vector<Migration>& from) {
      std::move(from.begin(), from.end(), std::back_inserter(result));
    };
    move_all(sorted.versioned);
    std::stable_sort(sorted.repeatable.begin(), sorted.repeatable.end(),
                     [](const Migration& a, const Migration& b) { return a.version < b.version; });
    move_all(sorted.repeatable);
    move_all(sorted.last);
    return result;
  }

  [[nodiscard]] std::vector<Ignored> ignored(const FolderView& folder) const override {
    std::vector<Ignored> result;
    const Names names = names_of(folder);
    for (const auto& [name, parsed] : names.taken)
      if (is_replaced(parsed, name, names))
        result.push_back({folder.shown(name), "a new database begins with the baseline " + names.baseline_version});
    for (const std::string& name : names.passed_over)
      result.push_back({folder.shown(name), "Flyway passes over it in silence: its name is none that it knows"});
    return result;
  }

 private:
  static constexpr std::string_view way_out =
      "give it a migration of its own, with `executeInTransaction=false` in `<file>.sql.conf`";

  /// Migrations by when they run.
  struct Sorted {
    std::vector<Migration> first, versioned, repeatable, last;
  };

  /// What the names in a history's folders say.
  struct Names {
    Settings settings;
    std::map<std::string, FileName> taken;
    std::vector<std::string> passed_over;
    std::string baseline, baseline_version;   ///< the latest
  };

  static bool is_telling(const std::optional<FileName>& name) {
    return name && !name->code && name->kind != MigrationKind::callback;
  }

  /// A version that its writer meant for Flyway: `v6__x.sql`, `V7_one.sql`. It is read all the same, by itself.
  static bool is_near_miss(std::string_view name) {
    return !name.empty() && std::string_view("VvUuBb").find(name.front()) != npos && !leading_digits(name.substr(1)).empty();
  }

  [[nodiscard]] static Claim claim_by_names(const FolderView& folder) {
    std::vector<std::string> names = folder.files;
    const bool usual = is_usual_folder(folder);
    if (usual) names = frontends::files_below(folder);
    // Most folders have no such name, and no look around them is due.
    const auto candidate = [](const std::string& name) { return last_name(name).find("__") != npos || name.starts_with('V'); };
    if (std::none_of(names.begin(), names.end(), candidate)) return {};
    const FoundSettings around = flyway::settings_around(folder);
    const Naming naming(around.settings);
    const auto first = std::find_if(names.begin(), names.end(),
                                    [&](const std::string& name) { return is_telling(naming.parse(last_name(name))); });
    if (first == names.end()) return {};
    const std::string evidence = "`" + folder.shown(*first) + "` is called as Flyway wants it";
    if (around.from.empty()) return {Claim::by_names + 5, {evidence}};
    return {Claim::by_content, {evidence, "`" + around.from + "` names Flyway"}};
  }

  /// What lies in the folder's locations, or in the folder itself; migrations in Java or Kotlin stand beside them in
  /// `src/main/java`.
  [[nodiscard]] static std::vector<std::string> files_of(const FolderView& folder, const Locations& here) {
    std::vector<std::string> names;
    const auto add = [&](const std::string& top) {
      for (std::string& name : frontends::files_below(folder, top)) names.push_back(std::move(name));
    };
    for (const std::string& location : here.names) add(location);
    if (here.names.empty()) add("");
    constexpr std::string_view resources = "/src/main/resources";
    const std::string home = folder.upward().front();
    for (const std::string& location : here.names.empty() ? std::vector<std::string>{""} : here.names) {
      const std::string top = location.empty() ? home : path_in(home, location);
      const std::size_t at = top.find(resources);
      if (at == std::string::npos) continue;
      for (const std::string_view language : {"/src/main/java", "/src/main/kotlin"})
        add(top.substr(0, at) + std::string(language) + top.substr(at + resources.size()));
    }
    return names;
  }

  [[nodiscard]] static Names names_of(const FolderView& folder) {
    const Locations here = locations_here(folder);
    Names names;
    names.settings = here.names.empty() ? flyway::settings_around(folder).settings : here.settings;
    const Naming naming(names.settings);
    for (const std::string& name : files_of(folder, here)) {
      const std::string_view base = last_name(name);
      if (std::optional<FileName> parsed = naming.parse(base)) {
        const bool later = parsed->kind == MigrationKind::baseline &&
                           (names.baseline.empty() || flyway::sooner(names.baseline_version, parsed->version));
        if (later) names.baseline = name;
        if (later) names.baseline_version = parsed->version;
        names.taken.emplace(name, std::move(*parsed));
      } else if (name.ends_with(".sql") && !base.starts_with('.') && !is_near_miss(base)) {
        names.passed_over.push_back(name);
      }
    }
    return names;
  }

  /// A new database begins with the latest baseline; what is not above it has run on all others.
  static bool is_replaced(const FileName& parsed, const std::string& name, const Names& names) {
    const bool counted = parsed.kind == MigrationKind::versioned || parsed.kind == MigrationKind::baseline;
    return counted && !names.baseline.empty() && name != names.baseline &&
           !flyway::sooner(names.baseline_version, parsed.version);
  }

  [[nodiscard]] Sorted sort(const FolderView& folder) const {
    const Names names = names_of(folder);
    std::vector<std::string> run;
    for (const auto& [name, parsed] : names.taken)
      if (!is_replaced(parsed, name, names)) run.push_back(name);
    Sorted sorted;
    for (Migration& migration : read_each(run, [&](const std::string& name, std::vector<Migration>& to) {
           to.push_back(read(folder, name, names.taken.at(name), names.settings));
         }))
      put(std::move(migration), sorted);
    return sorted;
  }

  [[nodiscard]] Migration read(const FolderView& folder, const std::string& name, const FileName& parsed,
                               const Settings& settings) const {
    Migration migration = file_migration(folder, name, *this, dialect_of_url(settings.value("url")));
    migration.version = parsed.version.empty() ? parsed.description : parsed.version;
    migration.kind = parsed.kind;
    migration.direction = parsed.direction;
    migration.transaction = TransactionMode::per_migration;
    const BufferPtr file = file_of(migration);
    if (!file) return migration;
    if (parsed.code) {
      migration.steps = {Unread{std::string(plain_sql), file, {0, 0},
                                "Flyway runs this migration in Java or Kotlin, which godwit does not read"}};
      return migration;
    }
    flyway::decide_transaction(folder, name, settings, migration);
    if (flyway::replaces_placeholders(folder, name, settings)) fill(migration, settings);
    return migration;
  }

  static void fill(Migration& migration, const Settings& settings) {
    const std::string open(settings.value("placeholderprefix", "${"));
    const std::string close(settings.value("placeholdersuffix", "}"));
    frontends::fill_placeholders(migration, {{open, close}}, [&](std::string_view name) -> std::optional<std::string> {
      if (name == "flyway:filename") return std::string(last_name(migration.path));
      if (name == "flyway:defaultSchema" && !settings.value("defaultschema").empty())
        return std::string(settings.value("defaultschema"));
      return settings.placeholder(name);
    });
  }

  static void put(Migration migration, Sorted& sorted) {
    switch (migration.kind) {
      case MigrationKind::callback:
        (migration.version.starts_with("after") ? sorted.last : sorted.first).push_back(std::move(migration));
        return;
      case MigrationKind::repeatable:
        sorted.repeatable.push_back(std::move(migration));
        return;
      case MigrationKind::versioned:
      case MigrationKind::baseline:
        sorted.versioned.push_back(std::move(migration));
    }
  }

  static void refuse_same_versions(std::vector<Migration>& migrations) {
    const Migration* before = nullptr;
    for (Migration& migration : migrations) {
      if (migration.direction == Direction::down) continue;
      if (before != nullptr && !migration.steps.empty() && !flyway::sooner(before->version, migration.version)) {
        Problem& problem = migration.problems.emplace_back();
        problem.place = {file_of(migration), {0, 0}};
        problem.message = "Flyway refuses to run anything: `" + before->path + "` has version " + before->version + ", too";
        problem.help = "give one of the two another version";
      }
      before = &migration;
    }
  }
};

}  // namespace

const Frontend& flyway_frontend() {
  static const Flyway frontend;
  return frontend;
}

}  // namespace godwit
