#include <godwit/frontends/frontends.h>
#include <godwit/project/discovery.h>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "support/catch.h"
#include "support/git_repository.h"

using namespace godwit;
namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

void say(const Step& step, Lines& lines) {
  lines.push_back("  " + dialect_of(step) + ' ' + file_of(step)->path + ": " + std::string(text_of(step)));
  if (const auto* unread = std::get_if<Unread>(&step)) lines.back() += " unread: " + unread->reason;
}

/// All there is to know of it.
Lines said(const Discovery& discovery) {
  Lines lines;
  for (const History& history : discovery.histories) {
    lines.push_back(history.folder + ' ' + std::string(history.frontend->id()));
    for (const std::string& sentence : history.evidence) lines.push_back(' ' + sentence);
    for (std::size_t i = 0; i < history.migrations.size(); ++i) {
      const Migration& migration = history.migrations[i];
      const auto mode = std::to_string(static_cast<int>(migration.transaction));
      lines.push_back(' ' + migration.path + ' ' + migration.version + ' ' + mode + (history.asked[i] ? " asked" : "") +
                      (migration.direction == Direction::down ? " down" : "") + ' ' + migration.error);
      for (const Step& step : migration.steps) say(step, lines);
      for (const Problem& problem : migration.problems) lines.push_back("  !" + problem.message);
    }
  }
  for (const Problem& error : discovery.errors) lines.push_back(error.place.file->path + ' ' + error.message);
  return lines;
}

Lines found(const Files& files, const std::string& path) {
  return said(discover({path}, all_frontends(), files, {}));
}

std::string text_of_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> files_below(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) names.push_back(entry.path().lexically_relative(folder).generic_string());
  return names;
}

}  // namespace

TEST_CASE("a project's histories are the same on disk, in memory, in buffers and in a commit") {
  int projects = 0;
  for (const auto& project : fs::directory_iterator(fs::path(GODWIT_SOURCE_DIR) / "fixtures/projects")) {
    CAPTURE(project.path());
    const test::GitRepository copy;
    const std::string top = copy.path().string();
    fs::copy(project.path(), copy.path(), fs::copy_options::recursive);
    copy.commit();
    MemoryFiles memory(disk_files().working_folder());
    const MemoryFiles nothing(disk_files().working_folder());
    OverlaidFiles buffers(nothing);
    for (const std::string& name : files_below(project.path())) {
      memory.add(top + '/' + name, text_of_file(project.path() / name));
      buffers.put(top + '/' + name, text_of_file(project.path() / name));
    }
    const Lines on_disk = found(disk_files(), top);
    CHECK_FALSE(on_disk.empty());
    CHECK(found(memory, top) == on_disk);
    CHECK(found(buffers, top) == on_disk);
    const GitTree tree = git_tree(top, "HEAD");
    REQUIRE(tree.files);
    CHECK(found(*tree.files, top) == on_disk);
    ++projects;
  }
  CHECK(projects > 20);
}

TEST_CASE("two buffers at once, one of a file that is not there yet, in a folder that is not there yet") {
  MemoryFiles files("/p");
  files.add("db/1_a.sql", "SELECT 1;");
  files.add("diesel/1_x/up.sql", "SELECT 1;");
  OverlaidFiles buffers(files);
  buffers.put("db/1_a.sql", "SELECT 10;");
  buffers.put("db/2_b.sql", "SELECT 20;");
  buffers.put("diesel/2_y/up.sql", "SELECT 2;");
  buffers.put("new/deep/1_z.sql", "-- +goose Up\nSELECT 3;\n");
  const Discovery discovery = discover({"."}, all_frontends(), buffers, {});
  REQUIRE(discovery.histories.size() == 3);
  CHECK(discovery.histories[0].folder == "db");
  CHECK(text_of(discovery.histories[0].migrations.at(0).steps.at(0)) == "SELECT 10;");
  CHECK(text_of(discovery.histories[0].migrations.at(1).steps.at(0)) == "SELECT 20;");
  CHECK(discovery.histories[1].folder == "diesel");
  CHECK(discovery.histories[1].migrations.at(1).path == "diesel/2_y/up.sql");
  CHECK(discovery.histories[2].folder == "new/deep");
  CHECK(discovery.histories[2].frontend->id() == "goose");
}

TEST_CASE("what tells a framework may be in a buffer, too") {
  MemoryFiles files("/p");
  files.add("migrations/1_x/up.sql", "SELECT 1;");
  OverlaidFiles buffers(files);
  CHECK(discover({"."}, all_frontends(), buffers, {}).histories.at(0).evidence.at(0) ==
        "`migrations/1_x/up.sql` is called as Diesel wants it");
  buffers.put("diesel.toml", "");
  CHECK(discover({"."}, all_frontends(), buffers, {}).histories.at(0).evidence.at(0) == "`diesel.toml` is Diesel's");
  buffers.put("migrations/1_x/metadata.toml", "run_in_transaction = false\n");
  CHECK(discover({"."}, all_frontends(), buffers, {}).histories.at(0).migrations.at(0).transaction ==
        TransactionMode::batch);
}
