#include <godwit/text/dialect_text.h>

#include <support/catch.h>

using namespace godwit;

TEST_CASE("a file's name tells its dialect by its ending, in any case") {
  CHECK(text_of_file("a.SQL") == &default_sql());
  CHECK(text_of_file("a.sql.bak") == nullptr);
  CHECK(text_of_file("sql") == nullptr);
  CHECK(text_of_file(".sql") == nullptr);
  CHECK(text_of_file("a.Cypher") == find_text("cypher"));
  CHECK(text_of_file("a.cyp") == find_text("cypher"));
}

TEST_CASE("what no dialect is called is read as plain SQL") {
  CHECK(find_text("cassandra") == nullptr);
  CHECK(&language_of("cassandra") == &default_sql());
  CHECK(language_of("cypher").id() == "cypher");
}

TEST_CASE("folders that say whose their files are") {
  CHECK(database_of_folder("db/mysql/migrations") == "mysql");
  CHECK(database_of_folder("db/MySQL/migrations") == "mysql");
  CHECK(database_of_folder("src/main/resources/db/migration/h2") == "h2");
  CHECK(database_of_folder("db/hsqldb") == "hsqldb");
  CHECK(database_of_folder("migration_sqlite") == "sqlite");
  CHECK(database_of_folder("sqlite-migrations") == "sqlite");
  CHECK(database_of_folder("mysql/postgresql") == "postgres");
  CHECK(database_of_folder("oracle/a/b/c").empty());
  CHECK(database_of_folder("oracle_import").empty());
  CHECK(database_of_folder("migrations").empty());
  CHECK(database_of_folder("").empty());
}
