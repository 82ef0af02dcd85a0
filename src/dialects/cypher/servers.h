#pragma once

#include <godwit/dialects/servers.h>
#include <godwit/ir/known.h>

namespace godwit::cypher {

[[nodiscard]] const std::vector<ServerKind>& servers();

/// Whether it is Enterprise Edition.
[[nodiscard]] Known enterprise(const Server& server);
/// That statements are in which do not say: Cypher 5, or from 2025.06 on what the server is set to.
[[nodiscard]] int language(const Server& server);

}  // namespace godwit::cypher
