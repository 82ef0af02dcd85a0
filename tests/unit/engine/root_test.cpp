#include <godwit/engine/root.h>

#include <fstream>

#include <support/catch.h>
#include <support/temporary_folder.h>

using namespace godwit;
namespace fs = std::filesystem;

namespace {

std::string name(const fs::path& folder, std::string_view file) {
  return Root(folder).inside((folder / file).native());
}

}  // namespace

TEST_CASE("the root is the repository, else the folder of the configuration, else the folder itself") {
  const test::TemporaryFolder folder;
  folder.write("shop/db/1.sql", "");
  CHECK(name(folder / "shop/db", "1.sql") == "1.sql");
  CHECK(Root(folder / "shop/db").assumed());
  folder.write("shop/godwit.toml", "");
  CHECK(name(folder / "shop/db", "1.sql") == "db/1.sql");
  CHECK_FALSE(Root(folder / "shop/db").assumed());
  folder.write(".git", "gitdir: elsewhere");  // as in a work tree of its own
  CHECK(name(folder / "shop/db", "1.sql") == "shop/db/1.sql");
  CHECK(Root(folder / "shop/db").path() == folder.path().native());
  fs::create_directory(folder / "shop/.git");
  CHECK(name(folder / "shop/db", "1.sql") == "db/1.sql");
}

TEST_CASE("links to the folder and above it are followed") {
  const test::TemporaryFolder folder;
  fs::create_directory(folder / ".git");
  folder.write("shop/db/1.sql", "");
  fs::create_directory_symlink("shop/db", folder / "link");
  fs::create_directory_symlink("shop", folder / "other");
  CHECK(name(folder / "link", "1.sql") == "shop/db/1.sql");
  CHECK(name(folder / "other/db", "1.sql") == "shop/db/1.sql");
  CHECK(name(folder / "link/", "x/../1.sql") == "shop/db/1.sql");
}

TEST_CASE("a folder that is not there has a root all the same") {
  const test::TemporaryFolder folder;
  fs::create_directory(folder / ".git");
  CHECK(name(folder / "new/db", "1.sql") == "new/db/1.sql");
  CHECK(Root().inside("<stdin>") == "<stdin>");
}
