#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <godwit/ir/operation.h>
#include <godwit/ir/relational/postgres_locks.h>
#include <godwit/world/result.h>
#include <godwit/world/world.h>

#include "dialects/postgres/cascade.h"
#include "dialects/postgres/lists.h"

/// What statements do to a PostgreSQL server. Every row of knowledge names the measured operation it rests on
/// (`evidence`, an id of fixtures/effects/postgres.json).
namespace godwit::postgres {

/// What is written, and then what code runs, one operation after the other.
[[nodiscard]] std::vector<StatementPart> parts(const Statement& statement);
[[nodiscard]] StatementResult effects_of(const Statement& statement, StatementPart part, const World& world);

/// Collects the effects of one statement.
class EffectBuilder {
 public:
  EffectBuilder(const Statement& whole, StatementPart at_once, const World& at)
      : statement(whole), part(at_once), world(at) {}

  const Statement& statement;
  const StatementPart part;   ///< what is carried out together
  const World& world;
  StatementResult out;

  /// The world's, with what the statement proves to exist.
  [[nodiscard]] const Catalog& catalog() const { return with_assumed_ ? *with_assumed_ : world.catalog; }

  /// The relation of that name; taken to exist where nothing tells of it.
  const Relation& relation(const Name& name, ObjectKind assumed = ObjectKind::table);
  /// Only if the history tells of it.
  [[nodiscard]] const Relation* known(const Name& name) const { return catalog().find(name); }

  /// The effect on a relation, added if missing.
  RelationEffect& on(RelationId id);

  /// Raises the lock on a relation; the strongest lock's cause and evidence stay.
  RelationEffect& lock(RelationId id, Lock mode, Cause cause, std::string_view evidence);
  /// All rows of a relation are read. Nothing for what holds no rows itself: partitioned tables, views.
  void scan(RelationId id, Cause cause, std::string_view evidence);
  void rewrite(RelationId id, std::string_view evidence);
  void build_index(RelationId id, std::string_view evidence);

  /// Calls `visit` for the relation and, unless `only`, for all its partitions and inheriting tables.
  void tree(RelationId id, bool only, const std::function<void(const Relation&)>& visit) const;
  /// Locks a relation and, unless `only`, everything below it.
  void lock_tree(RelationId id, bool only, Lock mode, Cause cause, std::string_view evidence);

  void hazard(Hazard kind, Known certain, Object object, std::string why, std::string_view evidence = {});
  void refuse(Refusal refusal, Object object, std::string why, std::string_view evidence = {});
  void refused_in_transaction(std::string why, std::string_view evidence);

  /// Whether it certainly holds no row, for nobody but this migration can have put any there.
  [[nodiscard]] bool certainly_empty(const Relation& each) const {
    return world.has_rows(each) == Known::no && world.in_use(each) == Known::no;
  }

  [[nodiscard]] bool at_least(int version) const { return world.server.at_least(version); }

 private:
  /// Whether the open transaction has emptied it, and holds it locked since.
  [[nodiscard]] bool is_empty_here(const Relation& each) const {
    return world.emptied_here(each) && world.has_rows(each) == Known::no && world.transaction.open != Known::no &&
           each.emptied.transaction == world.now.transaction;
  }
  [[nodiscard]] RelationEffect* known_effect(RelationId id);

