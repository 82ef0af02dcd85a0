#pragma once

#include <functional>
#include <string_view>

#include <godwit/project/frontend.h>

namespace godwit {

/// Hands the text of the files around a folder to `look` until that says it has seen enough: the folder and those above
/// it (`FolderView::upward`), nearest first, and what people call `cmd`, `config`, `deploy`, `docker` and `scripts` in
/// them. For settings of a runner that are not kept with its migrations. Bounded: at most 64 files of at most 256 KiB
/// that `wanted` takes by name.
void look_nearby(const FolderView& folder, const std::function<bool(std::string_view name)>& wanted,
                 const std::function<bool(std::string_view text)>& look);

}  // namespace godwit
