#include "history.h"
#include "support/catch.h"

// Runners that are rows, and keep both ways of a migration in one file or in two of its number.
using namespace godwit;
using test::Lines;
using test::script_at;

namespace {

std::string text_at(const test::Migrations& folder, std::size_t number) {
  return std::string(script_at(folder.find().migrations.at(number)).text);
}

}  // namespace

TEST_CASE("postgrator: what runs, and in which order, as recorded") {
  const test::Migrations folder;
  for (const char* name : {"2.do.b.sql", "10.do.a.sql", "1.do.c.sql", "1.undo.c.sql", "20240101000000.do.d.sql",
                           "003.do.e.sql", ".6.do.h.sql", "7.do.sql"}) {
    folder.write(name, "SELECT 1;");
  }
  CHECK(folder.find().frontend->id() == "postgrator");
  CHECK(folder.said() == Lines{"1.do.c.sql batch", "-1.undo.c.sql batch", "2.do.b.sql batch", "003.do.e.sql batch",
                               "7.do.sql batch", "10.do.a.sql batch", "20240101000000.do.d.sql batch"});
}

TEST_CASE("postgrator: two files of one version and way are refused") {
  const test::Migrations folder;
  folder.write("1.do.a.sql", "SELECT 1;");
  folder.write("01.do.b.sql", "SELECT 1;");
  CHECK(folder.find().migrations.at(1).problems.size() == 1);
}

TEST_CASE("tern: the line that ends the transaction, as recorded") {
  struct Case {
    const char* text;
    TransactionMode mode;
  };
  const Case cases[] = {
      {"---- tern: disable-tx ----\nSELECT 1;", TransactionMode::per_statement},
      {"SELECT 1;\n---- tern: disable-tx ----\n", TransactionMode::per_statement},
      {"-- c\n  ---- tern: disable-tx ----\nSELECT 1;", TransactionMode::per_statement},
      {"-- tern: disable-tx\nSELECT 1;", TransactionMode::per_migration},
      {"---- tern:disable-tx ----\nSELECT 1;", TransactionMode::per_migration},
      {"---- TERN: DISABLE-TX ----\nSELECT 1;", TransactionMode::per_migration},
      {"---- tern: disable-tx ----  \nSELECT 1;", TransactionMode::per_migration},
      {"-----tern: disable-tx----\nSELECT 1;", TransactionMode::per_migration},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const test::Migrations folder;
    folder.write("m/tern.conf", "[database]\n");
    folder.write("m/001_a.sql", c.text);
    CHECK(folder.find("m").frontend->id() == "tern");
    CHECK(folder.find("m").migrations.at(0).transaction == c.mode);
  }
}

TEST_CASE("tern: each half of a file opts out for itself, and a missing version stops it") {
  const test::Migrations folder;
  const std::string up = "---- tern: disable-tx ----\nSELECT 1;\n";
  folder.write("1_a.sql", up + "---- create above / drop below ----\nSELECT 2;\n");
  folder.write("3_b.sql", "SELECT 3;\n");
  folder.write("4.sql", "SELECT 4;\n");
  folder.write("5_c.SQL", "SELECT 5;\n");
  CHECK(folder.find().frontend->id() == "tern");
  CHECK(text_at(folder, 0) == up);
  const Lines said = folder.said();
  REQUIRE(said.size() == 3);
  CHECK(said[0] == "1_a.sql per-statement");
  CHECK(said[1] == "-1_a.sql per-migration");
  CHECK(said[2] ==
        "3_b.sql per-migration !tern does not run this: it wants every version from 1 on, and there is no 2: "
        "give this one that number");
}

TEST_CASE("sql-migrate: how it is told to run without a transaction, as recorded") {
  struct Case {
    const char* mark;
    TransactionMode mode;
  };
  const Case cases[] = {
      {"-- +migrate Up notransaction", TransactionMode::per_statement},
      {"-- +migrate Up  notransaction", TransactionMode::per_statement},
      {"-- +migrate Up notransaction why", TransactionMode::per_statement},
      {"-- +migrate Up NOTRANSACTION", TransactionMode::per_migration},
      {"-- +migrate Up no transaction", TransactionMode::per_migration},
      {"-- +migrate Up disable-transaction", TransactionMode::per_migration},
  };
  for (const Case& c : cases) {
    INFO(c.mark);
    const test::Migrations folder;
    folder.write("1-a.sql", std::string("-- a title\n") + c.mark + "\nSELECT 1;\n-- +migrate Down\nSELECT 2;\n");
    const History history = folder.find();
    CHECK(history.frontend->id() == "sql-migrate");
    REQUIRE(history.migrations.size() == 2);
    CHECK(history.migrations[0].transaction == c.mode);
    CHECK(history.migrations[1].transaction == TransactionMode::per_migration);
    CHECK(script_at(history.migrations[1]).text == "-- +migrate Down\nSELECT 2;\n");
  }
}

