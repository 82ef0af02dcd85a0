#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace godwit::plain {

/// Whether a file takes a change back, among the files that stand beside it (itself too): `3_a.down.sql` says so by
/// itself, `3_a_down.sql`, `3_rollback_a.sql` and `rollback_3.sql` only where there is a file in the same folder to take
/// back.
[[nodiscard]] bool goes_down(std::string_view file, const std::vector<std::string>& beside);

/// Whether a folder of that name holds such files: `down`, `revert`, `rollback`, `undo`.
[[nodiscard]] bool folder_names_down(std::string_view folder);

/// Where the part that takes the change back begins: at the line with the marker of a tool that keeps both in one file
/// (`-- migrate:down`). The size of the text if there is none.
[[nodiscard]] std::uint32_t down_section(std::string_view text);

}  // namespace godwit::plain
