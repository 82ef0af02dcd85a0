#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;

namespace {

/// The mode, and the beginning of what is wrong.
std::string second(std::string_view text) {
  const test::Migrations folder;
  folder.write("atlas.sum", "h1:x=\n1_a.sql h1:a=\n2_b.sql h1:b=\n");
  folder.write("1_a.sql", "CREATE TABLE a (id int);\n");
  folder.write("2_b.sql", text);
  const Lines problems = folder.problems();
  return std::string(words(folder.find().migrations.at(1).transaction)) +
         (problems.empty() ? "" : ' ' + problems.front().substr(0, 30));
}

}  // namespace

TEST_CASE("Atlas: names as text, hidden ones too") {
  const test::Migrations folder;
  folder.write("atlas.sum", "");
  for (const char* name : {"2_b.sql", "10_a.sql", "1_c.sql", "sub/4_s.sql", "5_u.SQL", ".6_h.sql", "7.sql", "x_9.sql"})
    folder.write(name, "SELECT 1;");
  Lines order;
  for (const Migration& migration : folder.find().migrations) order.push_back(migration.version);
  CHECK(folder.find().frontend->id() == "atlas");
  CHECK(order == Lines{"", "10", "1", "2", "7", "x"});
}

TEST_CASE("Atlas: txmode, as recorded") {
  const std::string index = "CREATE INDEX CONCURRENTLY i_a ON a (id);\n";
  for (const char* works : {"-- atlas:txmode none\n\n", "--atlas:txmode none\n\n", "-- a comment\n-- atlas:txmode none\n\n",
                            "-- atlas:txmode  none\n\n", "-- atlas:nolint\n-- atlas:txmode none\n\n"})
    CHECK(second(works + index) == "per-statement");
  for (const char* not_seen : {"-- atlas:txmode none\n", "\n-- atlas:txmode none\n\n",
                               "-- a comment\n\n-- atlas:txmode none\n\n", "-- atlas:txmode none\r\n\r\n"})
    CHECK(second(not_seen + index) == "per-migration Atlas does not see this: a dir");
  CHECK(second("-- ATLAS:TXMODE none\n\n" + index) == "per-migration");
  CHECK(second("/* atlas:txmode none */\n\n" + index) == "per-migration");
  for (const char* refused : {"-- atlas:txmode NONE\n\n", "-- atlas:txmode none -- why\n\n", "-- atlas:txmode=none\n\n",
                              "-- atlas:txmode off\n\n", "-- atlas:txmode all\n\n"})
    CHECK(second(refused + index) == "per-migration Atlas refuses to run the file:");
}

TEST_CASE("Atlas: --tx-mode as it is called") {
  const test::Migrations folder;
  folder.write("atlas.hcl", "env \"local\" {\n  migration {\n    dir = \"file://db/migrations\"\n  }\n}\n");
  folder.write("db/migrations/1_a.sql", "SELECT 1;");
  CHECK(folder.find("db/migrations").frontend->id() == "atlas");
  folder.write("Makefile", "up:\n\tatlas migrate apply --tx-mode all --dir file://db/migrations\n");
  CHECK(folder.said("db/migrations") == Lines{"db/migrations/1_a.sql one-for-all"});
  folder.write("Makefile", "up:\n\tatlas migrate apply --tx-mode=none\n");
  CHECK(folder.said("db/migrations") == Lines{"db/migrations/1_a.sql per-statement"});
}

TEST_CASE("Atlas: a checkpoint, a delimiter, quotes, the sum") {
  const test::Migrations folder;
  folder.write("atlas.sum", "h1:x=\n1_a.sql h1:a=\n2_b.sql h1:b=\n3_gone.sql h1:c=\n");
  folder.write("1_a.sql", "SELECT 1;");
  folder.write("2_b.sql", "-- atlas:checkpoint\n-- atlas:txmode none\n-- atlas:delimiter \\n\\n\\n\n\nSELECT 1;\nSELECT 2;\n\n\nSELECT 3;\n");
  folder.write("4_new.sql", "SELECT E'q\\'; z';");
  const History history = folder.find();
  REQUIRE(history.migrations.size() == 2);
  CHECK(history.migrations[0].kind == MigrationKind::baseline);
  CHECK(history.migrations[0].steps.size() == 2);
  CHECK(std::get<Script>(history.migrations[0].steps[0]).one_message);
  CHECK(history.ignored.size() == 1);
  const Lines problems = folder.problems();
  REQUIRE(problems.size() == 3);
  CHECK(problems[0] == "Atlas refuses to run anything: `3_gone.sql` is not there, and `atlas.sum` has it");
  CHECK(problems[1].starts_with("Atlas refuses the file: it takes this quote"));
  CHECK(problems[2] == "Atlas refuses to run anything: `atlas.sum` does not have this file");
}

TEST_CASE("Atlas: files that another tool runs are that tool's") {
  const test::Migrations folder;
  folder.write("atlas.sum", "");
  folder.write("1_a.up.sql", "SELECT 1;");
  CHECK(folder.find().frontend->id() == "golang-migrate");
}
