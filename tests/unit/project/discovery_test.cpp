#include <sys/stat.h>
#include <unistd.h>

#include <godwit/frontends/frontends.h>
#include <godwit/project/discovery.h>
#include <filesystem>

#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace godwit;
namespace fs = std::filesystem;

namespace {

/// A project of its own, with its root as the working directory.
class Project : public test::TemporaryFolder {
 public:
  Project() : before_(fs::current_path()) {
    fs::create_directory(path() / ".git");
    fs::current_path(path());
  }
  ~Project() { fs::current_path(before_); }
  Project(const Project&) = delete;
  Project& operator=(const Project&) = delete;

 private:
  fs::path before_;
};

using Lines = std::vector<std::string>;

Discovery discover(const std::vector<fs::path>& paths, const DiscoveryOptions& options = {}) {
  return godwit::discover(paths, all_frontends(), disk_files(), options);
}

Discovery discover_text(const std::string& text, const fs::path& path, const DiscoveryOptions& options = {}) {
  return godwit::discover_text(text, path, all_frontends(), disk_files(), options);
}

/// `folder frontend: a.sql *b.sql`, a line a history; `*` marks what was asked for, `-` what goes down.
std::vector<std::string> said(const Discovery& discovery) {
  std::vector<std::string> lines;
  for (const History& history : discovery.histories) {
    std::string line = history.folder + ' ' + std::string(history.frontend ? history.frontend->id() : "none") + ':';
    for (std::size_t i = 0; i < history.migrations.size(); ++i) {
      const Migration& migration = history.migrations[i];
      line += ' ';
      if (history.asked[i]) line += '*';
      if (migration.direction == Direction::down) line += '-';
      line += migration.path;
      if (!migration.error.empty()) line += '!';
    }
    lines.push_back(line);
  }
  for (const Problem& error : discovery.errors) lines.push_back(error.place.file->path + ' ' + error.message);
  return lines;
}

std::vector<std::string> found(const std::vector<fs::path>& paths, const DiscoveryOptions& options = {}) {
  return said(discover(paths, options));
}

/// Root reads everything: drops that for as long as it lives.
class AsNobody {
 public:
  explicit AsNobody(const fs::path& folder) : user_(::geteuid()) {
    ::chmod(folder.c_str(), 0755);
    if (user_ == 0) REQUIRE(::seteuid(65534) == 0);
  }
  ~AsNobody() {
    if (::geteuid() != user_) (void)!::seteuid(user_);
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;

 private:
  uid_t user_;
};


constexpr auto table = "CREATE TABLE t (id int);\n";

}  // namespace

TEST_CASE("a folder is searched downward, and each history found once") {
  const Project project;
  project.write("api/migrations/2_b.sql", table);
  project.write("api/migrations/10_c.sql", table);
  project.write("api/migrations/1_a.sql", table);
  project.write("web/prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n");
  project.write("web/prisma/migrations/1_x/migration.sql", table);
  project.write("README.md", "none");
  const Lines all{"api/migrations plain: *api/migrations/1_a.sql *api/migrations/2_b.sql *api/migrations/10_c.sql",
                  "web/prisma/migrations prisma: *web/prisma/migrations/1_x/migration.sql"};
  CHECK(found({"."}) == all);
  CHECK(found({".", "api", "api/migrations/1_a.sql"}) == all);
  CHECK(found({project.path()}) == all);
  CHECK(found({"api/../web"}) == Lines{all[1]});
}

TEST_CASE("a file brings the history around it") {
  const Project project;
  project.write("db/1_a.sql", table);
  project.write("db/2_b.sql", table);
  project.write("diesel/1_x/up.sql", table);
  project.write("diesel/1_x/down.sql", "DROP TABLE t;");
  project.write("diesel/2_y/up.sql", table);
  CHECK(found({"db/2_b.sql"}) == Lines{"db plain: db/1_a.sql *db/2_b.sql"});
  CHECK(found({"db/2_b.sql", "./db/1_a.sql"}) == Lines{"db plain: *db/1_a.sql *db/2_b.sql"});
  CHECK(found({"diesel/2_y/up.sql"}) ==
        Lines{"diesel diesel: diesel/1_x/up.sql -diesel/1_x/down.sql *diesel/2_y/up.sql"});
  CHECK(found({"diesel/1_x"}) == Lines{"diesel diesel: *diesel/1_x/up.sql *-diesel/1_x/down.sql diesel/2_y/up.sql"});
}

TEST_CASE("from inside of a history, too") {
  const Project project;
  project.write("diesel/1_x/up.sql", table);
  project.write("diesel/2_y/up.sql", table);
  fs::current_path(project / "diesel/2_y");
  CHECK(found({"up.sql"}) == Lines{".. diesel: ../1_x/up.sql *up.sql"});
  CHECK(found({"."}) == Lines{".. diesel: ../1_x/up.sql *up.sql"});
  CHECK(found({".."}) == Lines{".. diesel: *../1_x/up.sql *up.sql"});
  CHECK(found({project / "diesel/1_x/up.sql"})[0].ends_with("/diesel/1_x/up.sql up.sql"));
}

TEST_CASE("what is no step of a history is one of its own") {
  const Project project;
  project.write("db/1_a.sql", table);
  project.write("db/schema.sql", table);
  project.write("db/notes.psql", table);
  const Lines both{"db plain: *db/1_a.sql", "db plain: *db/schema.sql"};
  CHECK(found({"db"}) == both);
  CHECK(found({"db/schema.sql"}) == Lines{both[1]});
  CHECK(found({"db/schema.sql", "db/schema.sql"}) == Lines{both[1]});
  CHECK(found({"db/notes.psql"}) == Lines{"db plain: *db/notes.psql"});
}

TEST_CASE("what a framework keeps beside a migration stands for it") {
  const Project project;
  project.write("diesel/1_x/up.sql", table);
  project.write("diesel/2_y/up.sql", table);
  project.write("diesel/2_y/metadata.toml", "run_in_transaction = false\n");
  project.write("db/1_a.sql", table);
  project.write("db/atlas.sum", "h1:");
  project.write("src/main.rs", "");
  CHECK(found({"diesel/2_y/metadata.toml"}) == Lines{"diesel diesel: diesel/1_x/up.sql *diesel/2_y/up.sql"});
  CHECK(found({"db/atlas.sum"}).empty());
  CHECK(found({"src/main.rs"}) == Lines{"src/main.rs is not SQL, and no history of migrations has it"});
}

TEST_CASE("folders that hold no migrations of the project are not entered unless named") {
  const Project project;
  for (const char* name : {".hidden", "node_modules", "target", "vendor", "a/vendor"}) {
    project.write(std::string(name) + "/1_a.sql", table);
  }
  project.write("a/1_a.sql", table);
  CHECK(found({"."}) == Lines{"a plain: *a/1_a.sql"});
  CHECK(found({"vendor", ".hidden"}) == Lines{"vendor plain: *vendor/1_a.sql", ".hidden plain: *.hidden/1_a.sql"});
}

TEST_CASE("links that lead in circles end") {
  const Project project;
  project.write("a/1_a.sql", table);
  fs::create_directory_symlink("..", project / "a/up");
  fs::create_directory_symlink("a", project / "b");
  fs::create_symlink("loop", project / "loop");
  fs::create_symlink("gone.sql", project / "a/2_gone.sql");
  CHECK(found({"."}) == Lines{"a plain: *a/1_a.sql *a/2_gone.sql!"});
  CHECK(found({"b/1_a.sql"}) == Lines{"b plain: *b/1_a.sql b/2_gone.sql!"});
  CHECK(found({"loop"}).size() == 1);
}

TEST_CASE("what cannot be read loses nothing else") {
  const Project project;
  project.write("a/1_a.sql", table);
  project.write("a/2_b.sql", table);
  project.write("b/1_a.sql", table);
  ::chmod((project / "a/1_a.sql").c_str(), 0);
  ::chmod((project / "b").c_str(), 0);
  Lines lines;
  {
    const AsNobody reader(project.path());
    lines = found({"."});
  }
  ::chmod((project / "b").c_str(), 0700);
  CHECK(lines == Lines{"a plain: *a/1_a.sql! *a/2_b.sql", "b cannot be read: Permission denied"});
}

TEST_CASE("a path that is not there says so, and the others are found") {
  const Project project;
  project.write("a/1_a.sql", table);
  CHECK(found({"missing", "a", "a/9_z.sql"}) ==
        Lines{"a plain: *a/1_a.sql", "missing does not exist", "a/9_z.sql does not exist"});
}

TEST_CASE("a folder in the place of a migration is no migration") {
  const Project project;
  project.write("a/1_a.sql/2_b.sql", table);
  ::mkfifo((project / "a/3_c.sql").c_str(), 0600);
  CHECK(found({"a"}) == Lines{"a plain: *a/3_c.sql!", "a/1_a.sql plain: *a/1_a.sql/2_b.sql"});
}

TEST_CASE("what is excluded is replayed and not asked for") {
  const Project project;
  project.write("a/1_a.sql", table);
  project.write("a/2_b.sql", table);
  project.write("old/1_a.sql", table);
  DiscoveryOptions options;
  options.excluded = {"**/1_*.sql", "old"};
  CHECK(found({"."}, options) == Lines{"a plain: a/1_a.sql *a/2_b.sql"});
  CHECK(found({"a/1_a.sql"}, options).empty());
  CHECK(found({"old"}, options).empty());
  options.base = BaseFolder("..");
  const std::string here = fs::current_path().filename().native();
  options.excluded = {here + "/a/1_*", here + "/old/**"};
  CHECK(found({"."}, options) == Lines{"a plain: a/1_a.sql *a/2_b.sql"});
}

TEST_CASE("a framework can be named") {
  const Project project;
  project.write("a/1_a.sql", table);
  project.write("src/x.txt", "");
  DiscoveryOptions options;
  options.framework = "goose";
  CHECK(found({"."}, options) == Lines{"a goose: *a/1_a.sql"});
  options.framework = "geese";
  CHECK(found({"."}, options).back() == "geese is not a framework that godwit knows");
}

TEST_CASE("a folder named after another database holds that database's SQL") {
  const Project project;
  project.write("db/mysql/1_a.sql", table);
  project.write("db/postgres/1_a.sql", table);
  project.write("clickhouse/migrations/clustered/1_a.up.sql", table);
  std::vector<std::string> dialects;
  for (const History& history : discover({"."}).histories) {
    dialects.push_back(history.folder + ' ' + dialect_of(history.migrations[0].steps[0]));
  }
  CHECK(dialects == Lines{"clickhouse/migrations/clustered clickhouse", "db/mysql mysql", "db/postgres postgres"});
}

TEST_CASE("what text is can be said where neither its frontend nor its name tells") {
  const Project project;
  project.write("db/mysql/1_a.sql", table);
  project.write("db/other/1_a.sql", table);
  project.write("db/graph/1_a.cypher", "CREATE (:A);");
  project.write("db/prisma/migration_lock.toml", "provider = \"mysql\"\n");
  project.write("db/prisma/1_a/migration.sql", table);
  const auto dialects = [](const DiscoveryOptions& options) {
    std::vector<std::string> out;
    for (const History& history : discover({"."}, options).histories)
      out.push_back(history.folder + ' ' + dialect_of(history.migrations[0].steps[0]));
    return out;
  };
  DiscoveryOptions options;
  options.dialects = {{"", "said"}};
  CHECK(dialects(options) == Lines{"db/graph cypher", "db/mysql said", "db/other said", "db/prisma mysql"});
  options.dialects = {{"", "said"}, {"db/other/*", "other"}};
  CHECK(dialects(options) == Lines{"db/graph cypher", "db/mysql said", "db/other other", "db/prisma mysql"});
  options.dialects = {{"*/db/mysql/*", "mine"}};
  options.base = BaseFolder("..");
  CHECK(dialects(options) == Lines{"db/graph cypher", "db/mysql mine", "db/other postgres", "db/prisma mysql"});
}

TEST_CASE("what standard input is can be said") {
  DiscoveryOptions options;
  options.dialects = {{"", "cypher"}};
  const Project project;
  CHECK(dialect_of(discover_text("CREATE (:A);", {}, options).histories[0].migrations[0].steps[0]) == "cypher");
  CHECK(dialect_of(discover_text("CREATE (:A);", "a/x.sql", options).histories[0].migrations[0].steps[0]) ==
        "cypher");
}

TEST_CASE("text in memory takes the place of its file") {
  const Project project;
  project.write("db/1_a.sql", table);
  project.write("db/2_b.sql", table);
  const Discovery discovery = discover_text("SELECT 2;", "db/2_b.sql");
  CHECK(said(discovery) == Lines{"db plain: db/1_a.sql *db/2_b.sql"});
  CHECK(text_of(discovery.histories[0].migrations[1].steps[0]) == "SELECT 2;");
  CHECK(text_of(discovery.histories[0].migrations[0].steps[0]) == table);
}

TEST_CASE("text in memory need not be on disk") {
  const Project project;
  project.write("db/1_a.sql", table);
  project.write("diesel/1_x/up.sql", table);
  CHECK(said(discover_text("SELECT 2;", "db/3_c.sql")) == Lines{"db plain: db/1_a.sql *db/3_c.sql"});
  CHECK(said(discover_text("SELECT 2;", "diesel/2_y/up.sql")) ==
        Lines{"diesel diesel: diesel/1_x/up.sql *diesel/2_y/up.sql"});
  CHECK(said(discover_text("SELECT 2;", "db/schema.sql")) == Lines{"db plain: *db/schema.sql"});
  CHECK(said(discover_text("SELECT 2;", "nowhere/x.sql")) == Lines{"nowhere plain: *nowhere/x.sql"});
  CHECK(said(discover_text("-- +goose Up\nSELECT 2;\n", "new/1_x.sql")) == Lines{"new goose: *new/1_x.sql"});
}

TEST_CASE("standard input without a name is a history of its own") {
  const Project project;
  project.write("1_a.sql", table);
  const Discovery discovery = discover_text("SELECT 2;", {});
  CHECK(said(discovery) == Lines{". none: *<stdin>"});
  CHECK(text_of(discovery.histories[0].migrations[0].steps[0]) == "SELECT 2;");
}

TEST_CASE("ten thousand files are one history, by folder and by name") {
  const Project project;
  std::vector<fs::path> names;
  for (int i = 1; i <= 10'000; ++i) {
    names.emplace_back("db/" + std::to_string(i) + "_a.sql");
    project.write(names.back().native(), "SELECT 1;\n");
  }
  for (const auto& paths : {std::vector<fs::path>{"db"}, names}) {
    const Discovery discovery = discover(paths);
    REQUIRE(discovery.histories.size() == 1);
    const History& history = discovery.histories[0];
    REQUIRE(history.migrations.size() == 10'000);
    CHECK(history.migrations[1].path == "db/2_a.sql");
    CHECK(history.migrations[9'999].path == "db/10000_a.sql");
    CHECK(std::find(history.asked.begin(), history.asked.end(), false) == history.asked.end());
  }
}

TEST_CASE("Cypher is read by the names of its files, on disk or not") {
  const Project project;
  project.write("a/x.cypher", "CREATE (:A);");
  project.write("a/y.CYP", "CREATE (:B);");
  project.write("db/mysql/1_a.cypher", "CREATE (:A);");
  const auto dialect = [](const Discovery& discovery) {
    REQUIRE(discovery.histories.size() == 1);
    return dialect_of(discovery.histories[0].migrations.at(0).steps.at(0));
  };
  CHECK(dialect(discover({"a/x.cypher"})) == "cypher");
  CHECK(dialect(discover({"a"})) == "cypher");
  CHECK(dialect(discover({"db/mysql"})) == "cypher");
  CHECK(dialect(discover_text("CREATE (:A);", "new/z.cypher")) == "cypher");
  CHECK(dialect(discover_text("CREATE (:A);", "a/w.cql")) == "cypher");
  CHECK(dialect(discover_text("CREATE TABLE t (id int PRIMARY KEY);", "new/z.cql")) == "cassandra");
  CHECK(dialect(discover_text("SELECT 1;", {})) == "postgres");
}
