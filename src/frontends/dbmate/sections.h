#pragma once

#include <godwit/project/migration.h>
#include <string_view>
#include <vector>

namespace godwit::dbmate {

/// What stands between one `-- migrate:` line and the next.
struct Section {
  Direction direction = Direction::up;
  Span span;                 ///< with its marker's line
  Span marker;
  bool transaction = true;
};

/// The sections of a file, as recorded from dbmate 2.35: a marker begins in the first column, in small letters.
[[nodiscard]] std::vector<Section> sections_of(std::string_view text);

}  // namespace godwit::dbmate
