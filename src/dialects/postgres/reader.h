#pragma once

#include <memory>
#include <string_view>

#include <godwit/dialects/dialect.h>

namespace godwit::postgres {

/// Reads a script in chunks of whole statements: each chunk is parsed at once, and statement by statement only where
/// it does not parse.
[[nodiscard]] std::unique_ptr<ScriptReader> make_reader(std::string_view text);

}  // namespace godwit::postgres
