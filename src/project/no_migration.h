#pragma once

#include <string>

#include <godwit/project/frontend.h>

namespace godwit {

/// Why a script that no framework claims is no migration, as a clause (`it is a dump of what is deployed`); empty if it
/// may be one. Opens the file only where its name leaves that open.
[[nodiscard]] std::string why_no_migration(const FolderView& folder, const std::string& name);

}  // namespace godwit
