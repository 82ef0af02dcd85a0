#pragma once

#include <godwit/project/frontend.h>
#include <optional>
#include <string_view>
#include <vector>

namespace godwit::golang_migrate {

/// A database that the runner is called for.
struct Database {
  std::vector<std::string_view> words;    ///< one of them is in a file that is about it
  std::vector<std::string_view> schemes;  ///< of its URLs: `neo4j://`
};

/// Whether the runner is called with `x-multi-statement=true`, as the Makefile, scripts, compose files, environments and
/// Go code around the folder say; nothing where they do not.
[[nodiscard]] std::optional<bool> multi_statement(const FolderView& folder, const Database& database);

}  // namespace godwit::golang_migrate
