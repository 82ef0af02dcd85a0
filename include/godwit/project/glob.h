#pragma once

#include <string_view>

namespace godwit {

/// Whether a path, or a folder above it, is what the pattern says: `*` and `?` stay within one name, `**` stands for any
/// number of folders. A pattern without `/` is matched against each name on the path, one with `/` from its start.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace godwit
