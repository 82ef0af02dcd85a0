#pragma once

#include <cstddef>
#include <string_view>

namespace godwit {

/// Where what begins at `at` ends: a whole quoted text, dollar-quoted body, quoted name, comment or word, else one
/// character. `npos` where it is never closed. For frontends that must know what their runner's splitter does not.
[[nodiscard]] std::size_t sql_token_end(std::string_view text, std::size_t at);

/// Whether there is anything but blanks, comments and `;`.
[[nodiscard]] bool has_statement(std::string_view text);

}  // namespace godwit
