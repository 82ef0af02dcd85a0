#include <godwit/source/files.h>
#include <algorithm>
#include <charconv>
#include <limits>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "source/child_process.h"
#include "source/folder_table.h"

namespace godwit {
namespace {

// Set in a hook for the repository that it is a hook of, which may be another one.
const std::vector<std::string_view> of_another_repository{"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_PREFIX"};

constexpr std::size_t largest_file = std::numeric_limits<std::int32_t>::max();

class Git {
 public:
  explicit Git(std::string repository) : repository_(std::move(repository)) {}

  struct Answer { bool success = false; std::string text; };

  /// With what it says of errors as the answer of one that failed.
  [[nodiscard]] Answer ask(std::vector<std::string> arguments) const {
    ChildProcess process(command(std::move(arguments)), of_another_repository, true);
    if (!process.error().empty()) return {false, "git cannot be started: " + process.error()};
    std::string text = process.read_all();
    const bool success = process.succeeded();
    while (text.ends_with('\n')) text.pop_back();
    return {success, std::move(text)};
  }

  [[nodiscard]] std::vector<std::string> command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"git", "-C", repository_});
    return arguments;
  }

 private:
  std::string repository_;
};

/// The bytes of objects, from one `git cat-file --batch` that is asked again and again.
class Objects {
 public:
  explicit Objects(const Git& git)
      : process_(git.command({"cat-file", "--batch"}), of_another_repository) {}

  [[nodiscard]] ReadResult read(const std::string& id, std::string shown_as, std::uint64_t largest) {
    const std::scoped_lock alone(mutex_);
    std::string header;
    std::size_t size = 0;
    if (!process_.write(id + '\n') || !process_.read_until('\n', header)) return {nullptr, "git does not answer"};
    const std::size_t blank = header.rfind(' ');
    const char* end = header.data() + header.size();
    if (blank == std::string::npos || std::from_chars(header.data() + blank + 1, end, size).ptr != end)
      return {nullptr, "git does not have it"};
    auto buffer = std::make_shared<Buffer>();
    buffer->path = std::move(shown_as);
    const bool wanted = size <= largest && size < largest_file;
    if (!take(size, wanted ? &buffer->text : nullptr)) return {nullptr, "git does not answer"};
    if (!wanted) return {nullptr, size < largest_file ? "is too large" : "is 2 GiB or larger"};
    return {std::move(buffer), {}};
  }

 private:
  /// What is not wanted has to be taken all the same, and so has the line end behind it.
  bool take(std::size_t size, std::string* text) {
    constexpr std::size_t at_once = std::size_t{1} << 20U;
    std::string part;
    if (text != nullptr) return process_.read_exactly(size, *text) && process_.read_exactly(1, part);
    for (std::size_t left = size + 1; left > 0; left -= part.size())
      if (!process_.read_exactly(std::min(left, at_once), part)) return false;
    return true;
  }

  std::mutex mutex_;
  ChildProcess process_;
};

class GitFiles final : public Files {
 public:
  GitFiles(const Git& git, std::string root, std::string working_folder)
      : root_(std::move(root)), working_folder_(std::move(working_folder)), objects_(git) {
    table_.add_folder(root_);
  }

  /// One entry of `git ls-tree -r -z`: `100644 blob <id>\t<path>`.
  void add(std::string_view entry) {
    const std::size_t tab = entry.find('\t');
    const std::size_t id = entry.substr(0, tab).rfind(' ') + 1;
    if (tab == std::string_view::npos) return;
    const std::string path = path_in(root_, entry.substr(tab + 1));
    const std::string object(entry.substr(id, tab - id));
    if (entry.starts_with("160000 ")) return;
    if (entry.starts_with("120000 ")) {
      const ReadResult target = objects_.read(object, {}, any_size);
      if (target.buffer) links_.emplace(path, target.buffer->text);
      return;
    }
    table_.add(path, nullptr);
    objects_of_.emplace(path, object);
  }

