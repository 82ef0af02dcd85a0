#include "frontends/liquibase/files.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "frontends/liquibase/changelog.h"

namespace godwit::liquibase {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 10'000;

bool is_changelog_name(std::string_view file) {
  return is_tree_name(file) || file.ends_with(".sql") || file.ends_with(".SQL") || file.ends_with(".cypher");
}

/// Where the path may begin, as absolute paths.
std::vector<std::string> starts(const FolderView& folder, std::string_view from, bool relative) {
  std::vector<std::string> above = folder.upward();
  if (relative) return {fs::path(path_in(above.front(), from)).parent_path().native()};
  const std::size_t count = above.size();
  for (std::size_t i = 0; i < count; ++i) above.push_back(path_in(above[i], "src/main/resources"));
  return above;
}

/// Of the folder `top` and all below it, by their names in `folder`.
std::vector<std::string> all_below(const FolderView& folder, const std::string& top) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  std::vector<std::string> pending{top};
  while (!pending.empty() && names.size() < most_files) {
    const std::string at = std::move(pending.back());
    pending.pop_back();
    const Listing listing = folder.list(at);
    if (!listing.error.empty() || !seen.insert(listing.id).second) continue;
    for (const std::string& name : listing.files)
      if (is_changelog_name(name)) names.push_back(at == "." ? name : path_in(at, name));
    for (const std::string& name : listing.folders) pending.push_back(at == "." ? name : path_in(at, name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

Found find_files(const FolderView& folder, std::string_view from, std::string_view path, bool relative, bool all) {
  Found found;
  if (path.starts_with("classpath:")) path.remove_prefix(10);
  while (path.starts_with('/')) path.remove_prefix(1);
  const fs::path home = folder.upward().front();
  bool outside = false;
  for (const std::string& start : starts(folder, from, relative)) {
    const fs::path target = absolute_path(start, path);
    const std::string name = target.lexically_relative(home).generic_string();
    if (path.empty() || folder.access->status(target.native()).kind == FileKind::none) continue;
    outside = name.starts_with("..");
    if (outside) continue;
    found.names = all ? all_below(folder, name) : std::vector{name};
    return found;
  }
  const std::string shown = '`' + std::string(path) + '`';
  if (outside) {
    found.unread = "godwit does not follow " + shown + ", which is not below this folder";
  } else {
    found.missing = "Liquibase stops here: it finds no " + shown;
  }
  return found;
}

}  // namespace godwit::liquibase
