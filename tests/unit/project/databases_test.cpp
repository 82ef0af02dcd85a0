#include <godwit/frontends/frontends.h>
#include <godwit/project/discovery.h>
#include <godwit/text/databases.h>

#include "support/catch.h"

using namespace godwit;

namespace {

/// The dialect of a file's first step.
std::string dialect_in(const MemoryFiles& files, const std::string& path) {
  for (const History& history : discover({path}, all_frontends(), files, {}).histories)
    for (const Migration& migration : history.migrations)
      if (migration.path == path) return dialect_of(migration.steps.front());
  return "nothing";
}

std::string dialect_beside(const std::string& name, const std::string& text) {
  MemoryFiles files("/p");
  files.add("/p/.git/HEAD", "");
  files.add("/p/" + name, text);
  files.add("/p/db/1_a.sql", "CREATE TABLE t (id int);");
  return dialect_in(files, "db/1_a.sql");
}

}  // namespace

TEST_CASE("a project's settings and dependencies tell its database") {
  CHECK(dialect_beside("package.json", R"({"dependencies": {"mysql2": "^3.0.0"}})") == "mysql");
  CHECK(dialect_beside("package.json", "{\n \"dependencies\": {\n  \"mysql2\": \"^3.0.0\"\n }\n}") == "mysql");
  CHECK(dialect_beside("package.json", "{\n  \"pg\": \"8\",\n  \"mysql2\": \"3\"\n}") == "postgres");
  CHECK(dialect_beside("go.mod", "require github.com/go-sql-driver/mysql v1.7.0\n") == "mysql");
  CHECK(dialect_beside("go.mod", "require (\n\tgithub.com/jackc/pgx/v5 v5.4.0\n)\n") == "postgres");
  CHECK(dialect_beside("Cargo.toml", "sqlx = { version = \"0.8\", features = [\"sqlite\"] }\n") == "sqlite");
  CHECK(dialect_beside("config/database.yml", "production:\n  adapter: mysql2\n") == "mysql");
  CHECK(dialect_beside(".env", "DATABASE_URL=mysql://u:p@h/d\n") == "mysql");
  CHECK(dialect_beside(".env", "# DATABASE_URL=mysql://u:p@h/d\n") == "postgres");
  CHECK(dialect_beside("flyway.conf", "flyway.url=jdbc:sqlserver://h;databaseName=d\n") == "mssql");
  CHECK(dialect_beside("requirements.txt", "pymysql==1.0\n") == "mysql");
}

TEST_CASE("words tell a database, outside of comments and strings") {
  CHECK(database_of_text("CREATE TABLE `t` (`id` int);") == "mysql");
  CHECK(database_of_text("create table t (id int auto_increment primary key);") == "mysql");
  CHECK(database_of_text("CREATE TABLE t (id int) ENGINE = InnoDB;") == "mysql");
  CHECK(database_of_text("CREATE TABLE t (id int) ENGINE = MergeTree() ORDER BY id;") == "clickhouse");
  CHECK(database_of_text("PRAGMA foreign_keys = ON;") == "sqlite");
  CHECK(database_of_text("ALTER TABLE [dbo].[t] ADD x int\nGO\n") == "mssql");
  CHECK(database_of_text("ALTER TABLE t ADD x int\n  go\nSELECT 1\n") == "mssql");

  CHECK(database_of_text("-- `t` is ENGINE=InnoDB\nSELECT 'AUTO_INCREMENT `x`';").empty());
  CHECK(database_of_text("UPDATE car SET engine = 'v8' WHERE go > 1;").empty());
  CHECK(database_of_text("SELECT tags[1], ARRAY['a'] FROM t;").empty());
  CHECK(database_of_text("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY (START WITH 1));").empty());
  CHECK(database_of_text("CREATE TABLE t (pragma_text text, auto_increments jsonb);").empty());
  CHECK(database_of_text("").empty());
  CHECK(database_of_text("`").empty());
}

TEST_CASE("one file that gives a database away tells of those beside it, unless these are surely another's") {
  MemoryFiles files("/p");
  files.add("/p/.git/HEAD", "");
  files.add("/p/a/1_a.sql", "CREATE TABLE `t` (id int);");
  files.add("/p/a/2_b.sql", "CREATE INDEX i ON t (id);");
  files.add("/p/b/1_a.sql", "CREATE TABLE t (id int AUTO_INCREMENT);");
  files.add("/p/b/2_b.sql", "CREATE INDEX CONCURRENTLY i ON t (id);");
  files.add("/p/mysql5/1_a.sql", "SELECT 1;");
  CHECK(dialect_in(files, "a/2_b.sql") == "mysql");
  CHECK(dialect_in(files, "b/1_a.sql") == "mysql");
  CHECK(dialect_in(files, "b/2_b.sql") == "postgres");
  CHECK(dialect_in(files, "mysql5/1_a.sql") == "mysql");
}
