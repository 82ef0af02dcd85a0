#pragma once

#include <string>

#include <godwit/project/frontend.h>

namespace godwit {

/// The database that a project says it works with, and where it says so.
struct SaidDatabase {
  std::string database;  ///< empty: nothing says it, or several are named
  std::string evidence;  ///< a sentence without a full stop
};

/// By the settings and the dependencies in the folder and those above it, the nearest that name just one database.
[[nodiscard]] SaidDatabase database_of_project(const FolderView& folder);

}  // namespace godwit
