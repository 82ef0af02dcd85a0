#include <godwit/project/nearby.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace godwit {
namespace {

constexpr std::uint64_t largest = 256 * 1024;
constexpr std::array<std::string_view, 5> beside{"cmd", "config", "deploy", "docker", "scripts"};

class Search {
 public:
  Search(const Files& files, const std::function<bool(std::string_view)>& wanted,
         const std::function<bool(std::string_view)>& look)
      : files_(files), wanted_(wanted), look_(look) {}

  /// Whether the search is over.
  bool in(const std::string& path, bool with_beside) {
    const Listing folder = files_.list(path);
    for (const std::string& name : folder.files)
      if (wanted_(name) && at(path_in(path, name))) return true;
    if (!with_beside) return false;
    return std::any_of(beside.begin(), beside.end(), [&](std::string_view name) {
      return std::binary_search(folder.folders.begin(), folder.folders.end(), name) && in(path_in(path, name), false);
    });
  }

 private:
  bool at(const std::string& file) {
    if (left_-- == 0) return true;
    const ReadResult read = files_.read(file, {}, largest);
    return read.buffer && look_(read.buffer->text);
  }

  const Files& files_;
  const std::function<bool(std::string_view)>& wanted_;
  const std::function<bool(std::string_view)>& look_;
  int left_ = 64;
};

}  // namespace

void look_nearby(const FolderView& folder, const std::function<bool(std::string_view name)>& wanted,
                 const std::function<bool(std::string_view text)>& look) {
  Search search(*folder.access, wanted, look);
  for (const std::string& above : folder.upward())
    if (search.in(above, true)) return;
}

}  // namespace godwit
