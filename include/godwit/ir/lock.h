#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace godwit {

/// Whom a lock stops, in the terms of an application.
enum class Blocks : std::uint8_t { nothing, schema_changes, writes, reads_and_writes };

/// One kind of lock that a database knows: a row of its table (`ir/relational/postgres_locks.h`,
/// `ir/graph/neo4j_locks.h`).
struct LockRow {
  std::string_view server_name;  ///< as the server lists it: `AccessExclusiveLock` in `pg_locks`
  std::string_view manual_name;  ///< as the manual spells it: `ACCESS EXCLUSIVE`
  std::string_view who_waits;    ///< in words: `every write`
  std::string_view wait;         ///< what they do: `waits`, or `wait` where they are several
  Blocks blocks = Blocks::nothing;
  bool everyday = false;         ///< reads and writes of rows take it, too
  std::uint8_t rank = 0;         ///< among those of its database, the weakest first, from 1
};

/// A lock that is taken, or none. Only locks of one database can be compared: `<` means weaker.
class Lock {
 public:
  constexpr Lock() = default;
  /// The row must outlive every copy, as the rows of the tables do.
  constexpr explicit Lock(const LockRow& row) : row_(&row) {}

  [[nodiscard]] constexpr Blocks blocks() const { return row_->blocks; }
  [[nodiscard]] constexpr bool everyday() const { return row_->everyday; }
  [[nodiscard]] constexpr std::string_view server_name() const { return row_->server_name; }
  [[nodiscard]] constexpr std::string_view manual_name() const { return row_->manual_name; }
  [[nodiscard]] constexpr std::string_view who_waits() const { return row_->who_waits; }
  [[nodiscard]] constexpr std::string_view wait() const { return row_->wait; }

  friend constexpr bool operator==(Lock a, Lock b) { return a.row_ == b.row_; }
  friend constexpr std::strong_ordering operator<=>(Lock a, Lock b) { return a.row_->rank <=> b.row_->rank; }

 private:
  static constexpr LockRow no_lock{"none", "no lock", "nobody", "waits", Blocks::nothing, true, 0};

  const LockRow* row_ = &no_lock;
};

}  // namespace godwit
