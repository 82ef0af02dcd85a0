#pragma once

#include <godwit/project/frontend.h>
#include <string>
#include <vector>

namespace godwit::frontends {

/// The files in a folder and those below it, by their names in `folder`, sorted by their whole path. `top` is empty for
/// the folder itself, else a name that may lead anywhere (`../data`, `/abs`). No folder twice, however links lead; at
/// most 10,000 folders. Hidden folders are entered only where `hidden` says so.
[[nodiscard]] std::vector<std::string> files_below(const FolderView& folder, const std::string& top = {},
                                                   bool hidden = false);

}  // namespace godwit::frontends
