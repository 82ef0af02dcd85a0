#pragma once

#include <godwit/project/frontend.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the runners share that keep both ways of a migration in one file.
namespace godwit::frontends {

/// A line behind which a part of a file begins.
struct Mark {
  Direction direction = Direction::up;
  bool transaction = true;  ///< whether it leaves the part in the runner's transaction
  bool runs = true;         ///< false: the runner passes over the part
};

/// Nothing for a line that is none. The line is without its end, and not trimmed.
using MarkReader = std::optional<Mark> (*)(std::string_view line);

struct Part {
  Direction direction = Direction::up;
  bool transaction = true;
  bool runs = true;
  Span stretch;  ///< of the file: with its mark if that is a comment of SQL, too
};

/// The parts of a file in their order, as far as they run. What stands before the first mark is not sent; where
/// `runs_unmarked` says so it goes up if that mark goes down, and a file without a mark goes up as a whole.
[[nodiscard]] std::vector<Part> parts_of(std::string_view text, MarkReader mark, bool runs_unmarked = true);

/// Whether one of the lines of a text is a mark.
[[nodiscard]] bool has_mark(std::string_view text, MarkReader mark);

/// The file of this name that a folder of migrations is configured by: in the folder, in the one above it, or further
/// above if it names the folder. Empty if there is none.
[[nodiscard]] std::string configuration_around(const FolderView& folder, std::string_view name);

}  // namespace godwit::frontends
