#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;

TEST_CASE("refinery: versions as numbers in all folders below, names that it passes over") {
  const test::Migrations folder;
  folder.write("Cargo.toml", "[dependencies]\nrefinery = \"0.8\"\n");
  for (const char* name : {"V2__b.sql", "V10__a.sql", "V1__c.sql", "V003__e.sql", "sub/V4__s.sql", "V5__u.SQL",
                           "v6__l.sql", "U7__u.sql", "V8_x.sql", ".V9__h.sql"})
    folder.write(name, "SELECT 1;");
  folder.write("V11__code.rs", "pub fn migration() -> String {}");
  const Lines said = folder.said();
  CHECK(said == Lines{"V1__c.sql per-migration", "V2__b.sql per-migration", "V003__e.sql per-migration",
                      "sub/V4__s.sql per-migration", "U7__u.sql per-migration", "V10__a.sql per-migration",
                      "V11__code.rs per-migration"});
  CHECK(std::holds_alternative<Unread>(folder.find().migrations.back().steps.at(0)));
}

TEST_CASE("refinery: versions that it refuses") {
  const test::Migrations folder;
  folder.write("refinery.toml", "");
  folder.write("V1.1__a.sql", "SELECT 1;");
  folder.write("V20240101000000__b.sql", "SELECT 1;");
  const Lines problems = folder.problems();
  REQUIRE(problems.size() == 2);
  for (const std::string& problem : problems)
    CHECK(problem.starts_with("refinery refuses to run anything: the version"));
}

TEST_CASE("Supabase: names as text, statements without waiting") {
  const test::Migrations folder;
  folder.write("supabase/config.toml", "");
  folder.write("supabase/migrations/20240102000000_b.sql", "SELECT 1;");
  folder.write("supabase/migrations/20240101000000_a.sql", "SELECT 1;");
  CHECK(folder.find("supabase/migrations").frontend->id() == "supabase");
  CHECK(folder.said("supabase/migrations") ==
        Lines{"supabase/migrations/20240101000000_a.sql pipeline",
                                                     "supabase/migrations/20240102000000_b.sql pipeline"});
}
