#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <godwit/project/frontend.h>

namespace godwit {

/// A framework whose migrations are code that no frontend reads.
struct CodeFramework {
  std::string_view id;
  std::string_view name;  ///< as its people write it
};

/// Whose migration a file in a folder is, by its name and its first words; null if it is none. Opens it only where the
/// names of folder and file leave that open.
[[nodiscard]] const CodeFramework* code_framework_of(const FolderView& folder, const std::string& name);

/// Whether a file is code and is named as migrations are: `00002_backfill.go`, `V3__Move.java`.
[[nodiscard]] bool is_numbered_code(std::string_view name);

}  // namespace godwit
