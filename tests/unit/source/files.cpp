#include <godwit/source/files.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "support/catch.h"
#include "support/git_repository.h"

using namespace godwit;
namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

Lines names(const Listing& listing) {
  Lines all = listing.files;
  for (const std::string& folder : listing.folders) all.push_back(folder + '/');
  if (!listing.error.empty()) all.push_back('!' + listing.error);
  return all;
}

std::string text(const Files& files, const std::string& path) {
  const ReadResult read = files.read(path, "as " + path);
  if (!read.buffer) return '!' + read.error;
  CHECK(read.buffer->path == "as " + path);
  return read.buffer->text;
}

/// What every kind of files must do, over a folder with `a/b/1.sql` (`one`), `a/2.sql` (`two`) and `3.sql` (empty).
void check_contract(const Files& files, const std::string& top) {
  CHECK(names(files.list(top + "/a")) == Lines{"2.sql", "b/"});
  CHECK(names(files.list(top + "/a/")) == Lines{"2.sql", "b/"});
  CHECK(files.list(top + "/a/b/..").id == files.list(top + "/./a").id);
  CHECK(files.list(top + "/a").id != files.list(top + "/a/b").id);
  CHECK(names(files.list(top + "/missing")) == Lines{"!No such file or directory"});
  CHECK(names(files.list(top + "/a/2.sql")) == Lines{"!Not a directory"});
  CHECK(text(files, top + "/a/b/1.sql") == "one");
  CHECK(text(files, top + "//a/./2.sql") == "two");
  CHECK(text(files, top + "/3.sql").empty());
  CHECK(text(files, top + "/a") == "!is a folder, not a file");
  CHECK(text(files, top + "/4.sql") == "!No such file or directory");
  CHECK(files.read(top + "/a/2.sql", "", 3).buffer);
  CHECK_FALSE(files.read(top + "/a/2.sql", "", 2).buffer);
  CHECK(files.head(top + "/a/2.sql", 2) == "tw");
  CHECK(files.head(top + "/a/2.sql", 100) == "two");
  CHECK(files.head(top + "/a", 2).empty());
  CHECK(files.head(top + "/4.sql", 2).empty());
  CHECK(files.status(top + "/a").kind == FileKind::folder);
  CHECK(files.status(top + "/a/2.sql").kind == FileKind::file);
  CHECK(files.status(top + "/a/2.sql/x").kind == FileKind::none);
  CHECK(files.status(top + "/4.sql").kind == FileKind::none);
  CHECK(files.status(top + "/4.sql").error.empty());
}

template <class Folder>
void write_contract(const Folder& folder) {
  folder.write("a/b/1.sql", "one");
  folder.write("a/2.sql", "two");
  folder.write("3.sql", "");
}

}  // namespace

TEST_CASE("files: a disk") {
  const test::TemporaryFolder folder;
  write_contract(folder);
  check_contract(disk_files(), folder.path().string());
  CHECK(disk_files().working_folder() == fs::current_path());
  fs::create_directory_symlink("..", folder / "a/up");
  fs::create_symlink("gone", folder / "5.sql");
  fs::create_symlink("loop", folder / "loop");
  ::mkfifo((folder / "6.sql").c_str(), 0600);
  const std::string top = folder.path().string();
  CHECK(disk_files().list(top + "/a/up").id == disk_files().list(top).id);
  CHECK(names(disk_files().list(top)) == Lines{"3.sql", "5.sql", "6.sql", "loop", "a/"});
  CHECK(text(disk_files(), top + "/6.sql") == "!is not a regular file");
  CHECK(disk_files().head(top + "/6.sql", 9).empty());
  CHECK(disk_files().status(top + "/loop").error == "Too many levels of symbolic links");
}

TEST_CASE("files: memory") {
  MemoryFiles files("/srv/p");
  files.add("a/b/1.sql", "one");
  files.add("/srv/p/a/2.sql", "of old");
  files.add("../p/a/2.sql", "two");
  files.add("3.sql", "");
  check_contract(files, "/srv/p");
  check_contract(files, ".");
  CHECK(names(files.list("/")) == Lines{"srv/"});
  CHECK(names(MemoryFiles("/x").list(".")).empty());
}

TEST_CASE("files: buffers take the place of files") {
  const test::TemporaryFolder folder;
  write_contract(folder);
  folder.write("a/2.sql", "of old");
  OverlaidFiles files(disk_files());
  files.put(folder / "a/2.sql", "two");
  check_contract(files, folder.path().string());
  files.put(folder / "a/2.sql", "three");
  CHECK(text(files, folder / "a/2.sql") == "three");
  CHECK(files.list(folder / "a").id == disk_files().list(folder / "a").id);
}

TEST_CASE("files: buffers of files that are not there, in folders that are not there") {
  MemoryFiles below("/p");
  below.add("a/2.sql", "two");
  below.add("a/c", "a file");
  OverlaidFiles files(below);
  files.put("a/10.sql", "ten");
  files.put("new/deep/1.sql", "one");
  CHECK(names(files.list("a")) == Lines{"10.sql", "2.sql", "c"});
  CHECK(names(files.list("/p")) == Lines{"a/", "new/"});
  CHECK(names(files.list("new")) == Lines{"deep/"});
  CHECK(names(files.list("new/deep")) == Lines{"1.sql"});
  CHECK(files.list("new").id != files.list("new/deep").id);
  CHECK(files.status("new/deep").kind == FileKind::folder);
  CHECK(text(files, "new/deep/1.sql") == "one");
  CHECK(text(files, "a/10.sql") == "ten");
  CHECK(text(files, "a/2.sql") == "two");
  CHECK(text(files, "new/deep/2.sql") == "!No such file or directory");
  files.put("a/c/1.sql", "below what was a file");
  CHECK(names(files.list("a")) == Lines{"10.sql", "2.sql", "c/"});
}

