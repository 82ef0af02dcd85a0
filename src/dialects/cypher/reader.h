#pragma once

#include <memory>
#include <string_view>

#include <godwit/dialects/dialect.h>

namespace godwit::cypher {

/// Reads a script statement by statement, each with a tree of its own, so that one that cannot be read hides no other.
[[nodiscard]] std::unique_ptr<ScriptReader> make_reader(std::string_view text);

}  // namespace godwit::cypher
