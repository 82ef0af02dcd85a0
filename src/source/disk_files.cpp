#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <godwit/source/files.h>
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

namespace godwit {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

std::string system_words(int error) { return std::generic_category().message(error); }

bool is_folder(DIR* parent, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN && entry.d_type != DT_LNK) return entry.d_type == DT_DIR;
  struct stat status {};
  return ::fstatat(::dirfd(parent), entry.d_name, &status, 0) == 0 && S_ISDIR(status.st_mode);
}

class DiskFiles final : public Files {
 public:
  [[nodiscard]] std::string working_folder() const override {
    std::error_code gone;
    return std::filesystem::current_path(gone).native();
  }

  /// One pass, and a look at each symbolic link.
  [[nodiscard]] Listing list(const std::string& path) const override {
    Listing result;
    const OpenFolder folder(::opendir(path.c_str()));
    struct stat status {};
    if (!folder || ::fstat(::dirfd(folder.get()), &status) != 0) {
      result.error = system_words(errno);
      return result;
    }
    result.id = std::to_string(status.st_dev) + ':' + std::to_string(status.st_ino);
    while (const dirent* entry = ::readdir(folder.get())) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      (is_folder(folder.get(), *entry) ? result.folders : result.files).emplace_back(name);
    }
    std::sort(result.files.begin(), result.files.end());
    std::sort(result.folders.begin(), result.folders.end());
    return result;
  }

  [[nodiscard]] FileStatus status(const std::string& path) const override {
    struct stat status {};
    if (::stat(path.c_str(), &status) == 0) return {S_ISDIR(status.st_mode) ? FileKind::folder : FileKind::file};
    if (errno == ENOENT || errno == ENOTDIR) return {};
    return {FileKind::none, system_words(errno)};
  }

  [[nodiscard]] ReadResult read(const std::string& path, std::string shown_as, std::uint64_t largest) const override {
    struct stat status {};
    if (largest != any_size && ::stat(path.c_str(), &status) == 0 &&
        static_cast<std::uint64_t>(status.st_size) > largest)
      return {nullptr, "is larger than " + std::to_string(largest) + " bytes"};
    return read_buffer(path, std::move(shown_as));
  }

  [[nodiscard]] std::string head(const std::string& path, std::size_t bytes) const override {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) return {};
    std::string text(bytes, '\0');
    const ssize_t count = ::read(file, text.data(), text.size());
    ::close(file);
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return text;
  }
};

}  // namespace

const Files& disk_files() {
  static const DiskFiles files;
  return files;
}

}  // namespace godwit
