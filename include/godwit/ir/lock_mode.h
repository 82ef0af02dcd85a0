#pragma once

#include <cstdint>
#include <string_view>

namespace godwit {

/// PostgreSQL's table lock modes, then Neo4j's locks on a label or relationship type; of one server weakest first, so
/// that `<` means weaker. Sources: PostgreSQL manual, "Table-Level Locks"; Neo4j's lock manager as observed.
enum class LockMode : std::uint8_t {
  none, access_share, row_share, row_exclusive, share_update_exclusive, share, share_row_exclusive, exclusive,
  access_exclusive,
  label_shared, label_exclusive,
};

/// Whom a lock stops, in the terms of an application.
enum class Blocks : std::uint8_t { nothing, schema_changes, writes, reads_and_writes };

[[nodiscard]] constexpr Blocks blocks(LockMode mode) {
  if (mode == LockMode::access_exclusive) return Blocks::reads_and_writes;
  if (mode == LockMode::label_shared) return Blocks::schema_changes;
  if (mode >= LockMode::share) return Blocks::writes;
  return mode == LockMode::share_update_exclusive ? Blocks::schema_changes : Blocks::nothing;
}

/// As the server itself lists it: `AccessExclusiveLock` in `pg_locks`, `EXCLUSIVE LABEL` in Neo4j; `none` for no lock.
[[nodiscard]] std::string_view server_name(LockMode mode);
/// As the manual spells it: `ACCESS EXCLUSIVE`.
[[nodiscard]] std::string_view manual_name(LockMode mode);
/// Who waits, in words: `every read and write`, `every write`, `other schema changes and VACUUM`, `nobody`.
[[nodiscard]] std::string_view who_waits(LockMode mode);

}  // namespace godwit
