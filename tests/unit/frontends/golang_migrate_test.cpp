#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;

TEST_CASE("golang-migrate: the order and the names that were recorded from it") {
  const test::Migrations folder;
  for (const char* name : {"2_b.up.sql", "10_a.up.sql", "1_c.up.sql", "1_c.down.sql", "20240101000000_d.up.sql",
                           "003_e.up.sql", "11_.up.sql", "13_txt.up.txt"}) {
    folder.write(name, "SELECT 1;");
  }
  // Passed over in silence.
  for (const char* name : {".6_h.up.sql", "sub/4_s.up.sql", "5_u.UP.SQL", "7.up.sql", "12-d.up.sql"}) {
    folder.write(name, "SELECT 1;");
  }
  CHECK(folder.find().frontend->id() == "golang-migrate");
  CHECK(folder.said() == Lines{"1_c.up.sql batch", "-1_c.down.sql batch", "2_b.up.sql batch", "003_e.up.sql batch",
                               "10_a.up.sql batch", "11_.up.sql batch", "13_txt.up.txt batch",
                               "20240101000000_d.up.sql batch"});
}

TEST_CASE("golang-migrate: two files of one version, a byte order mark") {
  const test::Migrations folder;
  folder.write("1_a.up.sql", "SELECT 1;");
  folder.write("01_b.up.sql", "\xEF\xBB\xBFSELECT 1;");
  CHECK(folder.said() ==
        Lines{"01_b.up.sql batch !golang-migrate fails at the byte order mark that this file begins with: save the "
              "file without it",
              "1_a.up.sql batch !golang-migrate refuses to run anything: `" + (folder / "01_b.up.sql").native() +
                  "` has version 01, too: give one of the two another"});
}

TEST_CASE("golang-migrate: names that others share") {
  const test::Migrations rust;
  rust.write("Cargo.toml", "");
  rust.write("migrations/1_a.up.sql", "");
  rust.write("migrations/1_a.down.sql", "");
  CHECK(rust.find().frontend->id() == "plain");
  CHECK(rust.said() == Lines{"-migrations/1_a.down.sql unknown", "migrations/1_a.up.sql unknown"});
  rust.write("migrations/go.mod", "");
  CHECK(rust.find().frontend->id() == "golang-migrate");

  const test::Migrations pop;
  pop.write("1_a.up.sql", "");
  pop.write("2_b.autocommit.up.sql", "");
  CHECK(pop.find().frontend->id() == "plain");
}
