#include "project/evidence.h"

#include <algorithm>
#include <set>
#include <string>

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
  const std::string_view unsaid = named.empty() ? likely : named;
  std::set<std::string_view> said_ones;
  bool any_unsaid = false;
  for (Migration& migration : history.migrations) {
    const std::string_view said = said_dialect(options, migration.path);
    if (!settle(migration, said.empty() ? unsaid : said)) continue;
    if (said.empty()) {
      any_unsaid = true;
    } else {
      said_ones.insert(said);
    }
  }
  for (const std::string_view said : said_ones)
    history.evidence.push_back("it was said that its SQL is for `" + std::string(said) + '`');
  const std::string dialect = '`' + std::string(unsaid) + '`';
  if (any_unsaid)
    history.evidence.push_back(
        named.empty() ? "nothing tells which database its SQL is for: it is taken for " + dialect
                      : "the names of `" + history.folder + "` say that its SQL is for " + dialect);
}

}  // namespace godwit
