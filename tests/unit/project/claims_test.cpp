#include <godwit/frontends/frontends.h>
#include <godwit/project/discovery.h>
#include <algorithm>
#include <map>

#include "support/catch.h"

using namespace godwit;

namespace {

using Lines = std::vector<std::string>;

/// Django's way: every folder `<app>/migrations` below the one with manage.py is part of one history.
class WholeProject final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "whole-project"; }
  [[nodiscard]] std::string_view name() const override { return "whole project"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    ++asked[folder.shown_as];
    if (!folder.has_file("manage.py")) return {};
    return {Claim::by_marker, {"`" + folder.shown("manage.py") + "` makes it one project"}};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<std::string> names;
    for (const std::string& app : folder.folders)
      for (const std::string& name : folder.list(app + "/migrations").files)
        if (name.ends_with(".sql")) names.push_back(app + "/migrations/" + name);
    std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
      return a.substr(a.rfind('/')) < b.substr(b.rfind('/'));
    });
    std::vector<Migration> result;
    for (const std::string& name : names) result.push_back(file_migration(folder, name, *this));
    return result;
  }

  mutable std::map<std::string, int> asked;
};

Lines said(const Discovery& discovery) {
  Lines lines;
  for (const History& history : discovery.histories) {
    std::string line = history.folder + ' ' + std::string(history.frontend->id()) + ':';
    for (std::size_t i = 0; i < history.migrations.size(); ++i)
      line += (history.asked[i] ? " *" : " ") + history.migrations[i].path;
    lines.push_back(line);
  }
  for (const Problem& error : discovery.errors) lines.push_back(error.place.file->path + ' ' + error.message);
  return lines;
}

void fill(MemoryFiles& files) {
  for (const char* name : {"site/manage.py", "site/blog/migrations/2_b.sql", "site/shop/migrations/1_a.sql",
                           "site/shop/migrations/3_c.sql", "site/shop/sql/1_x.sql", "other/1_y.sql", "other/notes.sql"})
    files.add(name, "SELECT 1;");
}

}  // namespace

TEST_CASE("a frontend may claim a whole project: several folders are one history") {
  const WholeProject whole;
  Frontends frontends = all_frontends();
  frontends.push_back(&whole);
  MemoryFiles files("/p");
  fill(files);
  const std::string one = "site whole-project: ";
  CHECK(said(discover({"."}, frontends, files, {})) ==
        Lines{"other plain: *other/1_y.sql", "other plain: *other/notes.sql",
              one + "*site/shop/migrations/1_a.sql *site/blog/migrations/2_b.sql *site/shop/migrations/3_c.sql",
              "site/shop/sql plain: *site/shop/sql/1_x.sql"});
  CHECK(said(discover({"site/blog/migrations/2_b.sql"}, frontends, files, {})) ==
        Lines{one + "site/shop/migrations/1_a.sql *site/blog/migrations/2_b.sql site/shop/migrations/3_c.sql"});
  CHECK(said(discover({"site/shop"}, frontends, files, {})) ==
        Lines{one + "*site/shop/migrations/1_a.sql site/blog/migrations/2_b.sql *site/shop/migrations/3_c.sql"});
  const Discovery found = discover({"site"}, frontends, files, {});
  CHECK(found.histories.at(0).evidence.at(0) == "`site/manage.py` makes it one project");
}

TEST_CASE("each folder is asked for once, however many paths lead there and whatever is in it") {
  const WholeProject whole;
  Frontends frontends = all_frontends();
  frontends.push_back(&whole);
  MemoryFiles files("/p");
  fill(files);
  static_cast<void>(discover({".", "other/notes.sql", "other", "other/1_y.sql", "site/shop/migrations/1_a.sql"},
                             frontends, files, {}));
  for (const auto& [folder, count] : whole.asked) {
    CAPTURE(folder);
    CHECK(count == 1);
  }
  CHECK(whole.asked.contains("other"));
}

TEST_CASE("only the frontends that are handed over are asked") {
  MemoryFiles files("/p");
  fill(files);
  const Frontends none;
  CHECK(said(discover({"other"}, none, files, {})) ==
        Lines{"other/1_y.sql no framework here reads it", "other/notes.sql no framework here reads it"});
  const Frontends plain{find_frontend("plain")};
  CHECK(said(discover({"other/1_y.sql"}, plain, files, {})) == Lines{"other plain: *other/1_y.sql"});
}

TEST_CASE("two runners may share a folder: what the stronger claim leaves is the other's") {
  MemoryFiles files("/p");
  for (const char* name : {"db/1_a.up.cypher", "db/2_b.up.cypher", "db/3_c.up.cypher"}) files.add(name, "CREATE (:A);");
  for (const char* name : {"db/V1__x.cypher", "db/V2__y.cypher"}) files.add(name, "CREATE (:B);");
  CHECK(said(discover({"db"}, all_frontends(), files, {})) ==
        Lines{"db golang-migrate: *db/1_a.up.cypher *db/2_b.up.cypher *db/3_c.up.cypher",
              "db neo4j-migrations: *db/V1__x.cypher *db/V2__y.cypher"});
  CHECK(said(discover({"db/V2__y.cypher"}, all_frontends(), files, {})) ==
        Lines{"db neo4j-migrations: db/V1__x.cypher *db/V2__y.cypher"});
}

TEST_CASE("a history says why it is taken for that framework's, and its SQL for that database's") {
  MemoryFiles files("/p");
  files.add("a/1_a.sql", "SELECT 1;");
  files.add("b/mysql/1_a.sql", "-- +goose Up\nSELECT 1;\n");
  files.add("c/migration_lock.toml", "provider = \"postgresql\"\n");
  files.add("c/1_x/migration.sql", "SELECT 1;");
  files.add("d/1.cypher", "CREATE (:A);");
  const Discovery found = discover({"."}, all_frontends(), files, {});
  REQUIRE(found.histories.size() == 4);
  CHECK(found.histories[0].evidence ==
        Lines{"`a/1_a.sql` is a script, and nothing tells of a framework",
              "nothing tells which database its SQL is for: it is taken for `postgres`"});
  CHECK(found.histories[1].evidence == Lines{"`b/mysql/1_a.sql` has an annotation `-- +goose`",
                                             "the names of `b/mysql` say that its SQL is for `mysql`"});
  CHECK(found.histories[2].evidence == Lines{"`c/migration_lock.toml` is Prisma's"});
  CHECK(found.histories[3].evidence == Lines{"`d/1.cypher` is a script, and nothing tells of a framework"});
  CHECK(dialect_of(found.histories[2].migrations.at(0).steps.at(0)) == "postgres");
  DiscoveryOptions options;
  options.dialects = {{"b/mysql/*", "mysql"}, {"a/2*", "sqlite"}};
  files.add("a/2_b.sql", "SELECT 2;");
  const Discovery told = discover({"."}, all_frontends(), files, options);
  CHECK(told.histories[0].evidence.at(1) == "it was said that its SQL is for `sqlite`");
  CHECK(told.histories[0].evidence.at(2) == "nothing tells which database its SQL is for: it is taken for `postgres`");
  CHECK(told.histories[1].evidence.at(1) == "it was said that its SQL is for `mysql`");
  const Discovery typed = discover_text("SELECT 1;", {}, all_frontends(), files, {});
  CHECK(typed.histories.at(0).evidence ==
        Lines{"nothing tells which database its SQL is for: it is taken for `postgres`"});
}
