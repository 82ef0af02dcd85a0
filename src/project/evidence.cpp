#include "project/evidence.h"

#include <godwit/text/databases.h>
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "project/database.h"
#include "project/said_dialect.h"

namespace godwit {
namespace {

/// Gives every step without a dialect of its own this one; false if none lacks one.
bool settle(Migration& migration, std::string_view dialect) {
  bool any = false;
  const auto give = [&](auto& step) {
    if (step.dialect != plain_sql) return;
    step.dialect = dialect;
    any = true;
  };
  for (Step& step : migration.steps) std::visit(give, step);
  return any;
}

/// The database that a folder's names say its SQL is for; empty if they say none, or one whose scripts are no `.sql`.
std::string_view sql_database(std::string_view folder) {
  const std::string_view named = database_of_folder(folder);
  const DialectText* known = find_text(named);
  return known == nullptr || has_ending(*known, "a.sql") ? named : std::string_view();
}

/// What tells of all SQL of a history that nothing was said of.
SaidDatabase told(const History& history, const FolderView* folder) {
  if (const std::string_view named = sql_database(history.folder); !named.empty())
    return {std::string(named), "the names of `" + history.folder + "` say that its SQL is for `" + std::string(named) + '`'};
  return folder != nullptr ? database_of_project(*folder) : SaidDatabase{};
}

/// What the words of single files give away, where nothing else tells.
class Words {
 public:
  Words(const History& history, std::string_view likely) : likely_(likely) {
    for (const Migration& migration : history.migrations) {
      std::string_view found;
      for (const Step& step : migration.steps)
        if (found.empty() && dialect_of(step) == plain_sql) found = database_of_text(text_of(step));
      if (!found.empty()) by_path_.emplace(migration.path, found);
    }
    if (by_path_.empty()) return;
    // Files that give nothing away are for the others' database, unless some of them are surely not.
    const bool any_likely = std::any_of(history.migrations.begin(), history.migrations.end(), [](const Migration& each) {
      return std::any_of(each.steps.begin(), each.steps.end(), [](const Step& step) {
        return dialect_of(step) == plain_sql && is_surely_default_sql(text_of(step));
      });
    });
    if (!any_likely) of_others_ = by_path_.begin()->second;
  }

  [[nodiscard]] std::string_view of(const Migration& migration) const {
    const auto found = by_path_.find(migration.path);
    if (found != by_path_.end()) return found->second;
    return of_others_.empty() ? likely_ : of_others_;
  }
  /// The databases with a file that gives each away.
  [[nodiscard]] std::map<std::string_view, std::string_view> given_away() const {
    std::map<std::string_view, std::string_view> out;
    for (const auto& [path, database] : by_path_) out.try_emplace(database, path);
    return out;
  }

 private:
  std::string_view likely_;
  std::string_view of_others_;
  std::map<std::string_view, std::string_view> by_path_;
};

}  // namespace

const Frontend* plain_among(const Frontends& frontends) {
  const auto found =
      std::find_if(frontends.begin(), frontends.end(), [](const Frontend* f) { return !f->likely_sql().empty(); });
  return found == frontends.end() ? nullptr : *found;
}

void settle_plain_sql(History& history, const FolderView* folder, const DiscoveryOptions& options,
                      const Frontend* plain) {
  std::set<std::string_view> said_ones;
  std::vector<Migration*> unsaid;
  for (Migration& migration : history.migrations) {
    const std::string_view said = said_dialect(options, migration.path);
    if (said.empty())
      unsaid.push_back(&migration);
    else if (settle(migration, said))
      said_ones.insert(said);
  }
  for (const std::string_view said : said_ones)
    history.evidence.push_back("it was said that its SQL is for `" + std::string(said) + '`');
  const auto lacks = [](const Step& step) { return dialect_of(step) == plain_sql; };
  if (std::none_of(unsaid.begin(), unsaid.end(), [&](const Migration* migration) {
        return std::any_of(migration->steps.begin(), migration->steps.end(), lacks);
      }))
    return;

  const std::string_view likely = plain == nullptr ? std::string_view() : plain->likely_sql();
  SaidDatabase by_project = told(history, folder);
  if (!by_project.database.empty()) {
    for (Migration* migration : unsaid) settle(*migration, by_project.database);
    history.evidence.push_back(std::move(by_project.evidence));
    return;
  }
  const Words words(history, likely);
  for (const auto& [database, path] : words.given_away())
    history.evidence.push_back("the words of `" + std::string(path) + "` are those of `" + std::string(database) + '`');
  if (words.given_away().empty())
    history.evidence.push_back("nothing tells which database its SQL is for: it is taken for `" + std::string(likely) +
                               '`');
  for (Migration* migration : unsaid) settle(*migration, words.of(*migration));
}

}  // namespace godwit