TEST_CASE("sql-migrate: numbers by their size, then names, hidden files too, as recorded") {
  const test::Migrations folder;
  for (const char* name : {"2-b.sql", "10-a.sql", "1-c.sql", "003-e.sql", ".6-h.sql", "x-9.sql", "A-9.sql"})
    folder.write(name, "-- +migrate Up\nSELECT 1;\n");
  Lines names;
  for (const Migration& migration : folder.find().migrations) names.push_back(migration.path);
  CHECK(names == Lines{"1-c.sql", "2-b.sql", "003-e.sql", "10-a.sql", ".6-h.sql", "A-9.sql", "x-9.sql"});
}

TEST_CASE("rambler: sections, and names in the alphabet's order") {
  const test::Migrations folder;
  folder.write("2_b.sql", "-- rambler up\nSELECT 1;\n-- rambler up\nSELECT 2;\n-- rambler down\nSELECT 3;\n");
  folder.write("10_a.sql", "-- rambler up\nSELECT 1;\n");
  CHECK(folder.find().frontend->id() == "rambler");
  CHECK(folder.said() == Lines{"10_a.sql batch", "2_b.sql batch", "-2_b.sql batch"});
  CHECK(folder.find().migrations[1].steps.size() == 2);
}

TEST_CASE("mybatis: the mark of what takes back") {
  for (const char* mark : {"--//@UNDO", "-- //@UNDO", "-- // @UNDO ", "// //@UNDO", "-- //@UNDO takes it back"}) {
    INFO(mark);
    const test::Migrations folder;
    folder.write("20240102000000_b.sql", std::string("--// b\nSELECT 1;\n") + mark + "\nSELECT 2;\n");
    folder.write("bootstrap.sql", "SELECT 0;");
    CHECK(folder.find().frontend->id() == "mybatis");
    CHECK(folder.said() == Lines{"20240102000000_b.sql per-migration", "-20240102000000_b.sql per-migration"});
  }
}

TEST_CASE("play: marks are no SQL, and a doubled semicolon ends no statement") {
  const test::Migrations folder;
  folder.write("conf/evolutions/default/1.sql",
               "# Users schema\n# --- !Ups\nCREATE TABLE a (x int);\n# more\nSELECT ';', $$ a;; b;; $$;\n\n# --- !Downs\n"
               "DROP TABLE a;\n");
  folder.write("conf/evolutions/default/2.sql", "-- !Ups\nSELECT 2;\n-- !Downs\nSELECT 3;\n");
  folder.write("conf/evolutions/default/10.sql", "# !Ups\nSELECT 10;\n");
  const History history = folder.find("conf/evolutions/default");
  CHECK(history.frontend->id() == "play");
  REQUIRE(history.migrations.size() == 5);
  const Script& up = script_at(history.migrations[0]);
  CHECK(up.text == "CREATE TABLE a (x int);\n# more\nSELECT ';', $$ a; b; $$;\n\n");
  CHECK(up.map.to_file({0, 6}) == Span{26, 32});
  CHECK(script_at(history.migrations[1]).text == "DROP TABLE a;\n");
  CHECK(script_at(history.migrations[2]).text == "-- !Ups\nSELECT 2;\n");
  CHECK(history.migrations[2].transaction == TransactionMode::per_statement);
  CHECK(history.migrations[4].problems.size() == 1);  // 10 without 3 to 9
  folder.write("conf/application.conf", "play.evolutions.autocommit=false\n");
  CHECK(folder.find("conf/evolutions/default").migrations[0].transaction == TransactionMode::one_for_all);
  folder.write("conf/application.conf", "play.evolutions {\n  autocommit = false\n}\n");
  CHECK(folder.find("conf/evolutions/default").migrations[0].transaction == TransactionMode::one_for_all);
  folder.write("conf/application.conf", "play.evolutions.enabled = true\ndb.default.hikaricp.autoCommit = false\n");
  CHECK(folder.find("conf/evolutions/default").migrations[0].transaction == TransactionMode::per_statement);
}

TEST_CASE("play and rambler: what no mark says to run does not run") {
  const test::Migrations play;
  play.write("evolutions/1.sql", "DROP TABLE a;\n# --- !Ups\nSELECT 1;\n# --- !Downs\nSELECT 2;\n");
  play.write("evolutions/2.sql", "DROP TABLE b;\n");
  const History history = play.find("evolutions");
  CHECK(history.frontend->id() == "play");
  REQUIRE(history.migrations.size() == 3);
  CHECK(script_at(history.migrations[0]).text == "SELECT 1;\n");
  CHECK(script_at(history.migrations[2]).text.empty());
  CHECK(history.migrations[2].problems.size() == 1);

  const test::Migrations rambler;
  rambler.write("1.sql", "DROP TABLE a;\n-- rambler \t up \nSELECT 1;\n-- rambler note\nDROP TABLE b;\n-- rambler down\nSELECT 2;\n");
  const std::vector<Migration> found = rambler.find().migrations;
  REQUIRE(found.size() == 2);
  CHECK(found[0].steps.size() == 1);
  CHECK(script_at(found[0]).text.ends_with("\nSELECT 1;\n"));
  CHECK(script_at(found[1]).text.ends_with("\nSELECT 2;\n"));
}

