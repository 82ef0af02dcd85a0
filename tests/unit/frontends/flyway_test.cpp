#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

namespace {

/// `mode` and the words of each problem.
Lines second(std::string_view text, std::string_view conf = {}, std::string_view settings = {}) {
  const test::Migrations folder;
  folder.write("flyway.conf", "flyway.postgresql.transactional.lock=false\n" + std::string(settings));
  folder.write("V1__a.sql", "CREATE TABLE a (id int);\n");
  folder.write("V2__i.sql", text);
  if (!conf.empty()) folder.write("V2__i.sql.conf", conf);
  const Migration migration = folder.find().migrations.at(1);
  Lines lines{std::string(words(migration.transaction))};
  for (const Problem& problem : migration.problems) lines.push_back(problem.message);
  return lines;
}

}  // namespace

TEST_CASE("Flyway: versions part by part, then what is repeatable, names that it passes over") {
  const test::Migrations folder;
  for (const char* name : {"V1__a.sql", "V2__a.sql", "V10__a.sql", "V1.1__a.sql", "V1_2__a.sql", "V1.10__a.sql",
                           "V20240101__a.sql", "V003__a.sql", "R__z.sql", "R__a.sql", "sub/V4__s.sql", "V5__up.SQL",
                           "v6__lower.sql", "V7_one.sql", "V8.sql", ".V9__h.sql", "V11__.sql", "readme.sql",
                           "V12-a__x.sql", "afterMigrate.sql", "beforeEachMigrate.sql", "U1__a.sql"})
    folder.write("sql/" + std::string(name), "SELECT 1;\n");
  const History history = folder.find("sql");
  CHECK(history.frontend->id() == "flyway");
  Lines order;
  for (const Migration& migration : history.migrations)
    order.push_back((migration.direction == Direction::down ? "-" : "") + migration.version);
  CHECK(order == Lines{"beforeEachMigrate", "1", "-1", "1.1", "1.2", "1.10", "2", "003", "4", "5", "8", "10", "11",
                       "20240101", "a", "z", "afterMigrate"});
  CHECK(history.migrations[14].kind == MigrationKind::repeatable);
}

TEST_CASE("Flyway: what it recognizes runs without a transaction") {
  for (const char* text : {"create index concurrently i_a on a (id);", "CREATE UNIQUE INDEX CONCURRENTLY i ON a (id);",
                           "CREATE /* c */ INDEX -- d\n CONCURRENTLY i ON a (id);", "VACUUM (ANALYZE) a;",
                           "DROP INDEX CONCURRENTLY IF EXISTS i;\nCREATE INDEX CONCURRENTLY i ON a (id);",
                           "-- why\nALTER SYSTEM SET work_mem = '5MB';", "REINDEX (VERBOSE) SYSTEM x;"})
    CHECK(second(text).size() == 1);
  CHECK(second("create index concurrently i_a on a (id);") == Lines{"per-statement"});
  for (const char* text : {"REINDEX TABLE CONCURRENTLY a;", "CLUSTER;", "ALTER TABLE p DETACH PARTITION q CONCURRENTLY;"})
    CHECK(second(text) == Lines{"per-migration"});
  CHECK(second("SET lock_timeout = '2s';\nCREATE INDEX CONCURRENTLY i ON a (id);").at(1).starts_with("Flyway refuses the migration"));
  CHECK(second("COMMIT;\nCREATE INDEX CONCURRENTLY i ON a (id);").size() == 2);
}

TEST_CASE("Flyway: what says otherwise") {
  const std::string mixed = "ALTER TABLE a ADD b int;\nCREATE INDEX CONCURRENTLY i ON a (id);";
  CHECK(second(mixed, "executeInTransaction = false\n") == Lines{"per-statement"});
  CHECK(second(mixed, "executeInTransaction: FALSE") == Lines{"per-statement"});
  CHECK(second(mixed, {}, "flyway.mixed=true\n") == Lines{"per-statement"});
  CHECK(second("SELECT 1;", {}, "flyway.executeInTransaction=false\n") == Lines{"per-statement"});
  CHECK(second("SELECT 1;", {}, "flyway.group=true\n") == Lines{"one-for-all"});
  for (const char* conf : {"executeintransaction=false", "flyway.executeInTransaction=false", "executeInTransaction=no",
                           "# c\nexecuteInTransaction=false # t"})
    CHECK(second("SELECT 1;", conf).at(1).starts_with("Flyway refuses to run anything"));
}

