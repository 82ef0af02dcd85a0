#pragma once

#include <godwit/project/migration.h>
#include <optional>
#include <vector>

namespace godwit::goose {

/// A goose file as goose's own line based parser sees it.
struct File {
  bool transaction = true;
  std::optional<std::uint32_t> down;        ///< where the line with `-- +goose Down` begins
  std::vector<Span> substituted;            ///< where ENVSUB is on
  std::vector<Span> sent;                   ///< what goose sends at once, each
  std::vector<Problem> problems;    ///< what goose refuses, or would cut in the wrong place
};

[[nodiscard]] File parse(const BufferPtr& file);

/// Whether some line of the text is an annotation of goose.
[[nodiscard]] bool has_annotation(std::string_view text);

}  // namespace godwit::goose
