#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <godwit/ir/graph/neo4j_locks.h>
#include <godwit/ir/operation.h>
#include <godwit/world/result.h>
#include <godwit/world/world.h>

#include "dialects/cypher/servers.h"

/// What statements do to a Neo4j server. Every row of knowledge names the observed form it rests on (`evidence`, an id of
/// fixtures/cypher).
namespace godwit::cypher {

/// Of some operations of a statement; what the statement does as a whole, only with all of them.
[[nodiscard]] StatementResult effects_of(const Statement& statement, StatementPart part, const World& world);

/// What the server takes the statement for: its words decide, EXPLAIN and no-ops included (one-tx-29, one-tx-31).
[[nodiscard]] StatementKind kind_of(const Statement& statement);

/// Collects the effects of one statement.
class EffectBuilder {
 public:
  EffectBuilder(const Statement& whole, const World& at);

  const Statement& statement;
  World world;                ///< before the statement, with what it proves to exist
  StatementResult out;
  std::uint32_t number = 0;   ///< of the operation at hand
  bool executes = true;       ///< no EXPLAIN stands before it
  int language = 5;           ///< that the statement is in

  [[nodiscard]] const Operation& operation() const { return statement.operations[number]; }
  [[nodiscard]] bool at_least(int version) const { return world.server.at_least(version); }
  [[nodiscard]] const GraphSchema& graph() const { return world.catalog.graph; }
  [[nodiscard]] bool made_in_this_transaction(Moment made) const { return world.age(made) == Age::this_transaction; }
  /// Whether this and the statements before it are in one transaction.
  [[nodiscard]] Known in_transaction() const { return world.transaction.open; }

  /// The effect on a label or type, added if missing.
  RelationEffect& on(const Relation& relation);
  /// Raises the lock on a label or type. One that nothing read so far names is new (`brings`), or must have been there.
  RelationEffect& lock(graph::Entity entity, const std::string& label, Lock mode, bool brings,
                       std::string_view evidence);
  void refuse(Refusal refusal, Known certain, std::string what, std::string why, std::string_view evidence,
              std::string instead = {});
  void plan(PlanEffect::Kind kind, Span span, std::string what, std::string_view evidence);
};

// A file each.
void schema_effects(const graph::CreateIndex& op, EffectBuilder& to);
void schema_effects(const graph::CreateConstraint& op, EffectBuilder& to);
void schema_effects(const graph::DropIndex& op, EffectBuilder& to);
void schema_effects(const graph::DropConstraint& op, EffectBuilder& to);
void plan_effects(const graph::Match& op, EffectBuilder& to);
void plan_effects(const graph::Merge& op, EffectBuilder& to);
/// What one transaction holds for a clause that writes, and whose labels it touches.
void write_effects(const graph::Clause& clause, const std::vector<graph::Bound>& touched, EffectBuilder& to);
void procedure_effects(const graph::CallProcedure& op, EffectBuilder& to);
/// What the kinds of statements before say of this one.
void transaction_effects(EffectBuilder& to);
/// What the database says that the session has chosen with `:use`.
void database_effects(EffectBuilder& to);

/// What hazards are about, by its name alone: a piece of the language, a parameter, an index.
[[nodiscard]] inline Object named(std::string name) { return {ObjectKind::other, {}, std::move(name), {}}; }
/// `:Person`, `[:KNOWS]`; of an index over several labels all of them.
[[nodiscard]] std::string shown(const graph::Schema& over);

}  // namespace godwit::cypher
