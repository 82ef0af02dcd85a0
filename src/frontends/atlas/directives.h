#pragma once

#include <godwit/project/migration.h>
#include <string>
#include <string_view>

namespace godwit::atlas {

/// What the comments at the top of a file tell Atlas: a block of lines that begin with `--`, from the first byte on, with
/// a blank line behind it, as recorded.
struct Directives {
  std::string txmode;
  Span txmode_line;         ///< empty: there is none
  bool checkpoint = false;
  std::string delimiter;    ///< what ends a statement instead of `;`; empty: none
};
[[nodiscard]] Directives directives_of(std::string_view text);

}  // namespace godwit::atlas
