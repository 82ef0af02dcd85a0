#include <godwit/project/nearby.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <vector>

#include "project/folder.h"

namespace godwit {
namespace {

constexpr std::uintmax_t largest = 256 * 1024;
constexpr std::array<std::string_view, 5> beside{"cmd", "config", "deploy", "docker", "scripts"};

class Search {
 public:
  Search(const std::function<bool(std::string_view)>& wanted, const std::function<bool(std::string_view)>& look)
      : wanted_(wanted), look_(look) {}

  /// Whether the search is over.
  bool in(const std::filesystem::path& path, bool with_beside) {
    const FolderView folder = read_folder(path, {}).view;
    for (const std::string& name : folder.files)
      if (wanted_(name) && at(path / name)) return true;
    if (!with_beside) return false;
    return std::any_of(beside.begin(), beside.end(),
                       [&](std::string_view name) { return folder.has_folder(name) && in(path / name, false); });
  }

 private:
  bool at(const std::filesystem::path& file) {
    if (left_-- == 0) return true;
    std::error_code error;
    if (std::filesystem::file_size(file, error) > largest || error) return false;
    const ReadResult read = read_buffer(file, {});
    return read.buffer && look_(read.buffer->text);
  }

  const std::function<bool(std::string_view)>& wanted_;
  const std::function<bool(std::string_view)>& look_;
  int left_ = 64;
};

}  // namespace

void look_nearby(const FolderView& folder, const std::function<bool(std::string_view name)>& wanted,
                 const std::function<bool(std::string_view text)>& look) {
  Search search(wanted, look);
  for (const std::filesystem::path& above : folder.upward())
    if (search.in(above, true)) return;
}

}  // namespace godwit
