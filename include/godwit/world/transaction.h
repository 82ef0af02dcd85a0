#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/known.h>
#include <godwit/ir/lock_mode.h>
#include <godwit/source/span.h>
#include <godwit/world/catalog.h>
#include <godwit/world/effect.h>

namespace godwit {

/// How a runner brings a migration's statements to the server.
/// Sources: fixtures/runners (recorded from the runners themselves).
enum class TransactionMode : std::uint8_t {
  unknown,        ///< nobody knows who runs it: a transaction is possible, and not certain
  one_for_all,    ///< every pending migration in one transaction
  per_migration,  ///< one transaction a migration
  batch,          ///< one simple query a file: several statements are one implicit transaction
  per_statement,  ///< every statement commits by itself
  client,         ///< a client such as psql: as the script's own BEGIN and COMMIT say
};
[[nodiscard]] std::string_view words(TransactionMode mode);

/// A lock that the open transaction holds, and the statement that took it first in this strength.
struct HeldLock {
  RelationId relation = no_relation;
  LockMode mode = LockMode::none;
  Span since;              ///< the statement, in the script
  std::uint32_t statement = 0;  ///< its number in the migration, from 0
};

/// The first statement of its kind in the open transaction.
struct KindSeen {
  StatementKind kind = StatementKind::unknown;
  Span since;                   ///< the statement, in its script
  std::uint32_t statement = 0;  ///< its number in the migration, from 0
};

/// Where a statement stands between BEGIN and COMMIT.
struct Transaction {
  Known open = Known::no;       ///< whether the next statement runs inside a transaction block
  bool by_runner = false;       ///< the runner opened it, not the script
  bool by_script = false;       ///< a BEGIN in the script is open
  Span begin;                   ///< that BEGIN
  std::vector<HeldLock> held;   ///< strongest lock a relation, in the order taken
  std::vector<KindSeen> kinds;  ///< of a graph's statements, one a kind
};

}  // namespace godwit
