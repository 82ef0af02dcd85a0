#pragma once

#include <string_view>

namespace godwit::plain {

/// Whether a Cypher script has a line that only cypher-shell understands: `:begin`, `:param`, `:use`. Not `:auto`,
/// which is the Browser's and which cypher-shell refuses.
[[nodiscard]] bool has_client_command(std::string_view cypher);

}  // namespace godwit::plain