TEST_CASE("yoyo: each depends on the next, a thousand deep, and in a circle") {
  const test::Migrations folder;
  const auto name = [](int number) { return "m" + std::to_string(1000 + number); };
  for (int i = 0; i < 1000; ++i) folder.write(name(i) + ".sql", "-- depends: " + name((i + 1) % 1000) + "\nSELECT 1;\n");
  const std::vector<Migration> found = folder.find().migrations;
  REQUIRE(found.size() == 1000);
  CHECK(found.front().version == name(999));
  CHECK(found.back().version == name(0));
}

TEST_CASE("yoyo: what a file depends on comes before it, as recorded") {
  const test::Migrations folder;
  folder.write("a.sql", "-- depends: z\nSELECT 1;\n");
  folder.write("z.sql", "SELECT 1;\n");
  folder.write("b.sql", "SELECT 1;\n");
  folder.write("b.rollback.sql", "SELECT 1;\n");
  folder.write(".h.sql", "SELECT 1;\n");
  CHECK(folder.find().frontend->id() == "yoyo");
  CHECK(folder.said() ==
        Lines{"z.sql per-migration", "a.sql per-migration", "b.sql per-migration", "-b.rollback.sql per-migration"});
  folder.write("z.sql", "-- depends: a\nSELECT 1;\n");
  CHECK(folder.said().size() == 4);
}

TEST_CASE("yoyo: how it is told to run without a transaction, as recorded") {
  struct Case {
    const char* text;
    TransactionMode mode;
  };
  const Case cases[] = {
      {"-- transactional: false\nSELECT 1;", TransactionMode::per_statement},
      {"--transactional: false\nSELECT 1;", TransactionMode::per_statement},
      {"-- transactional:false\nSELECT 1;", TransactionMode::per_statement},
      {"-- c\n-- depends: 0001.a\n-- transactional: false\n\nSELECT 1;", TransactionMode::per_statement},
      {"\n-- transactional: false\nSELECT 1;", TransactionMode::per_statement},
      {"-- Transactional: False\nSELECT 1;", TransactionMode::per_migration},
      {"-- transactional = false\nSELECT 1;", TransactionMode::per_migration},
      {"SELECT 1;\n-- transactional: false\n", TransactionMode::per_migration},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const test::Migrations folder;
    folder.write("yoyo.ini", "[DEFAULT]\nsources = m\n");
    folder.write("m/0001.a.sql", c.text);
    CHECK(folder.find("m").frontend->id() == "yoyo");
    CHECK(folder.find("m").migrations.at(0).transaction == c.mode);
  }
}

TEST_CASE("node-pg-migrate: marks of SQL files, as recorded") {
  struct Case {
    const char *up, *down;
  };
  for (const Case& c : {Case{"-- Up Migration", "-- Down Migration"}, Case{"-- up migration", "-- down migration"},
                        Case{"--- UP  MIGRATION ---", "--- DOWN MIGRATION ---"},
                        Case{"--Up Migration", "--Down Migration"}}) {
    INFO(c.up);
    const test::Migrations folder;
    folder.write("1_a.sql", std::string(c.down) + "\nSELECT 2;\n" + c.up + "\nSELECT 1;\n");
    const History history = folder.find();
    CHECK(history.frontend->id() == "node-pg-migrate");
    REQUIRE(history.migrations.size() == 2);
    CHECK(script_at(history.migrations[0]).text == std::string(c.up) + "\nSELECT 1;\n");
    CHECK(history.migrations[0].transaction == TransactionMode::one_for_all);
    CHECK(history.migrations[1].direction == Direction::down);
  }
}

TEST_CASE("node-pg-migrate: without its marks both halves go up, and so does a file called down") {
  const test::Migrations folder;
  folder.write("package.json", R"({"dependencies": {"node-pg-migrate": "^7"}})");
  folder.write("migrations/1_a.sql", "-- Up\nSELECT 1;\n-- Down\nSELECT 2;\n");
  folder.write("migrations/2_b.down.sql", "SELECT 2;\n");
  folder.write("migrations/2_b.up.sql", "SELECT 1;\n");
  CHECK(folder.said("migrations") == Lines{"migrations/1_a.sql one-for-all", "migrations/2_b.down.sql one-for-all",
                                           "migrations/2_b.up.sql one-for-all"});
}

TEST_CASE("what stands far above configures a folder only where it names it") {
  const test::Migrations folder;
  folder.write("tern.conf", "[data]\n");
  folder.write("a/b/c/sql/1_a.sql", "SELECT 1;\n");
  CHECK(folder.find("a/b/c/sql").frontend->id() == "plain");
  folder.write("tern.conf", "migrations = a/b/c/sql\n");
  CHECK(folder.find("a/b/c/sql").frontend->id() == "tern");
}
