#include "frontends/below.h"

#include <algorithm>
#include <set>

namespace godwit::frontends {
namespace {

constexpr int most_folders = 10'000;

std::string inside(const std::string& folder, const std::string& name) {
  return folder.empty() ? name : path_in(folder, name);
}

}  // namespace

std::vector<std::string> files_below(const FolderView& folder, const std::string& top, bool hidden) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  std::vector<std::string> pending{top};
  for (int left = most_folders; !pending.empty() && left > 0; --left) {
    const std::string at = std::move(pending.back());
    pending.pop_back();
    const Listing listing = folder.list(at.empty() ? "." : at);
    if (!listing.error.empty() || !seen.insert(listing.id).second) continue;
    for (const std::string& name : listing.files) names.push_back(inside(at, name));
    for (const std::string& name : listing.folders)
      if (hidden || !name.starts_with('.')) pending.push_back(inside(at, name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace godwit::frontends
