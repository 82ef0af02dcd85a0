#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/ir/object_kind.h>
#include <godwit/ir/operation_list.h>
#include <godwit/ir/relational/column.h>
#include <godwit/ir/relational/constraint.h>
#include <godwit/ir/relational/expression.h>
#include <godwit/ir/relational/table.h>
#include <godwit/ir/relational/table_ref.h>
#include <godwit/ir/relational/type.h>
#include <godwit/source/span.h>

/// What only PostgreSQL's statements do.
namespace godwit {

struct ValidateConstraint { TableRef table; std::string constraint; };

struct AttachPartition { TableRef parent; Name partition; PartitionBound bound; };  ///< of indexes too (`written_as`)
struct DetachPartition { TableRef parent; Name partition; bool concurrently = false; bool finalize = false; };

/// The changes of a table that need no fields of their own.
enum class TableChange : std::uint8_t {
  add_identity, set_identity, drop_identity, set_expression, drop_expression,
  set_statistics, set_options, reset_options, set_storage, set_compression,
  cluster_on, drop_cluster, set_logged, set_unlogged, drop_oids, set_access_method, set_tablespace,
  set_parameters, reset_parameters, enable_trigger, disable_trigger, enable_rule, disable_rule,
  add_inherit, drop_inherit, add_of, drop_of, replica_identity, enable_row_security, disable_row_security,
  force_row_security, no_force_row_security, foreign_options,
};

struct ChangeTable {
  TableRef table;
  TableChange change = TableChange::set_statistics;
  std::string column;
  std::string value;                    ///< trigger, rule, tablespace, access method, index or storage named
  std::vector<std::string> parameters;  ///< names of storage parameters set or reset; options of an identity: `start`, `restart`
  Name other;                           ///< parent or type
};

struct Reindex {
  enum class Target : std::uint8_t { index, table, schema, database, system };
  Target target = Target::table;
  Name name;
  bool concurrently = false;
  std::string tablespace;
  Span keyword;  ///< INDEX, TABLE, SCHEMA, ...: CONCURRENTLY goes behind it
};

struct ChangeOwner { ObjectKind kind = ObjectKind::table; Name object; };
struct RefreshMaterializedView { Name view; bool concurrently = false; bool with_data = true; };

struct CreateType { Name type; ObjectKind kind = ObjectKind::enum_type; std::vector<std::string> labels; std::vector<Column> attributes; };
struct AddEnumValue { Name type; std::string value; bool if_not_exists = false; };
struct AlterCompositeType { Name type; bool cascade = false; bool alters_type = false; std::vector<std::string> attributes; };

struct CreateDomain { Name domain; Type base; bool not_null = false; std::optional<Expression> default_value; std::vector<Constraint> constraints; };
struct AlterDomain {
  enum class Change : std::uint8_t { add_constraint, drop_constraint, validate_constraint, set_not_null, drop_not_null, set_default };
  Name domain;
  Change change = Change::set_default;
  Constraint constraint;     ///< of add_constraint
  std::string name;          ///< of drop_constraint and validate_constraint
  std::optional<Expression> value;  ///< of set_default; none: DROP DEFAULT
};

struct CreatePolicy { std::string policy; Name table; bool alter = false; std::vector<std::string> columns; std::vector<Name> relations; };
struct CreateRule { std::string rule; Name table; bool or_replace = false; std::vector<std::string> columns; };
struct CreateStatistics { Name statistics; Name table; std::vector<std::string> columns; bool expressions = false; };

struct CreateExtension { std::string extension; bool if_not_exists = false; };

struct Vacuum { std::vector<TableRef> tables; bool full = false; bool vacuum = true; bool analyze = false; };  ///< ANALYZE alone: vacuum is false
struct Cluster { std::optional<Name> table; std::string index; };

struct Comment { ObjectKind kind = ObjectKind::table; Name object; Name on_table; };

struct SetConstraints { bool immediate = false; };

/// CREATE or ALTER PUBLICATION: what it says of tables.
struct ChangePublication {
  enum class Change : std::uint8_t { create, add, set, drop, other };
  std::string publication;
  Change change = Change::create;
  std::vector<Name> tables;
  bool selects = false;        ///< some columns or rows of a table, or the tables of a schema
};

/// What works on the cluster or on other servers, or is refused inside a transaction, and needs no fields of its own.
enum class AdministrationKind : std::uint8_t {
  create_database, drop_database, alter_database, alter_database_tablespace, create_tablespace, drop_tablespace,
  alter_system, create_subscription, create_subscription_unconnected, alter_subscription, refresh_subscription, drop_subscription,
  discard_all, checkpoint,
};
struct Administer { AdministrationKind kind = AdministrationKind::checkpoint; std::string object; bool if_exists = false; };

namespace postgres {
using Operations = OperationList<ValidateConstraint, AttachPartition, DetachPartition, ChangeTable, Reindex,
                                 ChangeOwner, RefreshMaterializedView, CreateType, AddEnumValue, AlterCompositeType,
                                 CreateDomain, AlterDomain, CreatePolicy, CreateRule, CreateStatistics, CreateExtension,
                                 Vacuum, Cluster, Comment, SetConstraints, ChangePublication, Administer>;
}  // namespace postgres

}  // namespace godwit
