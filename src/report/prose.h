#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace godwit {

/// Breaks a text at spaces into lines of at most `width` code points, each behind `indent` spaces (which count), the
/// last without a line feed. What stands between backticks is not broken, and a word longer than a line stays whole.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);
/// The same for a text that goes on in a line of which `used` columns are taken.
[[nodiscard]] std::string continued(std::string_view text, std::size_t width, std::size_t indent, std::size_t used);

/// What stands between spaces; a stretch between backticks is one word, or part of one.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

/// Puts `indent` spaces before each line that is not empty; ends in a line feed.
[[nodiscard]] std::string indented(std::string_view text, std::size_t indent);

/// `1 file`, `12,345 files`.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one, std::string_view many);

/// `a`, `a and b`, `a, b and c`.
[[nodiscard]] std::string enumerated(const std::vector<std::string>& parts);

}  // namespace godwit
