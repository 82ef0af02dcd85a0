#pragma once

#include <godwit/project/frontend.h>

#include "frontends/flyway/settings.h"

namespace godwit::flyway {

/// Decides how Flyway sends a migration, by the statements that it recognizes, `<file>.conf` beside it and the settings,
/// and notes what it refuses. As recorded from 12.11 on PostgreSQL.
void decide_transaction(const FolderView& folder, const std::string& name, const Settings& settings,
                        Migration& migration);

/// Whether `<file>.conf` beside it switches placeholders off, or the settings do.
[[nodiscard]] bool replaces_placeholders(const FolderView& folder, const std::string& name, const Settings& settings);

}  // namespace godwit::flyway
