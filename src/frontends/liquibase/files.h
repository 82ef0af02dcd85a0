#pragma once

#include <godwit/project/frontend.h>
#include <string>
#include <string_view>
#include <vector>

namespace godwit::liquibase {

/// Files that a changelog names, by their names in the folder of the history.
struct Found {
  std::vector<std::string> names;
  std::string missing;  ///< what Liquibase says where there are none, in words
  std::string unread;   ///< why godwit does not follow the path, in words
};

/// What `path` in the changelog `from` leads to: a file, or with `all` every changelog in a folder and those below it,
/// by their whole paths as text, hidden ones too, as recorded from Liquibase 4.33; no folder twice. A path that is not
/// relative to the changelog begins anywhere on Liquibase's search path, which nobody knows here: the folder and those above it are
/// tried, and Maven's `src/main/resources` in them.
[[nodiscard]] Found find_files(const FolderView& folder, std::string_view from, std::string_view path, bool relative,
                               bool all);

}  // namespace godwit::liquibase
