#include "project/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

namespace godwit {
namespace {

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

bool is_folder(DIR* parent, const dirent& entry) {
  if (entry.d_type != DT_UNKNOWN && entry.d_type != DT_LNK) return entry.d_type == DT_DIR;
  struct stat status {};
  return ::fstatat(::dirfd(parent), entry.d_name, &status, 0) == 0 && S_ISDIR(status.st_mode);
}

bool contains(const std::vector<std::string>& sorted, std::string_view name) {
  return std::binary_search(sorted.begin(), sorted.end(), name, std::less<>());
}

void insert(std::vector<std::string>& sorted, std::string_view name) {
  if (contains(sorted, name)) return;
  sorted.emplace(std::upper_bound(sorted.begin(), sorted.end(), name, std::less<>()), name);
}

constexpr std::size_t head_size = 4096;

std::string joined(const std::string& folder, std::string_view name) {
  std::string all;
  all.reserve(folder.size() + 1 + name.size());
  all = folder;
  if (!all.empty() && !all.ends_with('/')) all += '/';
  return all.append(name);
}

/// `folder / name` for the system alone: a std::filesystem::path would take itself to pieces first.
std::string on_disk(const std::filesystem::path& folder, std::string_view name) {
  return name.starts_with('/') ? std::string(name) : joined(folder.native(), name);
}

}  // namespace

FolderRead read_folder(const std::filesystem::path& path, std::string shown_as) {
  FolderRead result;
  const OpenFolder folder(::opendir(path.c_str()));
  struct stat status {};
  if (!folder || ::fstat(::dirfd(folder.get()), &status) != 0) {
    result.error = std::generic_category().message(errno);
    return result;
  }
  result.id = {status.st_dev, status.st_ino};
  result.view.path = path;
  result.view.shown_as = std::move(shown_as);
  while (const dirent* entry = ::readdir(folder.get())) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    (is_folder(folder.get(), *entry) ? result.view.folders : result.view.files).emplace_back(name);
  }
  std::sort(result.view.files.begin(), result.view.files.end());
  std::sort(result.view.folders.begin(), result.view.folders.end());
  return result;
}

void add_draft_to(FolderView& folder, BufferPtr draft, std::string name) {
  const std::size_t slash = name.find('/');
  insert(slash == std::string::npos ? folder.files : folder.folders, std::string_view(name).substr(0, slash));
  folder.draft = std::move(draft);
  folder.draft_name = std::move(name);
}

bool FolderView::has_file(std::string_view name) const { return contains(files, name); }

bool FolderView::has_folder(std::string_view name) const { return contains(folders, name); }

std::string FolderView::shown(std::string_view name) const {
  if (!here.empty() && name.starts_with(here) && name.substr(here.size()).starts_with('/')) {
    return std::string(name.substr(here.size() + 1));
  }
  return joined(shown_as, name);
}

bool FolderView::holds(std::string_view name) const {
  if (draft && name == draft_name) return true;
  struct stat status {};
  return ::stat(on_disk(path, name).c_str(), &status) == 0 && !S_ISDIR(status.st_mode);
}

ReadResult FolderView::read(std::string_view name) const {
  if (draft && name == draft_name) return {draft, {}};
  return read_buffer(on_disk(path, name), shown(name));
}

std::string FolderView::head(std::string_view name) const {
  if (draft && name == draft_name) return draft->text.substr(0, head_size);
  const int file = ::open(on_disk(path, name).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0) return {};
  std::string text(head_size, '\0');
  const ssize_t count = ::read(file, text.data(), text.size());
  ::close(file);
  text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
  return text;
}

std::vector<std::filesystem::path> FolderView::upward() const {
  constexpr std::size_t most = 8;
  std::error_code error;
  std::vector<std::filesystem::path> result;
  std::filesystem::path at = std::filesystem::absolute(path, error).lexically_normal();
  if (!at.has_filename()) at = at.parent_path();
  while (!error && result.size() < most) {
    result.push_back(at);
    if (at == at.parent_path() || std::filesystem::exists(at / ".git", error)) break;
    at = at.parent_path();
  }
  return result;
}

}  // namespace godwit
