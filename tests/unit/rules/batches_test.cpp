#include <memory>
#include <string>

#include <godwit/engine/session.h>
#include <support/catch.h>

using namespace godwit;

namespace {

Migration migration_of(const std::string& path, const std::string& text) {
  Migration migration;
  migration.path = path;
  migration.steps = {verbatim_script("postgres", std::make_shared<const Buffer>(Buffer{path, text}))};
  return migration;
}

/// The SQL that a rule gives for the second of two migrations.
std::string way_out(const std::string& rule, const std::string& before, const std::string& text) {
  Discovery discovery;
  discovery.histories.push_back(
      {"", nullptr, {migration_of("1.sql", before), migration_of("2.sql", text)}, {false, true}, {}});
  Config config;
  config.selected = {rule};
  const Report report = Session(config).run(discovery);
  REQUIRE(report.findings.size() == 1);
  REQUIRE(report.findings[0].help.sql.size() == 1);
  return report.findings[0].help.sql[0];
}

}  // namespace

TEST_CASE("rows go in batches found by the primary key, or by their own address where it is not known") {
  const std::string first = "-- repeat until it changes no row, each time in a transaction of its own\n";
  const std::string key = "CREATE TABLE \"T x\" (\"Id\" int PRIMARY KEY);";
  const std::string by_key = first + "DELETE FROM \"T x\"\nWHERE \"Id\" IN (SELECT \"Id\" FROM \"T x\" LIMIT 1000);";
  CHECK(way_out("truncate-table", key, "TRUNCATE \"T x\";") == by_key);
  CHECK(way_out("change-without-where", key, "DELETE FROM \"T x\";") == by_key);
  const std::string by_address = first + "DELETE FROM t\nWHERE ctid IN (SELECT ctid FROM t LIMIT 1000);";
  CHECK(way_out("truncate-table", "SELECT 1;", "TRUNCATE t;") == by_address);
  CHECK(way_out("truncate-table", "CREATE TABLE t (a int, b int, PRIMARY KEY (a, b));", "TRUNCATE t;") == by_address);
}
