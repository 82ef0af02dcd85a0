#include <algorithm>

#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

TEST_CASE("plain SQL runs in the order of its numbers, in nobody knows which transaction") {
  const test::Migrations folder;
  for (const char* name : {"10_c.sql", "2_b.SQL", "001_a.sql", ".hidden.sql", "notes.txt"}) folder.write(name, "");
  CHECK(folder.said() == Lines{"001_a.sql unknown", "2_b.SQL unknown", "10_c.sql unknown"});
  CHECK(folder.find().frontend->id() == "plain");
}

TEST_CASE("files without a number are steps only where none has one") {
  const test::Migrations folder;
  folder.write("b.sql", "");
  folder.write("a.sql", "");
  CHECK(folder.said() == Lines{"a.sql unknown", "b.sql unknown"});
  folder.write("m0001_c.sql", "");
  CHECK(folder.said() == Lines{"m0001_c.sql unknown"});
}

TEST_CASE("files that take a change back go down") {
  const test::Migrations folder;
  for (const char* name :
       {"1_a.sql", "1_a.down.sql", "2_b_up.sql", "2_b_down.sql", "3_rollback_c.sql", "3_c.sql", "4_undo_button.sql",
        "5_add_rollback_reason.sql", "6_revert.sql", "6_x.sql", "7_d-undo.sql", "7_d.sql", "rollback.sql"}) {
    folder.write(name, "");
  }
  CHECK(folder.said() == Lines{"-1_a.down.sql unknown", "1_a.sql unknown", "-2_b_down.sql unknown",
                               "2_b_up.sql unknown", "3_c.sql unknown", "-3_rollback_c.sql unknown",
                               "4_undo_button.sql unknown", "5_add_rollback_reason.sql unknown",
                               "-6_revert.sql unknown", "6_x.sql unknown", "-7_d-undo.sql unknown",
                               "7_d.sql unknown"});
}

TEST_CASE("a word about going down is a name like another where there is nothing to take back") {
  const test::Migrations folder;
  for (const char* name : {"0001-init.sql", "0003-rollback-trigger.sql", "0004-add-undo.sql", "0005_down.sql",
                           "2024-01-01-rollback-x.sql", "2024-02-01-users.sql", "6.rollback.sql"}) {
    folder.write(name, "");
  }
  CHECK(folder.said() == Lines{"0001-init.sql unknown", "0003-rollback-trigger.sql unknown",
                               "0004-add-undo.sql unknown", "0005_down.sql unknown", "-6.rollback.sql unknown",
                               "2024-01-01-rollback-x.sql unknown", "2024-02-01-users.sql unknown"});
}

TEST_CASE("numbered folders are one history, in the order of their numbers") {
  const test::Migrations folder;
  for (const char* name : {"db/10/01_c.up.sql", "db/2/01_b.up.sql", "db/2/01_b.down.sql", "db/1/01_a.up.sql",
                           "db/1/notes.txt", "db/other/1_d.sql", "db/1/seeds.sql"}) {
    folder.write(name, "");
  }
  const Lines all{"db/1/01_a.up.sql unknown", "-db/2/01_b.down.sql unknown", "db/2/01_b.up.sql unknown",
                  "db/10/01_c.up.sql unknown"};
  CHECK(folder.said("db") == all);
  CHECK(folder.said("db/10/01_c.up.sql") == all);
  CHECK(folder.said("db/other") == Lines{"db/other/1_d.sql unknown"});
}

TEST_CASE("numbered folders of a framework that keeps to one folder are histories of their own") {
  for (const char* text : {"-- +goose Up\nSELECT 1;\n", "--liquibase formatted sql\n", "-- migrate:up\n-- migrate:down\n"}) {
    INFO(text);
    const test::Migrations folder;
    folder.write("1/1_a.sql", text);
    folder.write("2/1_b.sql", text);
    CHECK(folder.find().migrations.size() < 3);
    for (const Migration& migration : folder.find().migrations) CHECK_FALSE(migration.path.starts_with("2/"));
  }
}

TEST_CASE("a folder can say that its files go down") {
  const test::Migrations folder;
  folder.write("deploy/1_a.sql", "");
  folder.write("revert/1_a.sql", "");
  CHECK(folder.said("deploy") == Lines{"deploy/1_a.sql unknown"});
  CHECK(folder.said("revert") == Lines{"-revert/1_a.sql unknown"});
}

