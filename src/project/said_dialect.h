#pragma once

#include <string_view>

#include <godwit/project/discovery.h>

namespace godwit {

/// What the options say of the text of a file, whose path is as reports print it; empty: nothing.
[[nodiscard]] std::string_view said_dialect(const DiscoveryOptions& options, std::string_view shown);

}  // namespace godwit
