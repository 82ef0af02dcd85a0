#include "project/evidence.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

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

}  // namespace

const Frontend* plain_among(const Frontends& frontends) {
  const auto found =
      std::find_if(frontends.begin(), frontends.end(), [](const Frontend* f) { return !f->likely_sql().empty(); });
  return found == frontends.end() ? nullptr : *found;
}

void settle_plain_sql(History& history, const DiscoveryOptions& options, const Frontend* plain) {
  const std::string_view named = sql_database(history.folder);
  const std::string_view likely = plain == nullptr ? std::string_view() : plain->likely_sql();
  std::set<std::string> reasons;
  std::string last;
  for (Migration& migration : history.migrations) {
    const std::string_view said = said_dialect(options, migration.path);
    const std::string dialect(!said.empty() ? said : !named.empty() ? named : likely);
    if (!settle(migration, dialect) || std::exchange(last, dialect) == dialect) continue;
    reasons.insert(!said.empty()    ? "it was said that its SQL is for `" + dialect + '`'
                   : !named.empty() ? "the names of `" + history.folder + "` say that its SQL is for `" + dialect + '`'
                                    : "nothing tells which database its SQL is for: it is taken for `" + dialect + '`');
  }
  history.evidence.insert(history.evidence.end(), reasons.begin(), reasons.end());
}

}  // namespace godwit
