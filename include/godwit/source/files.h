#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/source/buffer.h>

/// The one way to files: a disk, an editor's buffers laid over one, a commit of a git repository, or memory.
namespace godwit {

/// The names in one folder, without `.` and `..`. A link counts as what it leads to; what is neither a folder nor a
/// file (a pipe, a link that leads nowhere) stands among the files, and cannot be read.
struct Listing {
  std::vector<std::string> files;    ///< sorted, bytewise
  std::vector<std::string> folders;  ///< sorted, bytewise
  std::string id;     ///< the same for two paths that links lead to the same folder, and else not
  std::string error;  ///< in words for the user; then there is nothing else
};

enum class FileKind : std::uint8_t { none, file, folder };

/// What a path leads to. `error` where that cannot be told, in words for the user.
struct FileStatus { FileKind kind = FileKind::none; std::string error = {}; };

constexpr std::uint64_t any_size = UINT64_MAX;

/// Lists and reads. Paths are absolute or begin in `working_folder()`; `.` and `..` in them are taken as they are
/// written. Everything may be called by several threads at once. Nothing throws.
class Files {
 public:
  virtual ~Files() = default;

  /// Absolute; empty if there is none any more.
  [[nodiscard]] virtual std::string working_folder() const = 0;
  [[nodiscard]] virtual Listing list(const std::string& path) const = 0;
  [[nodiscard]] virtual FileStatus status(const std::string& path) const = 0;
  /// A whole file. Errors: missing, unreadable, a folder, 2 GiB or larger, larger than `largest` bytes.
  [[nodiscard]] virtual ReadResult read(const std::string& path, std::string shown_as,
                                        std::uint64_t largest = any_size) const = 0;
  /// At most so many bytes from the start of a file; none if it cannot be read.
  [[nodiscard]] virtual std::string head(const std::string& path, std::size_t bytes) const = 0;
};

/// Files as they are on disk. The working folder is the process's.
[[nodiscard]] const Files& disk_files();

/// A folder and a name in it as one path. A name that begins with `/` stands alone.
[[nodiscard]] std::string path_in(std::string_view folder, std::string_view name);

/// The last name of a path.
[[nodiscard]] std::string_view last_name(std::string_view path);

/// A path from the root, without `.`, `..` and double `/`, by its words alone.
[[nodiscard]] std::string absolute_path(std::string_view working_folder, std::string_view path);

// ------------------------------------------------------------------------------------------------- not on a disk

/// The folders that a set of files makes, for those that keep files by absolute path.
class FolderTable;

/// Files that are only here. There are no folders but those that lead to files.
class MemoryFiles final : public Files {
 public:
  explicit MemoryFiles(std::string working_folder = "/");
  ~MemoryFiles() override;

  /// Adds a file, or replaces it.
  void add(std::string_view path, std::string text);

  [[nodiscard]] std::string working_folder() const override { return working_folder_; }
  [[nodiscard]] Listing list(const std::string& path) const override;
  [[nodiscard]] FileStatus status(const std::string& path) const override;
  [[nodiscard]] ReadResult read(const std::string& path, std::string shown_as, std::uint64_t largest) const override;
  [[nodiscard]] std::string head(const std::string& path, std::size_t bytes) const override;

 private:
  std::string working_folder_;
  std::unique_ptr<FolderTable> table_;
};

/// Buffers laid over other files: each stands in for the file of its path, which need not be there, nor its folder.
/// Borrows what it lies over.
class OverlaidFiles final : public Files {
 public:
  explicit OverlaidFiles(const Files& below);
  ~OverlaidFiles() override;

  /// Lays a buffer over a path, or takes the place of the one that is there. Shown as `path`, it is not copied when it
  /// is read.
  void put(const std::string& path, std::string text);

  [[nodiscard]] std::string working_folder() const override { return working_folder_; }
  [[nodiscard]] Listing list(const std::string& path) const override;
  [[nodiscard]] FileStatus status(const std::string& path) const override;
  [[nodiscard]] ReadResult read(const std::string& path, std::string shown_as, std::uint64_t largest) const override;
  [[nodiscard]] std::string head(const std::string& path, std::size_t bytes) const override;

 private:
  const Files& below_;
  std::string working_folder_;
  std::unique_ptr<FolderTable> table_;
};

/// Files that were listed and read once and are not asked for again, until `forget`. Borrows what it remembers.
class RememberedFiles final : public Files {
 public:
  explicit RememberedFiles(const Files& below);
  ~RememberedFiles() override;

  /// They may have changed meanwhile.
  void forget();

  [[nodiscard]] std::string working_folder() const override;
  [[nodiscard]] Listing list(const std::string& path) const override;
  [[nodiscard]] FileStatus status(const std::string& path) const override;
  [[nodiscard]] ReadResult read(const std::string& path, std::string shown_as, std::uint64_t largest) const override;
  [[nodiscard]] std::string head(const std::string& path, std::size_t bytes) const override;

 private:
  struct Memory;
  const Files& below_;
  std::unique_ptr<Memory> memory_;
};

/// A commit's files, or why there are none: no git, no repository, no such commit.
struct GitTree { std::unique_ptr<const Files> files; std::string error; };

/// The files of a commit (`HEAD~1`, `origin/main`, a tag) where the work tree has them: a path leads to the same file
/// of the project, as it was then. `repository` is any folder of the repository. Asks the command `git`, whose one
/// process for reading lives as long as the result. What is outside of the repository, and submodules, are not there.
[[nodiscard]] GitTree git_tree(const std::string& repository, const std::string& commit);

}  // namespace godwit
