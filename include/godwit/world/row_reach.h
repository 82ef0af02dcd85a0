#pragma once

#include <cstdint>

#include <godwit/ir/relational/rows.h>
#include <godwit/world/world.h>

namespace godwit {

/// How much of the tables that people use a change of rows goes through, as far as its words and the history tell.
enum class RowReach : std::uint8_t {
  few_rows,    ///< literal rows, a key, tables that nobody uses
  a_batch,     ///< a bounded set: a subquery with LIMIT, a range of the key
  some_rows,   ///< those with given values in columns that no index finds: they may be few
  many_rows,   ///< filtered by something that no key or index finds
  every_row,
};
/// In the world before the change.
[[nodiscard]] RowReach reach(const ChangeRows& change, const World& world);

}  // namespace godwit
