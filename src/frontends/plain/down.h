#pragma once

#include <cstdint>
#include <string_view>

namespace godwit::plain {

/// Whether a file's name says that it takes a change back: `3_a.down.sql`, `3_a_down.sql`, `rollback_3.sql`.
[[nodiscard]] bool names_down(std::string_view file);

/// Whether a folder of that name holds such files: `down`, `revert`, `rollback`, `undo`.
[[nodiscard]] bool folder_names_down(std::string_view folder);

/// Where the part that takes the change back begins: at the line with the marker of a tool that keeps both in one file
/// (`-- migrate:down`). The size of the text if there is none.
[[nodiscard]] std::uint32_t down_section(std::string_view text);

}  // namespace godwit::plain
