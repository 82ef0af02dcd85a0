#pragma once

#include <godwit/project/frontend.h>
#include <string>

namespace godwit {

struct FolderRead {
  FolderView view;
  std::string id;     ///< `Listing::id`
  std::string error;  ///< in words for the user; then there is no view
};

/// Reads the names in a folder.
[[nodiscard]] FolderRead read_folder(const Files& files, std::string path, std::string shown_as);

}  // namespace godwit
