#pragma once

#include <string>
#include <vector>

#include <godwit/source/line_index.h>

#include "report/paint.h"

namespace godwit {

/// A stretch of a file to underline, with words behind the line.
struct Mark {
  Span span;
  std::string label;
  bool primary = false;
  bool context = false;  ///< its line is shown, and nothing under it
};

/// The first line of each mark with the mark under it, in the order of the file:
///
///      3 | ALTER TABLE users ADD COLUMN email text;
///        | ----------------- the lock is taken here
///        ...
///     12 | UPDATE orders SET total = 0;
///        | ^^^^^^^^^^^^^
///
/// Lines wider than `width` are cut around the mark. `tone` is that of the primary mark.
[[nodiscard]] std::string excerpt(std::string_view text, const LineIndex& lines, std::vector<Mark> marks, Paint paint,
                                  Tone tone, std::size_t width);

/// A stretch of text on one line, white space folded and cut to `width` code points: for lists of statements.
[[nodiscard]] std::string first_words(std::string_view text, std::size_t width);

}  // namespace godwit
