#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <godwit/world/catalog.h>
#include <godwit/world/effect.h>
#include <godwit/world/server.h>
#include <godwit/world/settings.h>
#include <godwit/world/transaction.h>

namespace godwit {

/// Everything known before a statement runs: what exists, which transaction is open, which settings hold.
struct World {
  World() = default;
  World(const World&) = delete;             // a catalog is large: copied only where a statement may be rolled back
  World& operator=(const World&) = delete;

  Catalog catalog;
  Transaction transaction;
  Settings settings;
  Moment now;
  Server server;             ///< that the migration at hand is for
  TransactionMode mode = TransactionMode::unknown;   ///< how the migration at hand comes to the server
  std::string runner;        ///< id of the framework that it is of

  /// Catalogs to go back to, kept only where the script says ROLLBACK somewhere: of BEGIN under an empty name, then of
  /// every savepoint.
  bool may_roll_back = false;
  std::vector<std::pair<std::string, Catalog>> saved;

  [[nodiscard]] Age age(Moment made) const;
  /// The name by which the application knows the relation: the one it had before the migration at hand.
  [[nodiscard]] std::string name_before(const Relation& relation) const {
    return relation.renamed == now.migration && relation.made.migration != now.migration ? relation.former_name : relation.plain();
  }

  /// Whether anyone but this migration can be using the relation: no for what this migration made and for temporary
  /// tables, yes for what existed before it.
  [[nodiscard]] Known in_use(const Relation& relation) const;
  [[nodiscard]] Known in_use(const Name& name) const;
};

/// How a migration comes to the server: what its runner does, and whether its script has several statements.
struct Arrival {
  TransactionMode mode = TransactionMode::unknown;
  bool several_statements = true;
  bool may_roll_back = false;
};

/// A migration begins: a new session with the runner's transaction open, if it opens one.
void begin_migration(World& world, const Arrival& arrival);
/// What BEGIN, COMMIT, ROLLBACK and SAVEPOINT in the script do to the transaction, the settings and the catalog.
void control_transaction(World& world, const Arrival& arrival, const TransactionControl& control, Span statement);
/// A statement has run outside a transaction: what it did is committed.
void statement_committed(World& world);
/// The open transaction now holds the locks of a statement, and has seen its kind.
void hold_locks(World& world, const Effects& effects, Span statement, std::uint32_t number);

}  // namespace godwit
