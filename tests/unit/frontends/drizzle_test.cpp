#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;

TEST_CASE("Drizzle: the journal's order, one transaction for all, its dialect") {
  const test::Migrations folder;
  folder.write("drizzle/meta/_journal.json",
               R"({"version":"7","dialect":"sqlite","entries":[{"idx":0,"when":1000,"tag":"2_b"},
                   {"idx":1,"when":2000,"tag":"1_a"},{"idx":2,"when":1500,"tag":"10_c"}]})");
  for (const char* name : {"2_b", "1_a", "10_c", "9_stray"})
    folder.write("drizzle/" + std::string(name) + ".sql", "SELECT 1;\n--> statement-breakpoint\nSELECT 2;");
  const History history = folder.find("drizzle");
  CHECK(history.frontend->id() == "drizzle");
  Lines order;
  for (const Migration& migration : history.migrations) order.push_back(migration.version);
  CHECK(order == Lines{"2_b", "1_a", "10_c"});
  CHECK(history.migrations[0].transaction == TransactionMode::one_for_all);
  const Lines problems = folder.problems("drizzle");
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].starts_with("Drizzle skips this migration in silence wherever `1_a` has run"));
  CHECK(dialect_of(history.migrations[0].steps[0]) == "sqlite");
  REQUIRE(history.ignored.size() == 1);
  CHECK(history.ignored[0].path.ends_with("drizzle/9_stray.sql"));
}

TEST_CASE("Drizzle: a journal that is none, and a file that it names and that is not there") {
  const test::Migrations folder;
  folder.write("a/meta/_journal.json", R"({"entries": 7})");
  folder.write("a/1_a.sql", "SELECT 1;");
  CHECK(folder.find("a").migrations.at(0).error.starts_with("is not a journal of Drizzle"));
  folder.write("b/meta/_journal.json", R"({"dialect":"postgresql","entries":[{"when":1,"tag":"1_a"}]})");
  CHECK(folder.find("b").migrations.at(0).error.starts_with("is missing, and Drizzle runs nothing"));
}

TEST_CASE("Drizzle: from 1.0 on a folder a migration") {
  const test::Migrations folder;
  for (const char* name : {"20240102000000_b", "20240101000000_a"}) {
    folder.write("drizzle/" + std::string(name) + "/migration.sql", "SELECT 1;");
    folder.write("drizzle/" + std::string(name) + "/snapshot.json", R"({"dialect":"postgres"})");
  }
  CHECK(folder.find("drizzle").frontend->id() == "drizzle");
  CHECK(folder.said("drizzle") == Lines{"drizzle/20240101000000_a/migration.sql one-for-all",
                                         "drizzle/20240102000000_b/migration.sql one-for-all"});
}
