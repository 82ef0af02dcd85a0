#include "project/foreign_database.h"

#include <algorithm>
#include <array>

namespace godwit {
namespace {

struct Named {
  std::string_view folder, dialect;
};

// Many projects keep the same history once a database, each in a folder of that name.
constexpr std::array databases{
    Named{"bigquery", "bigquery"},   Named{"cassandra", "cassandra"},   Named{"clickhouse", "clickhouse"},
    Named{"cockroach", "cockroach"}, Named{"cockroachdb", "cockroach"}, Named{"duckdb", "duckdb"},
    Named{"mariadb", "mysql"},       Named{"mssql", "mssql"},           Named{"mysql", "mysql"},
    Named{"oracle", "oracle"},       Named{"redshift", "redshift"},     Named{"snowflake", "snowflake"},
    Named{"spanner", "spanner"},     Named{"sqlite", "sqlite"},         Named{"sqlite3", "sqlite"},
    Named{"sqlserver", "mssql"},
};

}  // namespace

std::string_view foreign_database(std::string_view folder) {
  // Not further up: somewhere above, a user or a checkout may well be called `oracle`.
  for (int parts = 0; parts < 3 && !folder.empty(); ++parts) {
    const std::size_t slash = folder.rfind('/');
    const std::string_view name = slash == std::string_view::npos ? folder : folder.substr(slash + 1);
    const auto found =
        std::find_if(databases.begin(), databases.end(), [&](const Named& named) { return named.folder == name; });
    if (found != databases.end()) return found->dialect;
    folder = slash == std::string_view::npos ? std::string_view() : folder.substr(0, slash);
  }
  return {};
}

}  // namespace godwit
