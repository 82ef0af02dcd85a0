#include "frontends/prisma/version.h"
#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

namespace {

void write_history(const test::Migrations& folder, std::string_view below = "prisma/migrations") {
  const std::string migrations(below);
  folder.write(migrations + "/migration_lock.toml", "# by Prisma\nprovider = \"postgresql\"\n");
  folder.write(migrations + "/1_a/migration.sql", "SELECT 1;");
}

std::string mode_with(std::string_view file, std::string_view text) {
  const test::Migrations folder;
  folder.write(".git/HEAD", "");
  folder.write(file, text);
  write_history(folder);
  return folder.said("prisma").at(0);
}

constexpr auto one_by_one = "prisma/migrations/1_a/migration.sql per-statement";
constexpr auto whole_file = "prisma/migrations/1_a/migration.sql batch";

}  // namespace

TEST_CASE("prisma: folders in the order of their bytes, hidden ones too") {
  const test::Migrations folder;
  for (const char* name : {"2_b", "10_a", "1_c", "20240101000000_d", "nodigits", ".hidden", "3 copy"}) {
    folder.write(std::string(name) + "/migration.sql", "SELECT 1;");
  }
  folder.write("migration_lock.toml", "provider = \"postgresql\"\n");
  CHECK(folder.find().frontend->id() == "prisma");
  CHECK(folder.said() == Lines{".hidden/migration.sql batch", "10_a/migration.sql batch", "1_c/migration.sql batch",
                               "20240101000000_d/migration.sql batch", "2_b/migration.sql batch",
                               "3 copy/migration.sql batch", "nodigits/migration.sql batch"});
}

TEST_CASE("prisma: a folder without its file stops the run") {
  const test::Migrations folder;
  write_history(folder, ".");
  folder.write("2_b/MIGRATION.SQL", "SELECT 1;");
  CHECK(folder.said() == Lines{"1_a/migration.sql batch",
                               "2_b/migration.sql batch !is missing, and Prisma stops at a folder of migrations "
                               "without it (P3015)"});
}

TEST_CASE("prisma: the lock file says for which database, its absence does not matter") {
  const test::Migrations folder;
  folder.write("1_a/migration.sql", "SELECT 1;");
  CHECK(folder.find().frontend->id() == "prisma");
  CHECK(script_at(folder.find().migrations[0]).dialect == "postgres");
  folder.write("migration_lock.toml", "provider = \"mysql\"\n");
  CHECK(script_at(folder.find().migrations[0]).dialect == "mysql");
}

TEST_CASE("prisma: the layout of Drizzle is not Prisma's") {
  const test::Migrations folder;
  folder.write("1_a/migration.sql", "SELECT 1;");
  folder.write("1_a/snapshot.json", "{}");
  CHECK(folder.find("1_a").frontend->id() == "drizzle");
}

TEST_CASE("prisma: its version decides how a file is sent") {
  CHECK(mode_with("package.json", R"({"devDependencies": {"prisma": "^6.19.3"}})") == whole_file);
  CHECK(mode_with("package.json", R"({"dependencies": {"@prisma/client": "5.0.0"}})") == whole_file);
  CHECK(mode_with("package.json", R"({"dependencies": {"prisma": "~7.3.1"}})") == whole_file);
  CHECK(mode_with("package.json", R"({"dependencies": {"prisma": "7.4.0"}})") == one_by_one);
  CHECK(mode_with("package.json", R"({"dependencies": {"prisma": "^7.0.0"}})") == one_by_one);
  CHECK(mode_with("package.json", R"({"dependencies": {"prisma": "catalog:"}})") == whole_file);
  CHECK(mode_with("package.json", R"({"prisma": {"seed": "8"}, "dependencies": {)") == whole_file);
  CHECK(mode_with("node_modules/prisma/package.json", R"({"version": "7.4.2"})") == one_by_one);
  CHECK(mode_with("pnpm-lock.yaml", "packages:\n  '@prisma/client@6.1.0':\n  prisma@7.5.0:\n    x: y\n") == one_by_one);
  CHECK(mode_with("package-lock.json", R"({"node_modules/prisma": {
      "version": "6.2.0"}})") == whole_file);
  CHECK(mode_with("yarn.lock", "\"prisma@npm:^7.1.0\":\n  version: 7.5.0\n") == one_by_one);
}

TEST_CASE("prisma: what is installed stands above a range that may be either") {
  const test::Migrations folder;
  folder.write(".git/HEAD", "");
  folder.write("package.json", R"({"dependencies": {"prisma": "^7.0.0"}})");
  folder.write("node_modules/prisma/package.json", R"({"version": "7.3.0"})");
  write_history(folder);
  CHECK(folder.said("prisma") == Lines{whole_file});
}

TEST_CASE("prisma: ranges of versions") {
  const auto of = [](std::string_view range) {
    const auto version = prisma::parse_range(range);
    return version ? prisma::sends_one_by_one(*version) ? "one by one" : "whole file" : "unknown";
  };
  CHECK(of("latest") == std::string("one by one"));
  CHECK(of("*") == std::string("one by one"));
  CHECK(of(">=5") == std::string("one by one"));
  CHECK(of("7") == std::string("one by one"));
  CHECK(of("7.x") == std::string("one by one"));
  CHECK(of("6") == std::string("whole file"));
  CHECK(of("7.3") == std::string("whole file"));
  CHECK(of("workspace:*") == std::string("unknown"));
  CHECK(of("") == std::string("unknown"));
}
