#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;

TEST_CASE("hasura: versions are numbers, and config.yaml tells it from Diesel") {
  for (const std::string root : {"hasura/migrations/default/", "hasura/migrations/"}) {
    INFO(root);
    const test::Migrations folder;
    for (const char* name : {"10_c", "1_a", "2_b"}) folder.write(root + name + "/up.sql", "SELECT 1;");
    folder.write(root + "2_b/down.sql", "SELECT 1;");
    folder.write(root + "3/up.sql", "SELECT 1;");
    const std::string_view here = std::string_view(root).substr(0, root.size() - 1);
    CHECK(folder.find(here).frontend->id() == "diesel");
    folder.write("hasura/config.yaml", "version: 3\nendpoint: http://localhost:8080\n");
    folder.write("diesel.toml", "");
    CHECK(folder.find(here).frontend->id() == "hasura");
    CHECK(folder.said(here) == Lines{root + "1_a/up.sql per-migration", root + "2_b/up.sql per-migration",
                                     "-" + root + "2_b/down.sql per-migration", root + "10_c/up.sql per-migration"});
  }
}

TEST_CASE("hasura: another program's config.yaml says nothing") {
  const test::Migrations folder;
  folder.write("migrations/1_a/up.sql", "SELECT 1;");
  folder.write("config.yaml", "log: debug\n");
  CHECK(folder.find("migrations").frontend->id() == "diesel");
}
