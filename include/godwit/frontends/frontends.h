#pragma once

#include <string_view>

#include <godwit/project/frontend.h>

namespace godwit {

/// Every frontend that is built in; one a folder of src/frontends (the table is generated from the folders).
[[nodiscard]] const Frontends& all_frontends();

/// One of them; null if there is none of this id.
[[nodiscard]] const Frontend* find_frontend(std::string_view id);

}  // namespace godwit
