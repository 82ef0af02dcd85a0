#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <godwit/ir/known.h>
#include <godwit/ir/lock.h>
#include <godwit/source/span.h>
#include <godwit/world/catalog.h>
#include <godwit/world/result.h>
#include <godwit/world/settings.h>
#include <godwit/world/shared_list.h>
#include <godwit/world/shared_map.h>

namespace godwit {

/// How a runner brings a migration's statements to the server.
/// Sources: fixtures/runners (recorded from the runners themselves).
enum class TransactionMode : std::uint8_t {
  unknown,        ///< nobody knows who runs it: a transaction is possible, and not certain
  one_for_all,    ///< every pending migration in one transaction
  per_migration,  ///< one transaction a migration
  batch,          ///< one simple query a file: several statements are one implicit transaction
  pipeline,       ///< statement after statement without waiting: several are one implicit transaction
  per_statement,  ///< every statement commits by itself
  client,         ///< a client such as psql: as the script's own BEGIN and COMMIT say
};
[[nodiscard]] std::string_view words(TransactionMode mode);

/// A statement that ran, by its place.
struct StatementPlace {
  Span span;                    ///< in its script
  std::uint32_t number = 0;     ///< in the migration, from 0
  std::uint32_t script = 0;     ///< which of the migration's
};

/// A lock that the open transaction holds, and the statement that took it first in this strength.
struct HeldLock {
  RelationId relation = no_relation;
  Lock mode = Lock();
  StatementPlace since;
  bool blocks_application = false;  ///< readers or writers of a table in use wait for it
};

/// The locks of the open transaction, the strongest a relation.
class HeldLocks {
 public:
  /// Null where it holds none on the relation.
  [[nodiscard]] const HeldLock* on(RelationId relation) const { return held_.find(relation); }
  /// Of those that block the application the strongest, the first of equals; null where there is none.
  [[nodiscard]] const HeldLock* strongest() const { return strongest_ == no_relation ? nullptr : on(strongest_); }
  /// Of those the one that was taken first.
  [[nodiscard]] const HeldLock* first() const { return first_ == no_relation ? nullptr : on(first_); }

  void hold(const HeldLock& lock);
  /// The relation is gone.
  void forget(RelationId relation);

 private:
  void choose(const HeldLock& lock);
  SharedMap<RelationId, HeldLock> held_;
  RelationId strongest_ = no_relation;
  RelationId first_ = no_relation;
};

/// The first statement of its kind in the open transaction.
struct KindSeen {
  StatementKind kind = StatementKind::unknown;
  StatementPlace since;
};

/// A statement that changed so many rows of a table in use that it took long.
struct LongChange {
  StatementPlace place;
  Name table;
};

/// What the open transaction has done so far: what ROLLBACK TO takes back.
struct TransactionPast {
  HeldLocks locks;
  SharedList<KindSeen> kinds;           ///< of a graph's statements, one a kind
  SharedList<LongChange> long_change;   ///< the first one
  SharedList<Name> extended_types;      ///< enums that got a new value
  SharedList<RelationId> unchecked;     ///< changed, and what a deferred constraint says of it is checked at the end
};

/// What the migration has done so far and what rules ask for again and again. What was rolled back is not in it.
struct MigrationPast {
  SharedMap<std::string, StatementPlace> made;      ///< by `kind name`: see `past_key`
  SharedMap<std::string, StatementPlace> dropped;   ///< with IF EXISTS
  bool deleted_relationships = false;               ///< of a graph
};
/// `index public.users_email`: the kind in words, and the name with its schema where there are schemas.
[[nodiscard]] std::string past_key(ObjectKind kind, std::string_view name);

/// A point to go back to: of BEGIN without a name, then of every SAVEPOINT.
struct Savepoint {
  std::string name;
  Catalog catalog;
  Settings settings;
  TransactionPast past;
  MigrationPast migration;
  std::uint32_t statements = 0;   ///< of the migration, that ran before it
};

/// Where a statement stands between BEGIN and COMMIT.
struct Transaction {
  Known open = Known::no;       ///< whether the next statement runs inside a transaction block
  bool by_runner = false;       ///< the runner opened it, not the script
  bool by_script = false;       ///< a BEGIN in the script is open
  Span begin;                   ///< that BEGIN
  TransactionPast past;
  SharedMap<std::uint32_t, Savepoint> savepoints;   ///< by depth, from 0
};

}  // namespace godwit
