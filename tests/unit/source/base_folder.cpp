#include <godwit/source/base_folder.h>

#include <support/catch.h>

using namespace godwit;
namespace fs = std::filesystem;

TEST_CASE("a path is told from a folder however it was written") {
  const fs::path here = fs::current_path();
  const BaseFolder base(here);
  for (const char* shown : {"db/1.sql", "./db/1.sql", "x/../db/1.sql", "db/x/../1.sql", "db//1.sql"})
    CHECK(base.inside(shown) == "db/1.sql");
  CHECK(base.inside((here / "db/1.sql").native()) == "db/1.sql");
  CHECK(base.inside(".").empty());
  CHECK(base.inside("db/") == "db");
  CHECK(BaseFolder("db/").inside("db/a/1.sql") == "a/1.sql");
  CHECK(BaseFolder("..").inside("1.sql") == here.filename().native() + "/1.sql");
  CHECK(BaseFolder("/").inside("/a/b") == "a/b");
}

TEST_CASE("what is not below the folder keeps its name") {
  const BaseFolder base("db");
  CHECK(base.inside("dbs/1.sql") == "dbs/1.sql");
  CHECK(base.inside("./a/../1.sql") == "1.sql");
  CHECK(base.inside("/elsewhere/1.sql") == "/elsewhere/1.sql");
  CHECK(BaseFolder().inside("./<stdin>") == "./<stdin>");
}

TEST_CASE("what is below a link is told as it is where the link leads") {
  const BaseFolder base("/repo", "/srv/link", "/repo/db/migrations");
  CHECK(base.inside("/srv/link/1.sql") == "db/migrations/1.sql");
  CHECK(base.inside("/srv/link") == "db/migrations");
  CHECK(base.inside("/repo/db/migrations/1.sql") == "db/migrations/1.sql");
  CHECK(base.inside("/srv/links/1.sql") == "/srv/links/1.sql");
}
