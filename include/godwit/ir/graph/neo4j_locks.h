#pragma once

#include <array>

#include <godwit/ir/lock.h>

/// Neo4j's locks on a label or a relationship type. Source: its lock manager as observed on 4.4, 5.26 and 2026.08.
namespace godwit::neo4j_lock {

inline constexpr std::array<LockRow, 2> rows{{
    {"SHARED LABEL", "SHARED LABEL", "every other schema change", "waits", Blocks::schema_changes, true, 1},
    {"EXCLUSIVE LABEL", "EXCLUSIVE LABEL", "every write", "waits", Blocks::writes, false, 2},
}};

inline constexpr Lock label_shared(rows[0]);
inline constexpr Lock label_exclusive(rows[1]);

}  // namespace godwit::neo4j_lock