  /// Once all is added: whether a link counts as a folder or a file.
  void settle_links() {
    for (const auto& link : links_) {
      if (table_.kind(resolved(link.first)) == FileKind::folder)
        table_.name_folder(link.first);
      else
        table_.add(link.first, nullptr);
    }
  }

  [[nodiscard]] std::string working_folder() const override { return working_folder_; }
  [[nodiscard]] Listing list(const std::string& path) const override { return table_.list(place_of(path)); }
  [[nodiscard]] FileStatus status(const std::string& path) const override {
    const std::string place = place_of(path);
    return {links_.contains(place) ? FileKind::none : table_.kind(place)};
  }

  [[nodiscard]] ReadResult read(const std::string& path, std::string shown_as, std::uint64_t largest) const override {
    const std::string place = place_of(path);
    const auto object = objects_of_.find(place);
    if (object != objects_of_.end()) return objects_.read(object->second, std::move(shown_as), largest);
    return {nullptr, table_.folder(place) != nullptr ? std::string(folder_words) : missing_words()};
  }

  [[nodiscard]] std::string head(const std::string& path, std::size_t bytes) const override {
    const ReadResult read_whole = read(path, {}, any_size);
    return read_whole.buffer ? read_whole.buffer->text.substr(0, bytes) : std::string();
  }

 private:
  [[nodiscard]] std::string place_of(const std::string& path) const {
    return resolved(absolute_path(working_folder_, path));
  }

  /// Where the links on the way lead to; those in circles, to themselves.
  [[nodiscard]] std::string resolved(std::string path) const {
    constexpr int most_links = 40;  // as Linux has it
    int followed = 0;
    for (std::size_t end = path.find('/', 1); !links_.empty() && followed < most_links; end = path.find('/', end + 1)) {
      const auto link = links_.find(path.substr(0, end));
      if (link != links_.end()) {
        const std::string rest = end == std::string::npos ? std::string() : path.substr(end);
        const std::string above = link->first.substr(0, link->first.rfind('/'));
        path = absolute_path(above, link->second + rest);
        ++followed;
        end = 0;
      }
      if (end == std::string::npos) break;
    }
    return path;
  }

  std::string root_;
  std::string working_folder_;
  FolderTable table_;
  std::unordered_map<std::string, std::string> objects_of_;  ///< by absolute path
  std::unordered_map<std::string, std::string> links_;       ///< what they say, by absolute path
  mutable Objects objects_;
};

std::string first_line(std::string text) {
  text.resize(std::min(text.find('\n'), text.size()));
  return text.starts_with("fatal: ") ? text.substr(7) : text;
}

}  // namespace

GitTree git_tree(const std::string& repository, const std::string& commit) {
  const Git git(repository);
  // The way up, and not the root itself: that one comes with links resolved, and paths here are as they are written.
  const Git::Answer up = git.ask({"rev-parse", "--show-cdup"});
  if (!up.success) return {nullptr, first_line(up.text)};
  Git::Answer id;
  if (!commit.starts_with('-')) id = git.ask({"rev-parse", "--verify", "--quiet", commit + "^{commit}"});
  if (!id.success) return {nullptr, '`' + commit + "` is no commit of this repository"};
  const Git::Answer names = git.ask({"ls-tree", "-r", "-z", "--full-tree", id.text});
  if (!names.success) return {nullptr, first_line(names.text)};

  const std::string here = disk_files().working_folder();
  auto files = std::make_unique<GitFiles>(git, absolute_path(absolute_path(here, repository), up.text), here);
  for (std::string_view rest = names.text; !rest.empty();) {
    const std::string_view entry = rest.substr(0, rest.find('\0'));
    rest.remove_prefix(std::min(entry.size() + 1, rest.size()));
    files->add(entry);
  }
  files->settle_links();
  return {std::move(files), {}};
}

}  // namespace godwit
