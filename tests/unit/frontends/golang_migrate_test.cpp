#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

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

namespace {

/// A folder in a repository of its own, so that nothing outside of it is looked at.
class Neo4jProject : public test::Migrations {
 public:
  Neo4jProject() { write(".git/HEAD", ""); }
};

}  // namespace

TEST_CASE("golang-migrate for Neo4j: one statement a file is one query that commits by itself") {
  const Neo4jProject folder;
  folder.write("1_users.up.cypher", "// users\nCREATE (:User {name: 'a;b'});\n");
  folder.write("1_users.down.cypher", "MATCH (n:User) DETACH DELETE n");
  CHECK(folder.find().frontend->id() == "golang-migrate");
  CHECK(script_at(folder.find().migrations.at(0)).dialect == "cypher");
  CHECK(folder.said() == Lines{"1_users.up.cypher per-statement", "-1_users.down.cypher per-statement"});
}

TEST_CASE("golang-migrate for Neo4j: several statements in a file tell of x-multi-statement") {
  const Neo4jProject folder;
  folder.write("1_users.up.cypher", "CREATE (:User);");
  folder.write("2_more.up.cypher", "CREATE (:A);\nCREATE (:B);\n");
  CHECK(folder.said() == Lines{"1_users.up.cypher per-migration", "2_more.up.cypher per-migration"});
}

TEST_CASE("golang-migrate for Neo4j: x-multi-statement is looked for around the folder") {
  const Neo4jProject folder;
  folder.write("db/migrations/1_users.up.cypher", "CREATE (:User);");
  folder.write("Makefile", "migrate:\n\tmigrate -database 'mysql://x?x-multi-statement=true' up\n");
  CHECK(folder.said("db/migrations") == Lines{"db/migrations/1_users.up.cypher per-statement"});
  folder.write("docker-compose.yml", "url: neo4j://u:p@neo4j:7687/?x-multi-statement=true\n");
  CHECK(folder.said("db/migrations") == Lines{"db/migrations/1_users.up.cypher per-migration"});
}

TEST_CASE("golang-migrate for Neo4j: without x-multi-statement the server refuses a second statement") {
  const Neo4jProject folder;
  folder.write("Makefile", "migrate:\n\tmigrate -path db -database neo4j://u:p@localhost:7687/ up\n");
  folder.write("1_a.up.cypher", "CREATE (:A);\nCREATE (:B);\n");
  const Migration migration = folder.find().migrations.at(0);
  CHECK(migration.transaction == TransactionMode::per_statement);
  REQUIRE(migration.problems.size() == 1);
  CHECK(migration.problems[0].rule == "cypher/splitter-hazard");
  CHECK(migration.problems[0].place.span == Span{11, 12});
}

TEST_CASE("golang-migrate for Neo4j: every semicolon splits, in texts and comments as well") {
  struct Case {
    const char* text;
    std::vector<Span> places;
  };
  const Case cases[] = {
      {"CREATE (:A); CREATE (:B);\nCREATE (:C)", {}},
      {"CREATE (:A {t: 'x;y'});\nCREATE (:B);", {{17, 18}}},
      {"CREATE (:`A;B`);\nCREATE (:B);", {{11, 12}}},
      {"// one; two\nCREATE (:A);\nCREATE (:B);", {{6, 7}}},
      {"CREATE (:A);\nCREATE (:B);\n// end\n", {{26, 32}}},
      {"\xEF\xBB\xBF"
       "CREATE (:A);CREATE (:B)",
       {{0, 3}}},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const Neo4jProject folder;
    folder.write("1_a.up.cypher", c.text);
    const Migration migration = folder.find().migrations.at(0);
    CHECK(migration.transaction == TransactionMode::per_migration);
    std::vector<Span> places;
    for (const Problem& problem : migration.problems) places.push_back(problem.place.span);
    CHECK(places == c.places);
  }
}

TEST_CASE("golang-migrate: a file of Cassandra is not Neo4j's") {
  const Neo4jProject cassandra;
  cassandra.write("1_a.up.cql", "CREATE KEYSPACE app WITH replication = {'class': 'SimpleStrategy'};\n");
  const History none = cassandra.find();
  CHECK((none.frontend == nullptr || none.frontend->id() != "golang-migrate"));
  const Neo4jProject neo4j;
  neo4j.write("1_a.up.cql", "CREATE (:A);");
  CHECK(neo4j.find().frontend->id() == "golang-migrate");
}

TEST_CASE("golang-migrate: x-multi-statement for SQL, as what calls it says") {
  const test::Migrations folder;
  folder.write("1_a.up.sql", "SELECT 1; SELECT 2;");
  CHECK(folder.said() == Lines{"1_a.up.sql batch"});
  folder.write("Makefile", "up:\n\tmigrate -database \"postgres://x/y?x-multi-statement=true\" up\n");
  CHECK(folder.said() == Lines{"1_a.up.sql per-statement"});
  folder.write("2_b.up.sql", "SELECT 'a;b';");
  CHECK(folder.problems().at(0).starts_with("golang-migrate ends a statement at this `;` as well"));
  folder.write("Makefile", "up:\n\tmigrate -database postgres://x/y up\n");
  CHECK(folder.said().front() == "1_a.up.sql batch");
  folder.write("main.go", "driver, err := postgres.WithInstance(db, &postgres.Config{\n  MultiStatementEnabled: true,\n})");
  folder.write("Makefile", "");
  CHECK(folder.said().front() == "1_a.up.sql per-statement");
}
