#include "frontends/liquibase/files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "frontends/liquibase/changelog.h"

namespace godwit::liquibase {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 10'000;

bool is_changelog_name(const fs::path& file) {
  const std::string ending = file.extension().native();
  return is_tree_name(file.native()) || ending == ".sql" || ending == ".SQL" || ending == ".cypher";
}

/// Where the path may begin, as absolute paths.
std::vector<fs::path> starts(const FolderView& folder, std::string_view from, bool relative) {
  std::vector<fs::path> above = folder.upward();
  if (above.empty()) return {};
  if (relative) return {(above.front() / from).parent_path()};
  const std::size_t count = above.size();
  for (std::size_t i = 0; i < count; ++i) above.push_back(above[i] / "src/main/resources");
  return above;
}

void add_all(const FolderView& folder, const std::string& below, std::vector<std::string>& names) {
  std::error_code error;
  const fs::path top = folder.path / below;
  fs::recursive_directory_iterator at(top, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator() && names.size() < most_files; at.increment(error)) {
    std::error_code unreadable;
    if (at->is_regular_file(unreadable) && is_changelog_name(at->path()))
      names.push_back((fs::path(below) / at->path().lexically_relative(top)).lexically_normal().generic_string());
  }
  if (folder.draft && is_changelog_name(folder.draft_name) && folder.draft_name.starts_with(below + '/'))
    names.push_back(folder.draft_name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
}

}  // namespace

Found find_files(const FolderView& folder, std::string_view from, std::string_view path, bool relative, bool all) {
  Found found;
  if (path.starts_with("classpath:")) path.remove_prefix(10);
  while (path.starts_with('/')) path.remove_prefix(1);
  const fs::path home = folder.upward().empty() ? fs::path() : folder.upward().front();
  bool outside = false;
  for (const fs::path& start : starts(folder, from, relative)) {
    const fs::path target = (start / path).lexically_normal();
    std::string name = target.lexically_relative(home).generic_string();
    if (name.ends_with('/')) name.pop_back();
    std::error_code unreadable;
    const bool draft =
        folder.draft && (name == folder.draft_name || (all && folder.draft_name.starts_with(name + '/')));
    if (path.empty() || (!draft && !fs::exists(target, unreadable))) continue;
    outside = name.starts_with("..");
    if (outside) continue;
    if (all) {
      add_all(folder, name, found.names);
    } else {
      found.names.push_back(name);
    }
    return found;
  }
  const std::string shown = '`' + std::string(path) + '`';
  found.problem = outside ? shown + " is not below this folder: godwit does not follow it"
                          : "Liquibase stops here: it finds no " + shown;
  return found;
}

}  // namespace godwit::liquibase