TEST_CASE("the marker of a down part ends what goes up") {
  const char* const markers[] = {
      "-- migrate:down", "--migrate:down transaction:false",    "-- +migrate Down", "-- Down Migration",
      "# --- !Downs",    "---- create above / drop below ----", "--//@UNDO",        "  -- +goose Down",
  };
  for (const std::string marker : markers) {
    INFO(marker);
    const test::Migrations folder;
    const std::string up = "CREATE TABLE t (id int); -- migrate\r\n";
    folder.write("a.sql", up + marker + "\r\nDROP TABLE t;\n");
    const History history = folder.find();
    REQUIRE(history.migrations.size() == 2);
    CHECK(script_at(history.migrations[0]).text == up);
    CHECK(history.migrations[0].direction == Direction::up);
    const Script& down = script_at(history.migrations[1]);
    CHECK(history.migrations[1].direction == Direction::down);
    CHECK(down.text == marker + "\r\nDROP TABLE t;\n");
    CHECK(down.map.to_file({0, 2}).begin == up.size());
  }
}

TEST_CASE("words about going down are no marker") {
  const test::Migrations folder;
  folder.write("a.sql", "-- this does not migrate:down\nSELECT '-- migrate:down';\n-- down\nSELECT 2;\n");
  CHECK(folder.said() == Lines{"a.sql unknown"});
}

TEST_CASE("a byte order mark is not part of the script") {
  const test::Migrations folder;
  folder.write("a.sql", "\xEF\xBB\xBFSELECT 1;");
  const Script script = script_at(folder.find().migrations[0]);
  CHECK(script.text == "SELECT 1;");
  CHECK(script.map.to_file({0, 6}) == Span{3, 9});
}

TEST_CASE("plain Cypher is a history like plain SQL") {
  const test::Migrations folder;
  for (const char* name : {"10_c.cypher", "2_b.CQL", "001_a.cyp", "3_d_rollback.cypher", "v4.up.cypher",
                           "v4.down.cypher", "3_d.cypher", "5_f_undo.cql", "5_f.cql", "notes.cypher"}) {
    folder.write(name, "CREATE (:A);\n");
  }
  CHECK(folder.find().frontend->id() == "plain");
  CHECK(folder.find("10_c.cypher").migrations.size() == 9);
  const std::string alone = " !no migration takes this one back, as others of this history do";
  CHECK(folder.said() == Lines{"001_a.cyp unknown" + alone, "2_b.CQL unknown" + alone, "3_d.cypher unknown",
                               "-3_d_rollback.cypher unknown", "5_f.cql unknown", "-5_f_undo.cql unknown", "10_c.cypher unknown" + alone, "-v4.down.cypher unknown",
                               "v4.up.cypher unknown"});
  for (const Migration& migration : folder.find().migrations) CHECK(script_at(migration).dialect == "cypher");
}

TEST_CASE("a line for cypher-shell tells who runs the folder's Cypher") {
  for (const char* text :
       {":begin\nCREATE (:A);\n:commit\n", "// x\n:param name => 'a'\n", ":USE neo4j\n", "RETURN 1;\n:rollback"}) {
    INFO(text);
    const test::Migrations folder;
    folder.write("1_a.cypher", "CREATE (:A);\n");
    folder.write("2_b.cypher", text);
    folder.write("3_c.sql", "SELECT 1;\n");
    CHECK(folder.said() == Lines{"1_a.cypher client", "2_b.cypher client", "3_c.sql unknown"});
  }
  for (const char* text :
       {":auto MATCH (n) RETURN n;\n", "MATCH (n\n:begin) RETURN n;\n", "// :begin\nRETURN 1;\n", "RETURN ':begin';"}) {
    INFO(text);
    const test::Migrations folder;
    folder.write("1_a.cypher", text);
    CHECK(folder.said() == Lines{"1_a.cypher unknown"});
  }
}

TEST_CASE("Cassandra's files are not Cypher") {
  const test::Migrations folder;
  folder.write("1_a.cql", "-- the first\nCREATE TABLE app.users (id uuid PRIMARY KEY);\n");
  folder.write("2_b.cql", "INSERT  INTO app.users (id) VALUES (uuid());\n");
  CHECK(folder.find().frontend == nullptr);
  const History named = folder.find("1_a.cql");
  REQUIRE(named.migrations.size() == 1);
  CHECK(script_at(named.migrations[0]).dialect == "cassandra");
  folder.write("3_c.cql", "CREATE (:Table {into: 'INSERT INTO'});\n");
  CHECK(folder.said() == Lines{"3_c.cql unknown"});
}

TEST_CASE("a byte order mark before Cypher is a syntax error on the server") {
  const test::Migrations folder;
  folder.write("1_a.cypher",
               "\xEF\xBB\xBF"
               "CREATE (:A);\n");
  const Migration migration = folder.find().migrations.at(0);
  CHECK(script_at(migration).text == "CREATE (:A);\n");
  REQUIRE(migration.problems.size() == 1);
  CHECK(migration.problems[0].rule == "cypher/byte-order-mark");
  CHECK(migration.problems[0].place.span == Span{0, 3});
}