  std::optional<Catalog> with_assumed_;  ///< copied only where something had to be assumed
  std::unordered_map<RelationId, std::size_t> places_;  ///< in `out`
};

/// What hazards are about.
[[nodiscard]] Object object_of(const Relation& relation);
[[nodiscard]] Object column_of(const Relation& relation, const std::string& column);
[[nodiscard]] Object object_of(ObjectKind kind, const Name& name);

// A file each.
void effects(const CreateTable& op, EffectBuilder& to);
void effects(const CreateView& op, EffectBuilder& to);
void effects(const AddColumn& op, EffectBuilder& to);
void effects(const DropColumn& op, EffectBuilder& to);
void effects(const AlterColumnType& op, EffectBuilder& to);
void effects(const SetNotNull& op, EffectBuilder& to);
void effects(const DropNotNull& op, EffectBuilder& to);
void effects(const SetDefault& op, EffectBuilder& to);
void effects(const AddConstraint& op, EffectBuilder& to);
void effects(const DropConstraint& op, EffectBuilder& to);
void effects(const ValidateConstraint& op, EffectBuilder& to);
void effects(const AlterConstraint& op, EffectBuilder& to);
void effects(const AttachPartition& op, EffectBuilder& to);
void effects(const DetachPartition& op, EffectBuilder& to);
void effects(const ChangeTable& op, EffectBuilder& to);
void effects(const CreateIndex& op, EffectBuilder& to);
void effects(const DropIndex& op, EffectBuilder& to);
void effects(const Reindex& op, EffectBuilder& to);
void effects(const DropObjects& op, EffectBuilder& to);
void effects(const Rename& op, EffectBuilder& to);
void effects(const SetSchema& op, EffectBuilder& to);
void effects(const ChangeOwner& op, EffectBuilder& to);
void effects(const RefreshMaterializedView& op, EffectBuilder& to);
void effects(const CreateSequence& op, EffectBuilder& to);
void effects(const AlterSequence& op, EffectBuilder& to);
void effects(const CreateType& op, EffectBuilder& to);
void effects(const AddEnumValue& op, EffectBuilder& to);
void effects(const AlterCompositeType& op, EffectBuilder& to);
void effects(const CreateDomain& op, EffectBuilder& to);
void effects(const AlterDomain& op, EffectBuilder& to);
void effects(const CreateFunction& op, EffectBuilder& to);
void effects(const CreateTrigger& op, EffectBuilder& to);
void effects(const CreatePolicy& op, EffectBuilder& to);
void effects(const CreateRule& op, EffectBuilder& to);
void effects(const CreateStatistics& op, EffectBuilder& to);
void effects(const Truncate& op, EffectBuilder& to);
void effects(const LockTable& op, EffectBuilder& to);
void effects(const Vacuum& op, EffectBuilder& to);
void effects(const Cluster& op, EffectBuilder& to);
void effects(const ChangeRows& op, EffectBuilder& to);
void effects(const ReadRows& op, EffectBuilder& to);
void effects(const Explain& op, EffectBuilder& to);
void effects(const Comment& op, EffectBuilder& to);
void effects(const Grant& op, EffectBuilder& to);
void effects(const SetSetting& op, EffectBuilder& to);
void effects(const TransactionControl& op, EffectBuilder& to);
void effects(const SetConstraints& op, EffectBuilder& to);
void effects(const CreateSchema& op, EffectBuilder& to);
void effects(const CreateExtension& op, EffectBuilder& to);
void effects(const ChangePublication& op, EffectBuilder& to);
void effects(const Administer& op, EffectBuilder& to);
void effects(const CallProcedure& op, EffectBuilder& to);
void effects(const RunCode& op, EffectBuilder& to);
void effects(const Irrelevant& op, EffectBuilder& to);
void effects(const Opaque& op, EffectBuilder& to);

/// What CASCADE takes along, and the refusal without it (effects_drop.cpp).
void take_along(const std::vector<Dependent>& all, EffectBuilder& to);
void refuse_for(const std::vector<Dependent>& all, Object dropped, EffectBuilder& to);
/// The relations a query reads: ACCESS SHARE on each, through views down to tables.
void read_relations(const std::vector<RelationUse>& reads, bool executes, EffectBuilder& to);
/// A foreign key appears on `table`: what that costs the table it points at.
void lock_referenced(const Constraint& constraint, RelationId table, bool scans, EffectBuilder& to,
                     std::string_view evidence);
/// Whether another action of the same statement is of that kind and as asked: what it does the world does not show yet.
template <class Op, class Asked>
[[nodiscard]] bool beside(const EffectBuilder& to, const Asked& asked) {
  const bool in_code = !to.part.empty() && to.part.front().in_code;
  const StatementPart all = in_code ? to.part : StatementPart(to.statement.operations);
  return std::any_of(all.begin(), all.end(), [&](const Operation& each) {
    const Op* op = each.in_code == in_code ? each.as<Op>() : nullptr;
    return op && asked(*op);
  });
}
[[nodiscard]] inline bool adds_column_beside(const EffectBuilder& to, const std::string& column) {
  return beside<AddColumn>(to, [&](const AddColumn& each) { return each.column.name == column; });
}

}  // namespace godwit::postgres
