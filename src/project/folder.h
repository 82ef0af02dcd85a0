#pragma once

#include <sys/types.h>

#include <godwit/project/frontend.h>
#include <filesystem>
#include <string>
#include <utility>

namespace godwit {

/// What makes two paths the same folder, however symbolic links lead there.
using FolderId = std::pair<dev_t, ino_t>;

struct FolderRead {
  FolderView view;
  FolderId id;
  std::string error;  ///< in words for the user; then there is no view
};

/// Reads the names in a folder: one pass, and a look at each symbolic link.
[[nodiscard]] FolderRead read_folder(const std::filesystem::path& path, std::string shown_as);

/// Puts a file that an editor holds into a folder it belongs to; `name` may lead into folders below.
void add_draft_to(FolderView& folder, BufferPtr draft, std::string name);

}  // namespace godwit
