#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace godwit {

/// Bytes of the code point that `text` begins with; 1 where that is no UTF-8. `text` must not be empty.
[[nodiscard]] std::size_t code_point_length(std::string_view text);

[[nodiscard]] bool is_ascii(std::string_view text);

/// With its ASCII letters in lower case, and in capitals; all other bytes stay.
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] std::string upper(std::string_view text);

/// Code points in `text`, a byte that is not UTF-8 counting as one.
[[nodiscard]] std::size_t code_point_count(std::string_view text);

/// What can be printed without harm: control characters (a file may hold terminal sequences) and bytes that are not
/// UTF-8 become U+FFFD, one each, so that code points keep their places. Tabs and line feeds stay.
[[nodiscard]] std::string printable(std::string_view text);
/// The same of one code point, as `code_point_length` cuts it.
[[nodiscard]] std::string_view printable_code_point(std::string_view code_point);

}  // namespace godwit
