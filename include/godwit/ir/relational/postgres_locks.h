#pragma once

#include <array>

#include <godwit/ir/lock.h>

/// PostgreSQL's table lock modes. Source: its manual, "Table-Level Locks" (13 to 18 agree).
namespace godwit::postgres_lock {

inline constexpr std::array<LockRow, 8> rows{{
    {"AccessShareLock", "ACCESS SHARE", "nobody", "waits", Blocks::nothing, true, 1},
    {"RowShareLock", "ROW SHARE", "nobody", "waits", Blocks::nothing, true, 2},
    {"RowExclusiveLock", "ROW EXCLUSIVE", "nobody", "waits", Blocks::nothing, true, 3},
    {"ShareUpdateExclusiveLock", "SHARE UPDATE EXCLUSIVE", "other schema changes and VACUUM", "wait",
     Blocks::schema_changes, false, 4},
    {"ShareLock", "SHARE", "every write", "waits", Blocks::writes, false, 5},
    {"ShareRowExclusiveLock", "SHARE ROW EXCLUSIVE", "every write", "waits", Blocks::writes, false, 6},
    {"ExclusiveLock", "EXCLUSIVE", "every write", "waits", Blocks::writes, false, 7},
    {"AccessExclusiveLock", "ACCESS EXCLUSIVE", "every read and write", "waits", Blocks::reads_and_writes, false, 8},
}};

inline constexpr Lock access_share(rows[0]);
inline constexpr Lock row_share(rows[1]);
inline constexpr Lock row_exclusive(rows[2]);
inline constexpr Lock share_update_exclusive(rows[3]);
inline constexpr Lock share(rows[4]);
inline constexpr Lock share_row_exclusive(rows[5]);
inline constexpr Lock exclusive(rows[6]);
inline constexpr Lock access_exclusive(rows[7]);

}  // namespace godwit::postgres_lock
