#pragma once

#include <godwit/dialects/servers.h>

namespace godwit::postgres {

[[nodiscard]] const std::vector<ServerKind>& servers();

}  // namespace godwit::postgres