TEST_CASE("psql's variables are read as what they stand for, and a colon that it leaves alone is one") {
  struct Case {
    const char *text, *sent;
  };
  const Case cases[] = {
      {"\\set limit 5\nSELECT :limit;\n", "\nSELECT 5;\n"},
      {"\\set who 'it''s'\nSELECT :'who', :\"who\";", "\nSELECT 'it''s', \"it's\";"},
      {"\\set a 1\n\\unset a\nSELECT :a;", "\n\nSELECT $1;"},
      {"ALTER TABLE :schema.t ADD a int DEFAULT :x;", "ALTER TABLE \"schema\".t ADD a int DEFAULT $1;"},
      {"DROP TABLE :t;", "DROP TABLE \"t\";"},
      {"SELECT a::int, b[1:2], ':x', $$ :x $$ /* :x */ -- :x\n; SELECT : 1;",
       "SELECT a::int, b[1:2], ':x', $$ :x $$ /* :x */ -- :x\n; SELECT : 1;"},
      {"\\echo hi\nSELECT 1;", "\\echo hi\nSELECT 1;"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const test::Migrations folder;
    folder.write("1_a.sql", c.text);
    CHECK(script_at(folder.find().migrations.at(0)).text == c.sent);
  }
}

TEST_CASE("what psql includes is read where it is included, and not overlooked where it is not there") {
  const test::Migrations folder;
  folder.write("1_a.sql", "SELECT 1;\n\\ir parts/b.psql\n\\i missing.sql\nSELECT 3;\n");
  folder.write("parts/b.psql", "SELECT 2;\n\\ir b.psql\n");
  const Migration migration = folder.find("1_a.sql").migrations.at(0);
  CHECK(script_at(migration, 0).text == "SELECT 1;\n");
  CHECK(script_at(migration, 1).text == "SELECT 2;\n");
  CHECK(script_at(migration, 1).file->path.ends_with("parts/b.psql"));
  const auto unread = std::count_if(migration.steps.begin(), migration.steps.end(),
                                    [](const Step& step) { return std::holds_alternative<Unread>(step); });
  CHECK(unread == 2);  // what is missing, and what includes itself for ever
  CHECK(text_of(migration.steps.back()) == "\nSELECT 3;\n");
}

TEST_CASE("files that include one another end, and say why") {
  const test::Migrations folder;
  folder.write("1_a.sql", "\\ir 1_a.sql\n\\ir ./1_a.sql\nSELECT 1;\n");
  const Migration self = folder.find().migrations.at(0);
  REQUIRE(self.steps.size() == 4);
  CHECK(std::get<Unread>(self.steps[0]).reason == "psql includes `1_a.sql` here, which includes itself");
  CHECK(std::holds_alternative<Unread>(self.steps[2]));

  const test::Migrations wide;  // each includes the next twice: a thousand is enough
  for (int i = 0; i < 20; ++i) {
    const std::string next = "\\ir " + std::to_string(i + 1) + ".inc\n";
    wide.write(i == 0 ? "1_a.sql" : std::to_string(i) + ".inc", next + next + "SELECT 1;\n");
  }
  wide.write("20.inc", "SELECT 2;\n");
  CHECK(wide.find().migrations.at(0).steps.size() < 5000);
}

TEST_CASE("what psql runs, leaves out and ends with is known") {
  const auto texts = [](const std::string& script) {
    const test::Migrations folder;
    folder.write("1_a.sql", script);
    std::string out;
    const Migration migration = folder.find().migrations.at(0);
    for (const Step& step : migration.steps)
      out += std::holds_alternative<Unread>(step) ? "?" : std::string(std::get<Script>(step).text);
    return out;
  };
  CHECK(texts("SELECT 1;\n\\q\nDROP TABLE a;\n") == "SELECT 1;\n");
  CHECK(texts("SELECT 'DROP TABLE a' \\gexec\nSELECT 2;\n") == "SELECT 'DROP TABLE a' ;?\nSELECT 2;\n");
  CHECK(texts("\\! rm x\nSELECT 2;\n") == "?\nSELECT 2;\n");
  CHECK(texts("\\if true\nSELECT 1;\n\\else\nSELECT 2;\n\\endif\nSELECT 3;\n") == "\nSELECT 1;\n\nSELECT 3;\n");
  CHECK(texts("\\if off\nSELECT 1;\n\\elif 1\nSELECT 2;\n\\else\nSELECT 4;\n\\endif\nSELECT 3;\n") ==
        "\nSELECT 2;\n\nSELECT 3;\n");
  CHECK(texts("\\set x on\n\\if :x\nSELECT 1;\n\\if off\nSELECT 2;\n\\endif\n\\endif\n") == "\n\nSELECT 1;\n\n\n");
  CHECK(texts("\\if :unknown\nDROP TABLE a;\n\\else\nSELECT 1;\n\\endif\nSELECT 3;\n") == "?\nSELECT 3;\n");
}
