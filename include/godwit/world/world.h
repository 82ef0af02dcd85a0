#pragma once

#include <cstdint>
#include <string>

#include <godwit/ir/operation.h>
#include <godwit/world/catalog.h>
#include <godwit/world/result.h>
#include <godwit/world/server.h>
#include <godwit/world/settings.h>
#include <godwit/world/transaction.h>

namespace godwit {

/// Everything known before a statement runs: what exists, which transaction is open, which settings hold. A plain value:
/// a copy costs a few pointers, so that any moment of a history can be kept.
struct World {
  Catalog catalog;
  Transaction transaction;
  Settings settings;
  MigrationPast past;
  Moment now;
  Server server;             ///< that the migration at hand is for
  TransactionMode mode = TransactionMode::unknown;   ///< how the migration at hand comes to the server
  std::string runner;        ///< id of the framework that it is of
  std::uint32_t statements = 0;   ///< of the migration at hand, that ran
  bool keeps_savepoints = true;   ///< no: nothing in its scripts goes back, and what nobody shares is changed in place

  [[nodiscard]] Age age(Moment made) const;
  /// What the relation was called before the migration at hand; empty if that has not given it another name.
  [[nodiscard]] std::string former_name(const Relation& relation) const {
    return relation.renamed == now.migration && relation.made.migration != now.migration ? relation.former_name : "";
  }

  /// Whether anyone but this migration can be using the relation: no for what this migration made and for temporary
  /// tables, yes for what existed before it.
  [[nodiscard]] Known in_use(const Relation& relation) const;
  [[nodiscard]] Known in_use(const Name& name) const;
  /// Whether it holds rows. Between two migrations the application runs: what was left empty may have some by now.
  [[nodiscard]] Known has_rows(const Relation& relation) const;
  /// Whether the migration at hand has emptied it.
  [[nodiscard]] bool emptied_here(const Relation& relation) const {
    return relation.emptied.migration == now.migration && relation.made.migration != now.migration;
  }
};

/// How a migration comes to the server: what its runner does, and whether its script has several statements.
struct Arrival {
  TransactionMode mode = TransactionMode::unknown;
  bool several_statements = true;
  bool may_roll_back = true;   ///< some statement says ROLLBACK
  bool reopens = false;        ///< after a COMMIT in the script there is a transaction again
};

/// What BEGIN, COMMIT, ROLLBACK and the like have undone: the statements of the migration from `first` on.
struct Undone {
  bool any = false;
  std::uint32_t first = 0;
};

/// A migration begins: a new session with the runner's transaction open, if it opens one.
void begin_migration(World& world, const Arrival& arrival);
/// Several statements are sent as one text where the others go one by one: until `end_message` they are one transaction.
void begin_message(World& world);
void end_message(World& world);
/// What BEGIN, COMMIT, ROLLBACK and SAVEPOINT in the script do to the transaction, the settings and the catalog.
Undone control_transaction(World& world, const Arrival& arrival, const TransactionControl& control, Span statement);
/// A statement has run outside a transaction: what it did is committed.
void statement_committed(World& world);
/// The open transaction now holds the locks of a statement that was applied, and has seen its kind.
void hold_locks(World& world, const StatementResult& result, const StatementPlace& statement);
/// Before a statement is applied: its transaction and its migration keep what rules will ask for.
void remember(World& world, const Statement& statement, const StatementPlace& place);

}  // namespace godwit