TEST_CASE("Flyway: its own lock makes an index wait for ever") {
  const test::Migrations folder;
  folder.write("V1__i.sql", "CREATE INDEX CONCURRENTLY i ON a (id);");
  CHECK(folder.problems().at(0).starts_with("Flyway waits here for ever"));
  folder.write("V1__i.sql", "VACUUM a;");
  CHECK(folder.problems().empty());
}

TEST_CASE("Flyway: several locations are one history, wherever they are said") {
  const auto check = [](const char* file, const char* text) {
    const test::Migrations folder;
    folder.write(file, text);
    folder.write("db/a/V1__a.sql", "SELECT 1;");
    folder.write("db/b/V2__b.sql", "SELECT 1;");
    folder.write("db/a/V3__c.sql", "SELECT 1;");
    INFO(file);
    CHECK(folder.said() == Lines{"db/a/V1__a.sql per-migration", "db/b/V2__b.sql per-migration", "db/a/V3__c.sql per-migration"});
  };
  check("flyway.conf", "flyway.locations=filesystem:db/a, filesystem:./db/b\n");
  check("flyway.toml", "[flyway]\nlocations = [\"filesystem:db/a\", \"filesystem:db/b/\"]\n");
  check("application.yml", "spring:\n  flyway:\n    locations:\n      - classpath:db/a\n      - classpath:/db/b\n");
  check("application.properties", "spring.flyway.locations=classpath:db/a,classpath:db/b\n");
  check("build.gradle", "flyway {\n  locations = [\n    'filesystem:db/a',\n    'filesystem:db/b'\n  ]\n}\n");
  check("build.gradle.kts", "flyway {\n  locations = arrayOf(\"filesystem:db/a\", \"filesystem:db/b\")\n}\n");
  check("pom.xml",
        "<project><build><plugins><plugin><artifactId>flyway-maven-plugin</artifactId><configuration><locations>"
        "<location>filesystem:db/a</location><location>filesystem:db/b</location></locations></configuration></plugin>"
        "</plugins></build></project>");
  check("docker-compose.yml", "services:\n  flyway:\n    environment:\n      FLYWAY_LOCATIONS: filesystem:db/a,filesystem:db/b\n");
}

TEST_CASE("Flyway: placeholders, in any case, with the marks that are configured, or switched off") {
  const test::Migrations folder;
  folder.write("flyway.toml", "[flyway.placeholders]\nTab = \"zz\"\n");
  folder.write("V1__a.sql", "DROP TABLE ${TAB}, ${other};");
  CHECK(script_at(folder.find().migrations[0]).text == "DROP TABLE zz, \"${other}\";");
  folder.write("V1__a.sql.conf", "placeholderReplacement=false");
  CHECK(script_at(folder.find().migrations[0]).text == "DROP TABLE ${TAB}, ${other};");
}

TEST_CASE("Flyway: a new database begins with the latest baseline") {
  const test::Migrations folder;
  for (const char* name : {"V1__a.sql", "B2__b.sql", "V2__b.sql", "V3__c.sql"}) folder.write(name, "SELECT 1;");
  CHECK(folder.said() == Lines{"B2__b.sql per-migration", "V3__c.sql per-migration"});
  CHECK(folder.find().ignored.size() == 2);
}

TEST_CASE("Flyway: two files of one version, and migrations in Java") {
  const test::Migrations folder;
  folder.write("src/main/resources/db/migration/V1__a.sql", "SELECT 1;");
  folder.write("src/main/resources/db/migration/V1.0__b.sql", "SELECT 1;");
  folder.write("src/main/java/db/migration/V2__code.java", "class V2__code extends BaseJavaMigration {}");
  const History history = folder.find("src/main/resources/db/migration");
  REQUIRE(history.migrations.size() == 3);
  CHECK(history.migrations[1].problems.at(0).message.starts_with("Flyway refuses to run anything"));
  CHECK(std::holds_alternative<Unread>(history.migrations[2].steps.at(0)));
}
