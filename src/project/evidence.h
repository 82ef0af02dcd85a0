#pragma once

#include <godwit/project/discovery.h>

namespace godwit {

/// The frontend of plain scripts; null if it is none of these.
[[nodiscard]] const Frontend* plain_among(const Frontends& frontends);

/// Finds out whose SQL it is that a frontend called `plain_sql`: as the options say, else as the names of the history's
/// folder do, else as the project around it says (`folder`; null: there is none), else as its words give it away, else
/// what it is likely to be. How that was found out becomes evidence.
void settle_plain_sql(History& history, const FolderView* folder, const DiscoveryOptions& options, const Frontend* plain);

}  // namespace godwit
