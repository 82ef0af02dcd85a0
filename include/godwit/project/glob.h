#pragma once

#include <string_view>

namespace godwit {

/// Whether the whole of `path` matches: `?` is one character and `*` any number of them within a name, `**` any number
/// of folders (`a/**` is everything below `a`, `**/b` is `b` anywhere). A `/` at the end of the pattern is ignored.
[[nodiscard]] bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace godwit
