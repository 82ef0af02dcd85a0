#include <godwit/project/nearby.h>
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "frontends/liquibase/changelog.h"
#include "frontends/liquibase/formatted.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using liquibase::Changelog;
using liquibase::Target;

/// How many files of a folder are opened to see whether they are changelogs, before it is taken for somebody else's:
/// many of those that are called so, and few others.
constexpr int looks_by_name = 16;
constexpr int looks = 3;

bool is_marked(std::string_view head) { return head.find("databaseChangeLog") != std::string_view::npos; }

/// Changelogs that a folder holds itself, by name.
struct Roots {
  std::vector<std::string> trees;      ///< XML, YAML and JSON
  std::vector<std::string> formatted;  ///< those whose first line says so
};

Roots roots_of(const FolderView& folder) {
  Roots roots;
  int named = looks_by_name;
  int others = looks;
  for (const std::string& name : folder.files) {
    const bool tree = liquibase::is_tree_name(name);
    if (!tree && !name.ends_with(".cypher") && !name.ends_with(".sql")) continue;
    int& left = lower(name).find("change") == std::string::npos ? others : named;
    const bool seen_such = !(tree ? roots.trees : roots.formatted).empty();
    if (left == 0 && !seen_such) continue;
    left = std::max(left - 1, 0);
    const std::string head = folder.head(name);
    if (tree && is_marked(head)) roots.trees.push_back(name);
    if (!tree && liquibase::format_of(head) != liquibase::Format::none) roots.formatted.push_back(name);
  }
  return roots;
}

/// `parameter.schema=app` of `liquibase.properties`, `spring.liquibase.parameters.schema=app`.
void read_parameters(std::string_view text, Target& target) {
  while (!text.empty()) {
    const std::string_view line = frontends::trim(frontends::take_line(text));
    const std::size_t equals = line.find('=');
    for (const std::string_view before : {"parameter.", "spring.liquibase.parameters."})
      if (equals != std::string_view::npos && line.starts_with(before))
        target.parameters.try_emplace(std::string(frontends::trim(line.substr(before.size(), equals - before.size()))),
                                      frontends::trim(line.substr(equals + 1)));
  }
}

/// What the properties around a folder say: `url`, and the parameters that a changelog is given.
Target target_around(const FolderView& folder) {
  struct Driver { std::string_view url, database, dialect; };
  constexpr std::array<Driver, 8> drivers{{{"jdbc:neo4j:", "neo4j", "cypher"},
                                           {"jdbc:postgresql:", "postgresql", "postgres"},
                                           {"jdbc:mysql:", "mysql", "mysql"},
                                           {"jdbc:mariadb:", "mariadb", "mysql"},
                                           {"jdbc:sqlite:", "sqlite", "sqlite"},
                                           {"jdbc:sqlserver:", "mssql", "mssql"},
                                           {"jdbc:oracle:", "oracle", "oracle"},
                                           {"jdbc:h2:", "h2", "h2"}}};
  Target target{std::string(plain_sql), "postgresql"};
  bool found = false;
  look_nearby(
      folder, [](std::string_view name) { return name.ends_with(".properties") || name.starts_with("application."); },
      [&](std::string_view text) {
        for (const Driver& driver : drivers) {
          if (found || text.find(driver.url) == std::string_view::npos) continue;
          found = true;
          target.database = driver.database;
          target.dialect = driver.dialect;
        }
        read_parameters(text, target);
        return false;
      });
  return target;
}

/// Two changesets of one author, id and file.
void refuse_same_changesets(std::vector<Migration>& migrations) {
  std::set<std::pair<std::string, std::string>> seen;
  for (Migration& migration : migrations) {
    if (migration.direction == Direction::down || migration.steps.empty() || migration.version.empty()) continue;
    if (seen.emplace(migration.path, migration.version).second) continue;
    Problem& problem = migration.problems.emplace_back();
    problem.place = {file_of(migration), {0, 0}};
    problem.message = "Liquibase refuses to run anything: `" + migration.path + "` has the changeset " + migration.version +
                      " twice";
    problem.help = "give one of the two another id";
  }
}

class Liquibase final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "liquibase"; }
  [[nodiscard]] std::string_view name() const override { return "Liquibase"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    const Roots roots = roots_of(folder);
    if (roots.trees.empty() && roots.formatted.empty()) return {};
    if (roots.trees.empty())
      return {Claim::by_content, {"`" + folder.shown(roots.formatted.front()) + "` says `--liquibase formatted`"}};
    // Only a look at all changes tells whether godwit can read any.
    if (list(folder).empty()) return {};
    return {Claim::by_marker, {"`" + folder.shown(roots.trees.front()) + "` holds a `databaseChangeLog`"}};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration&) const override {
    return {"Liquibase opens a transaction for each changeset",
            "give it a changeset of its own that says `runInTransaction:false`"};
  }

  /// The changelogs that no other one includes, by name, each with what it includes where it does.
  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    const Roots roots = roots_of(folder);
    std::vector<std::string> all = roots.trees;
    all.insert(all.end(), roots.formatted.begin(), roots.formatted.end());
    if (all.empty()) return {};
    Changelog survey(folder, *this, {});
    for (const std::string& name : all) survey.read(name);
    Target target = survey.is_of_neo4j() ? Target{} : target_around(folder);
    if (!target.is_neo4j() && !survey.has_text()) return {};
    Changelog changelog(folder, *this, std::move(target));
    for (const std::string& name : all)
      if (!survey.included().contains(name)) changelog.read(name);
    std::vector<Migration> result = changelog.take();
    refuse_same_changesets(result);
    return result;
  }
};

}  // namespace

const Frontend& liquibase_frontend() {
  static const Liquibase frontend;
  return frontend;
}

}  // namespace godwit
