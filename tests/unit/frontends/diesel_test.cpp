#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;

TEST_CASE("diesel: folders in the order of their versions as text") {
  const test::Migrations folder;
  for (const char* name : {"2_b", "10_a", "1_c", "2024-01-01-000000_d", "20240101000001_e", ".hidden_x", "letters"}) {
    folder.write(std::string(name) + "/up.sql", "SELECT 1;");
  }
  folder.write("1_c/down.sql", "SELECT 1;");
  folder.write("sub/3_s/up.sql", "SELECT 1;");
  folder.write("2_b.txt", "");
  CHECK(folder.find().frontend->id() == "diesel");
  CHECK(folder.find().migrations[4].version == "20240101000000");
  CHECK(folder.said() == Lines{"1_c/up.sql per-migration", "-1_c/down.sql per-migration", "10_a/up.sql per-migration",
                               "2_b/up.sql per-migration", "2024-01-01-000000_d/up.sql per-migration",
                               "20240101000001_e/up.sql per-migration", "letters/up.sql per-migration",
                               "sub/up.sql unknown !is missing, and Diesel refuses to run anything while a folder of "
                               "migrations lacks it"});
}

TEST_CASE("diesel: what metadata.toml does to the transaction, as recorded") {
  struct Case {
    const char* metadata;
    TransactionMode mode;
    std::size_t problems;
  };
  const Case cases[] = {
      {"run_in_transaction = false\n", TransactionMode::batch, 0},
      {"run_in_transaction = true\n", TransactionMode::per_migration, 0},
      {"", TransactionMode::batch, 1},
      {"# nothing\n", TransactionMode::batch, 1},
      {"other = 1\n", TransactionMode::batch, 1},
      {"runInTransaction = false\n", TransactionMode::batch, 1},
      {"run-in-transaction = false\n", TransactionMode::batch, 1},
      {"run_in_transaction = \"false\"\n", TransactionMode::per_migration, 1},
  };
  for (const Case& c : cases) {
    INFO(c.metadata);
    const test::Migrations folder;
    folder.write("diesel.toml", "");
    folder.write("migrations/1_a/up.sql", "SELECT 1;");
    folder.write("migrations/1_a/down.sql", "SELECT 1;");
    folder.write("migrations/1_a/metadata.toml", c.metadata);
    const History history = folder.find();
    REQUIRE(history.migrations.size() == 2);
    CHECK(history.migrations[0].transaction == c.mode);
    CHECK(history.migrations[1].transaction == c.mode);
    CHECK(history.migrations[0].problems.size() == c.problems);
  }
}

TEST_CASE("diesel: a wrong value is shown where it stands") {
  const test::Migrations folder;
  folder.write("1_a/up.sql", "SELECT 1;");
  folder.write("1_a/metadata.toml", "# why\nrun_in_transaction = 0 # off\n");
  const Problem problem = folder.find().migrations.at(0).problems.at(0);
  CHECK(problem.place.file->path.ends_with("1_a/metadata.toml"));
  CHECK(problem.place.span == Span{6, 34});
}

TEST_CASE("diesel: what it refuses") {
  const test::Migrations folder;
  folder.write("1_a/up.sql", "-- nothing yet\n");
  folder.write("2_b/down.sql", "SELECT 1;");
  folder.write("3_c/up.sql", "\xEF\xBB\xBFSELECT 1;");
  const Lines lines = folder.said();
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] ==
        "1_a/up.sql per-migration !Diesel stops at a migration without a statement: write `SELECT 1;` if "
        "it shall do nothing");
  CHECK(lines[1].starts_with("-2_b/down.sql per-migration !Diesel refuses to run anything while `"));
  CHECK(lines[2].starts_with("3_c/up.sql per-migration !Diesel fails at the byte order mark"));
}
