#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace godwit {

/// A place as people and editors count it. `line` and `column` start at 1; `column` counts code points, and a byte
/// that is not UTF-8 counts as one. A byte order mark at the start of the text is not a column.
struct Place {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t offset = 0;  ///< in bytes from the start of the file, byte order mark included
};

/// Turns byte offsets into lines and columns. `\n`, `\r\n` and a lone `\r` end a line.
/// Borrows the text: it must outlive the index.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  [[nodiscard]] Place place(std::uint32_t offset) const;
  /// The way back. What is behind the end of a line or of the text becomes that end.
  [[nodiscard]] std::uint32_t offset(std::uint32_t line, std::uint32_t column) const;
  /// The text of a line (from 1) without its line end.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t lines() const { return static_cast<std::uint32_t>(starts_.size()); }

 private:
  /// How many code points end at or before `offset`, from the start of the text.
  [[nodiscard]] std::uint32_t code_points(std::uint32_t offset) const;

  struct Mark { std::uint32_t offset; std::uint32_t code_points; };

  std::string_view text_;
  std::vector<std::uint32_t> starts_;
  std::vector<Mark> marks_;   ///< now and then a code point's end, so that a line may be as long as the text; empty: ASCII
};

}  // namespace godwit
