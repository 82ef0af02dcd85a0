#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;

namespace {

Lines mode_of(std::string_view text) {
  const test::Migrations folder;
  folder.write("Cargo.toml", "[dependencies]\nsqlx = \"0.8\"\n");
  folder.write("1_a.sql", text);
  Lines lines = folder.said();
  for (const std::string& problem : folder.problems()) lines.push_back("! " + problem);
  return lines;
}

}  // namespace

TEST_CASE("sqlx: versions as numbers, names that it passes over") {
  const test::Migrations folder;
  folder.write("Cargo.toml", "[dependencies]\nsqlx = \"0.8\"\n");
  for (const char* name : {"2_b.sql", "10_a.sql", "1_c.sql", "003_e.sql", "5_u.SQL", "7.sql", "8-x.sql"})
    folder.write(name, "SELECT 1;\n");
  CHECK(folder.find().frontend->id() == "sqlx");
  CHECK(folder.said() == Lines{"1_c.sql per-migration", "2_b.sql per-migration", "003_e.sql per-migration",
                                           "10_a.sql per-migration"});
}

TEST_CASE("sqlx: the directive counts at the first byte only") {
  CHECK(mode_of("-- no-transaction\nSELECT 1;") == Lines{"1_a.sql batch"});
  CHECK(mode_of("-- no-transactions: why\r\nSELECT 1;") == Lines{"1_a.sql batch"});
  CHECK(mode_of("-- No-transaction\nSELECT 1;") == Lines{"1_a.sql per-migration"});
  CHECK(mode_of("--no-transaction\nSELECT 1;") == Lines{"1_a.sql per-migration"});
  CHECK(mode_of("\n-- no-transaction\nSELECT 1;").at(1).starts_with("! sqlx sees `-- no-transaction` only where"));
}

TEST_CASE("sqlx: a name without a number, and two files of one version") {
  const test::Migrations folder;
  folder.write("sqlx.toml", "");
  folder.write("1_a.up.sql", "SELECT 1;");
  folder.write("1_a.down.sql", "SELECT 1;");
  folder.write("01_b.sql", "SELECT 1;");
  folder.write("x_9.sql", "SELECT 1;");
  const Lines problems = folder.problems();
  REQUIRE(problems.size() == 2);
  CHECK(problems[1].starts_with("sqlx refuses to run anything: the name must begin with a number"));
  CHECK(problems[0].starts_with("sqlx fails to record it after it has run, for `"));
}

TEST_CASE("sqlx: without a crate that names it the files are not its own") {
  const test::Migrations folder;
  folder.write("Cargo.toml", "[dependencies]\ntokio-postgres = \"0.7\"\n");
  folder.write("1_a.sql", "SELECT 1;");
  CHECK(folder.find().frontend->id() == "plain");
  folder.write("2_b.sql", "-- no-transaction\nSELECT 1;");
  CHECK(folder.find().frontend->id() == "sqlx");
}
