#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;

TEST_CASE("graphile-migrate: what is committed by number, then what is being written") {
  const test::Migrations folder;
  folder.write("migrations/committed/000002.sql", "--! Previous: sha1:a\n--! Hash: sha1:b\n--! no-transaction\nSELECT 2;");
  folder.write("migrations/committed/000010-words.sql", "SELECT 1;\n--! no-transaction\n");
  folder.write("migrations/committed/000001.sql", "SELECT 1;");
  folder.write("migrations/current.sql", "SELECT 3;");
  folder.write("migrations/fixtures/a.sql", "SELECT 4;");
  CHECK(folder.find("migrations").frontend->id() == "graphile-migrate");
  const Lines all{"migrations/committed/000001.sql per-migration", "migrations/committed/000002.sql batch",
                  "migrations/committed/000010-words.sql per-migration", "migrations/current.sql per-migration"};
  CHECK(folder.said("migrations") == all);
  CHECK(folder.said("migrations/current.sql") == all);
  CHECK(folder.said("migrations/committed/000002.sql") == all);
}

TEST_CASE("graphile-migrate: what is sent without a transaction says so first in its body") {
  struct Case {
    const char* text;
    TransactionMode mode;
  };
  const Case cases[] = {
      {"--! Previous: sha1:a\n--! Hash: sha1:b\n\n--! no-transaction\nSELECT 2;", TransactionMode::batch},
      {"--!no-transaction because of an index\nSELECT 2;", TransactionMode::batch},
      {"-- words\n--! no-transaction\nSELECT 2;", TransactionMode::per_migration},
      {"--! no-transactions\nSELECT 2;", TransactionMode::per_migration},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const test::Migrations folder;
    folder.write("migrations/committed/000001.sql", c.text);
    folder.write("migrations/current.sql", "");
    CHECK(folder.find("migrations").migrations.at(0).transaction == c.mode);
  }
}

TEST_CASE("graphile-migrate: a folder of current files") {
  const test::Migrations folder;
  folder.write(".gmrc", "{}");
  folder.write("migrations/committed/000001.sql", "SELECT 1;");
  folder.write("migrations/current/1-a.sql", "SELECT 3;");
  folder.write("migrations/current/2-b.sql", "SELECT 4;");
  CHECK(folder.said("migrations").size() == 3);
}
