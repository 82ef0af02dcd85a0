#include <godwit/project/nearby.h>
#include <algorithm>
#include <string>

#include "frontends/liquibase/changelog.h"
#include "frontends/liquibase/formatted.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using liquibase::Changelog;

/// How many files of a folder are opened to see whether they are changelogs, before it is taken for somebody else's:
/// many of those that are called so, and few others.
constexpr int looks_by_name = 16;
constexpr int looks = 3;

bool is_marked(std::string_view head) { return head.find("databaseChangeLog") != std::string_view::npos; }

/// Changelogs that a folder holds itself, by name.
struct Roots {
  std::vector<std::string> trees;      ///< XML, YAML and JSON
  std::vector<std::string> formatted;  ///< those whose first line says so, and says Cypher
};

Roots roots_of(const FolderView& folder) {
  Roots roots;
  int named = looks_by_name;
  int others = looks;
  for (const std::string& name : folder.files) {
    const bool tree = liquibase::is_tree_name(name);
    if (!tree && !name.ends_with(".cypher") && !name.ends_with(".sql")) continue;
    int& left = frontends::lower(name).find("change") == std::string::npos ? others : named;
    const bool seen_such = !(tree ? roots.trees : roots.formatted).empty();
    if (left == 0 && !seen_such) continue;
    left = std::max(left - 1, 0);
    const std::string head = folder.head(name);
    if (tree && is_marked(head)) roots.trees.push_back(name);
    if (!tree && liquibase::is_formatted_cypher(name, head)) roots.formatted.push_back(name);
  }
  return roots;
}

/// Where changes are all `sql`, only the connection tells whose language they are in.
bool connects_to_neo4j(const FolderView& folder) {
  bool found = false;
  look_nearby(
      folder, [](std::string_view name) { return name.ends_with(".properties") || name.starts_with("application."); },
      [&](std::string_view text) { return found = text.find("jdbc:neo4j:") != std::string_view::npos; });
  return found;
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
    // Whose changes are in XML only a look at all of them tells: other databases' are not read yet.
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
    Changelog survey(folder, *this);
    for (const std::string& name : roots.trees) survey.read(name);
    Changelog changelog(folder, *this);
    for (const std::string& name : all)
      if (!survey.included().contains(name)) changelog.read(name);
    const bool ours = changelog.is_of_neo4j() || (!all.empty() && connects_to_neo4j(folder));
    return ours ? changelog.take() : std::vector<Migration>();
  }
};

}  // namespace

const Frontend& liquibase_frontend() {
  static const Liquibase frontend;
  return frontend;
}

}  // namespace godwit
