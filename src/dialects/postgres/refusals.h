#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "dialects/postgres/effects.h"

/// What a server refuses whatever the rows are, because of what the history has made and what it has not. Certain is only
/// what the history tells: of a name that it never made nothing is said, for it may begin in the middle.
namespace godwit::postgres {

void refusals(const Operation& operation, EffectBuilder& to);
/// What waits for the end of the transaction: changed rows that a deferred key has not checked yet, a new enum value.
void refuse_awaited(const Operation& operation, EffectBuilder& to);
/// What the server aimed at does not know yet.
void newer_syntax(const Operation& operation, EffectBuilder& to);

/// The relation, if what is told of it is certain. One that was only named is there, too.
[[nodiscard]] inline const Relation* certain(const Name& name, const EffectBuilder& to) {
  const Relation* found = to.known(name);
  return found && to.catalog().is_certain(*found) ? found : nullptr;
}
/// The same, if moreover all its columns and constraints are known.
[[nodiscard]] inline const Relation* certain_whole(const Name& name, const EffectBuilder& to) {
  const Relation* found = certain(name, to);
  return found && found->complete ? found : nullptr;
}

[[nodiscard]] bool drops_constraint_beside(const EffectBuilder& to, const std::string& constraint);

[[nodiscard]] inline std::string quoted(const std::string& name) { return "`" + name + "`"; }

/// Refuses a statement that needs the table where it is known to be gone, and a column where that is known not to be.
bool refuse_missing_table(const TableRef& table, EffectBuilder& to);
bool refuse_missing_column(const TableRef& table, const std::string& column, EffectBuilder& to);
/// A parent that gives the table this column, or null.
[[nodiscard]] const Relation* parent_with_column(const Relation& table, const std::string& column, const Catalog& catalog);
/// What a new key, check or foreign key of the table meets, written in CREATE TABLE or added later.
void refuse_constraint(const Constraint& constraint, const Relation& table, EffectBuilder& to);
/// A key or unique index that goes away: a foreign key may stand on it, and on no other.
void refuse_needed_key(const Relation& table, const std::vector<std::string>& columns, const Object& dropped,
                       EffectBuilder& to, std::string_view evidence);
/// The constraint of that name, if the table is certain; refuses where it is known whole and has none.
const CatalogConstraint* needed_constraint(const TableRef& table, const std::string& name, EffectBuilder& to);

// One file a group.
void refused(const CreateTable& op, EffectBuilder& to);
void refused(const CreateView& op, EffectBuilder& to);
void refused(const CreateSequence& op, EffectBuilder& to);
void refused(const CreateSchema& op, EffectBuilder& to);
void refused(const CreateType& op, EffectBuilder& to);
void refused(const CreateDomain& op, EffectBuilder& to);
void refused(const AddEnumValue& op, EffectBuilder& to);
void refused(const AlterCompositeType& op, EffectBuilder& to);
void refused(const CreateFunction& op, EffectBuilder& to);
void refused(const CreateTrigger& op, EffectBuilder& to);
void refused(const CreatePolicy& op, EffectBuilder& to);
void refused(const DropObjects& op, EffectBuilder& to);
void refused(const Rename& op, EffectBuilder& to);
void refused(const SetSchema& op, EffectBuilder& to);
void refused(const ChangeOwner& op, EffectBuilder& to);
void refused(const RefreshMaterializedView& op, EffectBuilder& to);
void refused(const Truncate& op, EffectBuilder& to);
void refused(const ChangeRows& op, EffectBuilder& to);
void refused(const LockTable& op, EffectBuilder& to);

void refused(const AddColumn& op, EffectBuilder& to);
void refused(const DropColumn& op, EffectBuilder& to);
void refused(const AlterColumnType& op, EffectBuilder& to);
void refused(const SetNotNull& op, EffectBuilder& to);
void refused(const DropNotNull& op, EffectBuilder& to);
void refused(const SetDefault& op, EffectBuilder& to);
void refused(const ChangeTable& op, EffectBuilder& to);

void refused(const AddConstraint& op, EffectBuilder& to);
void refused(const DropConstraint& op, EffectBuilder& to);
void refused(const ValidateConstraint& op, EffectBuilder& to);
void refused(const AlterConstraint& op, EffectBuilder& to);
void refused(const AttachPartition& op, EffectBuilder& to);
void refused(const DetachPartition& op, EffectBuilder& to);
void refused(const CreateIndex& op, EffectBuilder& to);
void refused(const DropIndex& op, EffectBuilder& to);

}  // namespace godwit::postgres
