#include <godwit/frontends/frontends.h>
#include <godwit/project/discovery.h>

#include "support/catch.h"

using namespace godwit;

namespace {

using Lines = std::vector<std::string>;

/// A repository in memory, in which `db` is looked through.
class Repository {
 public:
  Repository() : files_("/p") { files_.add("/p/.git/HEAD", ""); }
  void write(const std::string& path, std::string text) { files_.add("/p/" + path, std::move(text)); }
  [[nodiscard]] Discovery find(const std::string& path = "db", const DiscoveryOptions& options = {}) const {
    return discover({path}, all_frontends(), files_, options);
  }
  /// `Rails: db/migrate 2`, a line a framework.
  [[nodiscard]] Lines unread(const std::string& path = "db", const DiscoveryOptions& options = {}) const {
    Lines out;
    for (const UnreadMigrations& each : find(path, options).unread)
      out.push_back(each.name + ": " + each.folder + ' ' + std::to_string(each.files.size()));
    return out;
  }
  /// Paths that are ignored, wherever that is said.
  [[nodiscard]] Lines ignored() const {
    const Discovery discovery = find();
    Lines out;
    for (const Ignored& each : discovery.ignored) out.push_back(each.path);
    for (const History& history : discovery.histories)
      for (const Ignored& each : history.ignored) out.push_back(each.path);
    return out;
  }

 private:
  MemoryFiles files_;
};

}  // namespace

TEST_CASE("migrations in code are counted by framework and folder") {
  struct Sample { std::string path, text, said; };
  const std::vector<Sample> samples{
      {"db/migrate/2024_a.rb", "class A < ActiveRecord::Migration[7.1]\nend\n", "Rails: db/migrate 1"},
      {"db/shop/migrations/0001_a.py", "class Migration(migrations.Migration):\n", "Django: db/shop/migrations 1"},
      {"db/alembic/versions/ab_x.py", "from alembic import op\n", "Alembic: db/alembic/versions 1"},
      {"db/migrations/1_a.js", "exports.up = (knex) => knex.schema\n", "Knex: db/migrations 1"},
      {"db/migrations/1-A.ts", "class A implements MigrationInterface {}\n", "TypeORM: db/migrations 1"},
      {"db/migrations/1-a.cjs", "up: (queryInterface, Sequelize) => {}\n", "Sequelize: db/migrations 1"},
      {"db/migrations/1_a.exs", "use Ecto.Migration\n", "Ecto: db/migrations 1"},
      {"db/migrations/1_a.php", "use Illuminate\\Database\\Migrations\\Migration;\n", "Laravel: db/migrations 1"},
      {"db/Migrations/1_A.cs", "void Up(MigrationBuilder b) {}\n", "Entity Framework: db/Migrations 1"},
      {"db/migration/V1__A.java", "class V1__A extends BaseJavaMigration {}\n", "Flyway: db/migration 1"},
      {"db/changelog/a.yaml", "databaseChangeLog: []\n", "Liquibase: db/changelog 1"},
  };
  for (const Sample& sample : samples) {
    Repository repository;
    repository.write(sample.path, sample.text);
    CHECK(repository.unread() == Lines{sample.said});
    CHECK(repository.find().errors.empty());
  }
}

TEST_CASE("code that is no migration is not counted") {
  Repository repository;
  repository.write("db/models/user.rb", "class User < ActiveRecord::Migration\n");
  repository.write("db/migrate/helper.rb", "module Helper\nend\n");
  repository.write("db/Migrations/1_A.Designer.cs", "void Build(MigrationBuilder b) {}\n");
  CHECK(repository.unread() == Lines{});
}

TEST_CASE("code beside scripts is counted as the framework's whose they are") {
  Repository repository;
  repository.write("db/migrations/00001_a.sql", "-- +goose Up\nCREATE TABLE t (id int);\n");
  repository.write("db/migrations/00002_b.go", "package migrations\nfunc init() { goose.AddMigration(up, down) }\n");
  CHECK(repository.unread().size() <= 1);
  CHECK(repository.find().histories.size() == 1);
}

TEST_CASE("what somebody looks after need not be read") {
  Repository repository;
  repository.write("db/migrate/1_a.rb", "class A < ActiveRecord::Migration[7.1]\n");
  DiscoveryOptions options;
  options.accepted = {{"db/migrate/*", "reviewed by hand"}};
  const Discovery discovery = repository.find("db", options);
  CHECK(discovery.unread.empty());
  REQUIRE(discovery.ignored.size() == 1);
  CHECK(discovery.ignored[0].why == "it need not be read: reviewed by hand");
  CHECK(discovery.errors.empty());
}

TEST_CASE("dumps, queries and seeds are no migrations, unless they are named") {
  Repository repository;
  repository.write("db/migrations/1_a.sql", "CREATE TABLE t (id int);");
  repository.write("db/structure.sql", "CREATE TABLE t (id int);");
  repository.write("db/queries.sql", "-- name: Drop :exec\nDELETE FROM t;\n");
  repository.write("db/seeds.sql", "INSERT INTO t VALUES (1);");
  repository.write("db/migrations/all.sql", "--\n-- PostgreSQL database dump\n--\nCREATE TABLE t (id int);");
  CHECK(repository.ignored() == Lines{"db/migrations/all.sql", "db/queries.sql", "db/seeds.sql", "db/structure.sql"});
  const Discovery named = repository.find("db/structure.sql");
  REQUIRE(named.histories.size() == 1);
  CHECK(named.histories[0].migrations.at(0).path == "db/structure.sql");
}

TEST_CASE("a schema without migrations beside it is read") {
  Repository repository;
  repository.write("db/schema.sql", "CREATE TABLE t (id int);");
  CHECK(repository.ignored().empty());
  CHECK(repository.find().histories.size() == 1);
}

TEST_CASE("where nothing is found, it is said what was looked for") {
  Repository repository;
  repository.write("db/readme.txt", "");
  const Discovery discovery = repository.find();
  REQUIRE(discovery.errors.size() == 1);
  CHECK(discovery.errors[0].message.starts_with("holds no migrations: looked for those of "));
  DiscoveryOptions options;
  options.allow_empty = true;
  CHECK(repository.find("db", options).errors.empty());
  repository.write("db/1_a.sql", "SELECT 1;");
  options = {};
  options.excluded = {"*.sql"};
  CHECK(repository.find("db", options).errors.empty());
  CHECK(repository.find("db", options).excluded == 1);
}
