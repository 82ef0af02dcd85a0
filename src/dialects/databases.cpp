#include <godwit/text/dialect_text.h>

namespace godwit {

// Many projects keep the same history once a database, each in a folder of that name.
const std::vector<NamedFolder>& folders_of_unread_databases() {
  static const std::vector<NamedFolder> names{
      {"bigquery", "bigquery"},     {"cassandra", "cassandra"},
      {"clickhouse", "clickhouse"}, {"cockroach", "cockroach"},
      {"cockroachdb", "cockroach"}, {"db2", "db2"},
      {"derby", "derby"},           {"duckdb", "duckdb"},
      {"firebird", "firebird"},     {"h2", "h2"},
      {"hsqldb", "hsqldb"},         {"mariadb", "mysql"},
      {"mssql", "mssql"},           {"mysql", "mysql"},
      {"oracle", "oracle"},         {"redshift", "redshift"},
      {"snowflake", "snowflake"},   {"spanner", "spanner"},
      {"sqlite", "sqlite"},         {"sqlite3", "sqlite"},
      {"sqlserver", "mssql"},       {"tidb", "mysql"},
      {"yugabyte", "yugabyte"},
  };
  return names;
}

const DialectText& default_sql() {
  static const DialectText& found = *find_text("postgres");
  return found;
}

}  // namespace godwit