TEST_CASE("files: a buffer that is shown as it was put is not copied") {
  MemoryFiles below;
  OverlaidFiles files(below);
  files.put("a.sql", "text");
  CHECK(files.read("a.sql", "a.sql", any_size).buffer == files.read("/a.sql", "a.sql", any_size).buffer);
  CHECK(files.read("a.sql", "b.sql", any_size).buffer->path == "b.sql");
}

TEST_CASE("files: a commit") {
  const test::GitRepository repository;
  write_contract(repository);
  repository.write("gone.sql", "gone");
  repository.commit();
  fs::remove(repository / "gone.sql");
  repository.write("a/2.sql", "not committed");
  repository.write("a/b/new.sql", "not committed");
  const GitTree tree = git_tree(repository / "a", "HEAD");
  REQUIRE(tree.files);
  CHECK(tree.error.empty());
  check_contract(*tree.files, repository.path().string());
  CHECK(names(tree.files->list(repository.path().string())) == Lines{"3.sql", "gone.sql", "a/"});
  CHECK(text(*tree.files, repository / "gone.sql") == "gone");
  CHECK(text(*tree.files, repository / "../x.sql") == "!No such file or directory");
  repository.commit();
  CHECK(text(*git_tree(repository.path().string(), "HEAD").files, repository / "a/2.sql") == "not committed");
  CHECK(text(*git_tree(repository.path().string(), "HEAD~1").files, repository / "a/2.sql") == "two");
}

TEST_CASE("files: a commit's links, odd names and large files") {
  const test::GitRepository repository;
  const std::string large(300'000, 'x');
  const std::string binary("a\0b\nc", 5);
  repository.write("a/1.sql", large);
  repository.write("a/t\tn\nq\"\\.sql", binary);
  repository.write("\xC3\xA4 b.sql", "umlaut");
  fs::create_directory_symlink("../a", repository / "a/self");
  fs::create_directory_symlink("a", repository / "b");
  fs::create_symlink("b/1.sql", repository / "c.sql");
  fs::create_symlink("nothing", repository / "d.sql");
  fs::create_symlink("e.sql", repository / "e.sql");
  fs::create_directory_symlink("/etc", repository / "outside");
  repository.commit();
  const std::string top = repository.path().string();
  const GitTree tree = git_tree(top, "HEAD");
  REQUIRE(tree.files);
  CHECK(names(tree.files->list(top)) ==
        Lines{"c.sql", "d.sql", "e.sql", "outside", "\xC3\xA4 b.sql", "a/", "b/"});
  CHECK(tree.files->list(top + "/b").id == tree.files->list(top + "/a").id);
  CHECK(tree.files->list(top + "/a/self/self").id == tree.files->list(top + "/a").id);
  CHECK(text(*tree.files, top + "/c.sql") == large);
  CHECK(tree.files->head(top + "/b/self/1.sql", 3) == "xxx");
  CHECK_FALSE(tree.files->read(top + "/a/1.sql", "", 1000).buffer);
  CHECK(text(*tree.files, top + "/a/t\tn\nq\"\\.sql") == binary);
  CHECK(text(*tree.files, top + "/\xC3\xA4 b.sql") == "umlaut");
  for (const char* broken : {"/d.sql", "/e.sql", "/outside/passwd"}) {
    CHECK(text(*tree.files, top + broken) == "!No such file or directory");
    CHECK(tree.files->status(top + broken).kind == FileKind::none);
  }
}

TEST_CASE("files: what is no commit says so") {
  const test::GitRepository repository;
  const std::string top = repository.path().string();
  CHECK(git_tree(top, "HEAD").error == "`HEAD` is no commit of this repository");
  repository.commit();
  CHECK(git_tree(top, "HEAD").error.empty());
  CHECK(names(git_tree(top, "HEAD").files->list(top)).empty());
  for (const char* name : {"nothing", "--help", "", "HEAD:a"})
    CHECK(git_tree(top, name).error == '`' + std::string(name) + "` is no commit of this repository");
  const test::TemporaryFolder other;
  CHECK(git_tree(other.path().string(), "HEAD").error.find("not a git repository") != std::string::npos);
  CHECK_FALSE(git_tree(other / "missing", "HEAD").error.empty());
}

TEST_CASE("files: paths by their words") {
  CHECK(absolute_path("/a/b", "c") == "/a/b/c");
  CHECK(absolute_path("/a/b", "../c/./d//e/") == "/a/c/d/e");
  CHECK(absolute_path("/a", "../../..") == "/");
  CHECK(absolute_path("/a", "/b/../c") == "/c");
  CHECK(absolute_path("/", "") == "/");
  CHECK(path_in("a", "b") == "a/b");
  CHECK(path_in("a/", "b") == "a/b");
  CHECK(path_in("", "b") == "b");
  CHECK(path_in("a", "/b") == "/b");
}
