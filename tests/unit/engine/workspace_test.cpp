#include "support/catch.h"

#include <filesystem>
#include <string>
#include <tuple>
#include <vector>

#include <godwit/engine/workspace.h>
#include <godwit/frontends/frontends.h>

using namespace godwit;
namespace fs = std::filesystem;

namespace {

using Line = std::tuple<std::string, std::string, std::uint32_t, std::string, std::string, std::string, bool>;

/// What a report says, as far as anyone can tell two of them apart.
std::vector<Line> told(const Report& report) {
  std::vector<Line> out;
  for (const Finding& each : report.findings)
    out.emplace_back(each.rule, each.place.file->path, each.place.span.begin, format(each.message), each.fingerprint,
                     report.migrations.at(each.migration).path, each.suppression.has_value());
  for (const ReportedMigration& each : report.migrations)
    out.emplace_back(each.path, each.version, each.statements, each.framework, std::to_string(each.not_understood), "",
                     false);
  for (const Problem& each : report.failures)
    out.emplace_back(each.place.file->path, each.message, 0, "", "", "", false);
  return out;
}

std::vector<Line> fresh(const Files& files, const fs::path& folder) {
  const Config config;
  return told(Session(config).run(discover({folder}, all_frontends(), files, config.discovery_options())));
}

std::vector<fs::path> projects() {
  std::vector<fs::path> out;
  for (const auto& each : fs::directory_iterator(GODWIT_SOURCE_DIR "/fixtures/projects"))
    if (each.is_directory()) out.push_back(each.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::string> scripts_below(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& each : fs::recursive_directory_iterator(folder))
    if (each.path().extension() == ".sql" || each.path().extension() == ".cypher") out.push_back(each.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

void add_shop(MemoryFiles& files) {
  files.add("/shop/001_a.sql", "CREATE TABLE users (id bigint PRIMARY KEY);\n");
  files.add("/shop/002_b.sql", "ALTER TABLE users ADD COLUMN nick text;\n");
  files.add("/shop/003_c.sql", "ALTER TABLE users ALTER COLUMN nick SET NOT NULL;\n");
}

}  // namespace

TEST_CASE("an edit in a workspace says what a fresh run says, in every project of the fixtures") {
  for (const fs::path& project : projects()) {
    Workspace workspace(Config(), disk_files(), all_frontends());
    CAPTURE(project.filename().string());
    CHECK(told(workspace.run({project})) == fresh(disk_files(), project));
    for (const std::string& script : scripts_below(project)) {
      CAPTURE(script);
      const std::string text = disk_files().read(script, script, any_size).buffer->text;
      for (const std::string& edited : {text + "\nDROP TABLE surprise;\n", std::string(), "\n" + text}) {
        OverlaidFiles files(disk_files());
        files.put(script, edited);
        workspace.put(script, edited);
        CHECK(told(workspace.run({project})) == fresh(files, project));
      }
      workspace.take_away(script);
    }
    CHECK(told(workspace.run({project})) == fresh(disk_files(), project));
  }
}

TEST_CASE("a file that comes, goes or is edited changes what stands behind it") {
  MemoryFiles below;
  add_shop(below);
  Workspace workspace(Config(), below, all_frontends());
  const auto both = [&](const std::vector<std::pair<std::string, std::string>>& buffers) {
    OverlaidFiles files(below);
    for (const auto& [path, text] : buffers) files.put(path, text);
    for (const auto& [path, text] : buffers) workspace.put(path, text);
    CHECK(told(workspace.run({"/shop"})) == fresh(files, "/shop"));
    for (const auto& [path, text] : buffers) workspace.take_away(path);
  };
  both({});
  both({{"/shop/001_a.sql", "CREATE TABLE users (id bigint PRIMARY KEY, nick text NOT NULL);\n"}});
  both({{"/shop/004_d.sql", "DROP TABLE users;\n"}});
  both({{"/shop/000_z.sql", "CREATE TABLE users (id int);\n"}, {"/shop/003_c.sql", "TRUNCATE users;\n"}});
  both({{"/shop/002_b.sql", ""}});
  both({});
}

TEST_CASE("files that changed on disk are read again when somebody says so") {
  MemoryFiles below;
  add_shop(below);
  Workspace workspace(Config(), below, all_frontends());
  const auto before = told(workspace.run({"/shop"}));
  below.add("/shop/003_c.sql", "SELECT 1;\n");
  CHECK(told(workspace.run({"/shop"})) == before);
  workspace.refresh();
  CHECK(told(workspace.run({"/shop"})) != before);
}
