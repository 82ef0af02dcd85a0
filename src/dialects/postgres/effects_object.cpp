#include <algorithm>

#include "dialects/postgres/effects.h"

// What hangs on tables (triggers, policies, comments, ...), types and domains, sequences, the cluster.

namespace godwit::postgres {

void effects(const CreateTrigger& op, EffectBuilder& to) {
  to.lock_tree(to.relation(op.table).id, false, postgres_lock::share_row_exclusive, Cause::direct, "trigger/create");
  if (!op.referenced.empty())
    to.lock(to.relation(op.referenced).id, postgres_lock::access_share, Cause::referenced, "trigger/create-constraint-from");
}

void effects(const CreatePolicy& op, EffectBuilder& to) {
  to.lock(to.relation(op.table).id, postgres_lock::access_exclusive, Cause::direct, "row-security/create-policy");
  for (const Name& read : op.relations)
    to.lock(to.relation(read).id, postgres_lock::access_share, Cause::read, "row-security/create-policy-reads-other");
}

void effects(const CreateRule& op, EffectBuilder& to) {
  to.lock(to.relation(op.table).id, postgres_lock::access_exclusive, Cause::direct, "rule/create");
}

void effects(const CreateStatistics& op, EffectBuilder& to) {
  if (!op.table.empty())
    to.lock(to.relation(op.table).id, postgres_lock::share_update_exclusive, Cause::direct, "statistics/create");
}

void effects(const Comment& op, EffectBuilder& to) {
  switch (op.kind) {
    case ObjectKind::table:
    case ObjectKind::view:
    case ObjectKind::materialized_view:
    case ObjectKind::foreign_table:
    case ObjectKind::sequence:
    case ObjectKind::index:
      to.lock(to.relation(op.object, op.kind).id, postgres_lock::share_update_exclusive, Cause::direct, "comment/table");
      return;
    case ObjectKind::column:
      to.lock(to.relation(op.on_table).id, postgres_lock::share_update_exclusive, Cause::direct, "comment/column");
      return;
    case ObjectKind::constraint:
    case ObjectKind::trigger:
    case ObjectKind::policy:
    case ObjectKind::rule:
      to.lock(to.relation(op.on_table).id, postgres_lock::access_share, Cause::direct, "comment/constraint");
      return;
    default:
      return;
  }
}

void effects(const Grant& op, EffectBuilder& to) {
  if (!to.at_least(18) || op.whole_schema || (op.kind != ObjectKind::table && op.kind != ObjectKind::sequence)) return;
  for (const Name& object : op.objects)
    to.lock(to.relation(object, op.kind).id, postgres_lock::access_share, Cause::direct, "grant/select");
}

void effects(const ChangePublication& op, EffectBuilder& to) {
  using Change = ChangePublication::Change;
  for (const Name& table : op.tables)
    to.lock(to.relation(table).id, postgres_lock::share_update_exclusive, Cause::direct, "publication/create-for-table");
  if (op.change != Change::set) return;
  for (const RelationId id : to.catalog().users(Use::publication, op.publication))
    if (const std::vector<std::string>& all = to.catalog().at(id).publications;
        std::find(all.begin(), all.end(), op.publication) != all.end())
      to.lock(id, postgres_lock::share_update_exclusive, Cause::direct, "publication/set-table");
}

void effects(const CreateSequence& op, EffectBuilder& to) {
  if (!op.owner_table.empty())
    to.lock(to.relation(op.owner_table).id, postgres_lock::access_share, Cause::depends, "sequence/create-owned-by");
}

void effects(const AlterSequence& op, EffectBuilder& to) {
  if (op.if_exists && !to.known(op.sequence)) return;
  if (op.sets_parameter)
    to.lock(to.relation(op.sequence, ObjectKind::sequence).id, postgres_lock::share_row_exclusive, Cause::direct,
            "sequence/alter-increment");
  if (!op.owner_table.empty())
    to.lock(to.relation(op.owner_table).id, postgres_lock::access_share, Cause::depends, "sequence/alter-owned-by");
}

namespace {

bool uses(const Type& type, const CatalogType& domain, const World& world) {
  const CatalogType* found = world.catalog.find_type(type.schema, type.name);
  return found == &domain || (found && found->kind == ObjectKind::domain && found->base.name == domain.name);
}

bool is_measured_change(AlterDomain::Change change, const AlterDomain& op) {
  if (change == AlterDomain::Change::add_constraint) return !op.constraint.not_valid;
  return change == AlterDomain::Change::validate_constraint || change == AlterDomain::Change::set_not_null;
}

}  // namespace

void effects(const AlterDomain& op, EffectBuilder& to) {
  const CatalogType* domain = to.catalog().find_type(op.domain.schema, op.domain.name);
  if (!domain || !is_measured_change(op.change, op)) return;
  for (const RelationId id : to.catalog().relations()) {
    const Relation& each = to.catalog().at(id);
    if ((each.kind != ObjectKind::table && each.kind != ObjectKind::materialized_view)) continue;
    const bool used = std::any_of(each.columns.begin(), each.columns.end(),
                                  [&](const CatalogColumn& column) { return uses(column.type, *domain, to.world); });
    if (!used) continue;
    to.lock(each.id, postgres_lock::share, Cause::depends, "domain/add-constraint");
    to.scan(each.id, Cause::constraint_check, "domain/add-constraint");
    to.hazard(Hazard::fails_on_existing_rows, Known::unknown, object_of(ObjectKind::domain, op.domain),
              "a value that violates it stops the statement", "domain/add-constraint-violated");
  }
}

/// The server reads a body in SQL when the function is made, and locks what stands in it as if it ran.
void effects(const CreateFunction& op, EffectBuilder& to) {
  const std::string* checked = to.world.settings.find("check_function_bodies");
  const bool off =
      checked != nullptr && (*checked == "off" || *checked == "false" || *checked == "no" || *checked == "0");
  if (off && !op.body.empty()) return;  // BEGIN ATOMIC is read in any case
  for (const CreateFunction::BodyRelation& use : op.body_relations)
    if (to.known(use.relation))
      to.lock(to.relation(use.relation).id,
              use.changed       ? postgres_lock::row_exclusive
              : use.rows_locked ? postgres_lock::row_share
                                : postgres_lock::access_share,
              use.changed ? Cause::direct : Cause::read, "function/create");
}

void effects(const Administer& op, EffectBuilder& to) {
  switch (op.kind) {
    case AdministrationKind::create_database:
      return to.refused_in_transaction("CREATE DATABASE cannot run inside a transaction block",
                                       "cluster/create-database");
    case AdministrationKind::drop_database:
      to.hazard(Hazard::loses_data, Known::yes, {ObjectKind::database, {}, op.object, {}}, "the whole database is gone", "cluster/drop-database");
      return to.refused_in_transaction("DROP DATABASE cannot run inside a transaction block", "cluster/drop-database");
    case AdministrationKind::alter_database_tablespace:
      return to.refused_in_transaction("ALTER DATABASE SET TABLESPACE cannot run inside a transaction block",
                                       "cluster/alter-database-tablespace");
    case AdministrationKind::create_tablespace:
      return to.refused_in_transaction("CREATE TABLESPACE cannot run inside a transaction block",
                                       "cluster/create-tablespace");
    case AdministrationKind::drop_tablespace:
      return to.refused_in_transaction("DROP TABLESPACE cannot run inside a transaction block",
                                       "cluster/drop-tablespace");
    case AdministrationKind::alter_system:
      return to.refused_in_transaction("ALTER SYSTEM cannot run inside a transaction block", "cluster/alter-system");
    case AdministrationKind::create_subscription:
      return to.refused_in_transaction("CREATE SUBSCRIPTION that makes a slot cannot run inside a transaction block",
                                       "publication/create-subscription");
    case AdministrationKind::refresh_subscription:
      return to.refused_in_transaction("ALTER SUBSCRIPTION REFRESH cannot run inside a transaction block",
                                       "publication/alter-subscription-refresh");
    case AdministrationKind::drop_subscription:
      return to.refused_in_transaction("DROP SUBSCRIPTION with a slot cannot run inside a transaction block",
                                       "publication/drop-subscription-with-slot");
    case AdministrationKind::discard_all:
      return to.refused_in_transaction("DISCARD ALL cannot run inside a transaction block", "transaction/discard-all");
    case AdministrationKind::alter_database:
    case AdministrationKind::create_subscription_unconnected:
    case AdministrationKind::alter_subscription:
    case AdministrationKind::checkpoint:
      return;
  }
}

void effects(const RunCode& op, EffectBuilder& to) {
  if (op.commits)
    to.refused_in_transaction("code that commits cannot run inside a transaction block", "transaction/do-that-commits");
}

void effects(const AlterCompositeType& op, EffectBuilder& to) {
  if (!op.cascade) return;
  for (const RelationId id : to.catalog().users(Use::owned_type, op.type.name))
    if (to.catalog().at(id).of_type == op.type.name) {
      to.lock(id, postgres_lock::access_exclusive, Cause::depends, "type/composite-add-attribute-typed-table");
      if (op.alters_type) to.rewrite(id, "type/composite-alter-attribute-type-typed-table");
    }
}

void effects(const Opaque& op, EffectBuilder& to) {
  for (const Name& touched : op.touches) to.relation(touched);
}

// These do nothing to a relation that anyone uses.
void effects(const CreateType&, EffectBuilder&) {}
void effects(const AddEnumValue&, EffectBuilder&) {}
void effects(const CreateDomain&, EffectBuilder&) {}
void effects(const Explain&, EffectBuilder&) {}
void effects(const SetSetting&, EffectBuilder&) {}
void effects(const TransactionControl&, EffectBuilder&) {}
void effects(const SetConstraints&, EffectBuilder&) {}
void effects(const CreateSchema&, EffectBuilder&) {}
void effects(const CreateExtension&, EffectBuilder&) {}
void effects(const CallProcedure&, EffectBuilder&) {}
void effects(const Irrelevant&, EffectBuilder&) {}

}  // namespace godwit::postgres
