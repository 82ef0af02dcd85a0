#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <godwit/ir/expression.h>
#include <godwit/ir/lock_mode.h>
#include <godwit/ir/name.h>
#include <godwit/ir/object_kind.h>
#include <godwit/ir/type.h>

/// What the statements of a relational database do. Plain values: a dialect fills them, the world and the rules read
/// them. Names are as written (case folded), spans are in the script.
namespace godwit {

// ---------------------------------------------------------------------------------------------- parts of operations

enum class ConstraintKind : std::uint8_t { not_null, check, unique, primary_key, exclusion, foreign_key };

/// A constraint as written, on a table or in a column's definition.
struct Constraint {
  ConstraintKind kind = ConstraintKind::check;
  std::string name;                  ///< empty: the server makes one up
  std::vector<std::string> columns;  ///< constrained; of a check: the columns it mentions
  std::vector<std::string> including;
  Expression check;                   ///< of a check; of an exclusion: its predicate
  Name references;                    ///< of a foreign key
  std::vector<std::string> referenced_columns;
  std::string access_method;          ///< of an exclusion
  std::string using_index;            ///< of `UNIQUE | PRIMARY KEY USING INDEX`
  char on_delete = 'a';               ///< as in pg_constraint: a no action, r restrict, c cascade, n set null, d default
  char on_update = 'a';
  bool not_valid = false;
  bool enforced = true;
  bool deferrable = false;
  bool initially_deferred = false;
  bool no_inherit = false;
  bool without_overlaps = false;
  Span span;
};

enum class Generated : std::uint8_t { no, stored, virtual_ };
enum class Identity : std::uint8_t { no, always, by_default };

/// A column's definition. Its inline constraints are in `constraints`, NOT NULL in `not_null` alone.
struct Column {
  std::string name;
  Type type;
  bool not_null = false;
  std::optional<Expression> default_value;
  Generated generated = Generated::no;
  std::optional<Expression> generated_as;
  Identity identity = Identity::no;
  std::string collation;
  std::vector<Constraint> constraints;
  Span span;
};

struct PartitionBound {
  enum class Strategy : std::uint8_t { list, range, hash, default_ };
  Strategy strategy = Strategy::list;
  std::vector<std::string> values;  ///< LIST: IN (...)
  std::vector<std::string> from;    ///< RANGE; MINVALUE and MAXVALUE as written
  std::vector<std::string> to;
};

struct PartitionKey {
  PartitionBound::Strategy strategy = PartitionBound::Strategy::range;
  std::vector<std::string> columns;  ///< an expression is an empty name
};

/// How a statement names the table it works on.
struct TableRef {
  Name name;
  ObjectKind written_as = ObjectKind::table;  ///< `ALTER INDEX`, `ALTER VIEW`, ... may reach the same operations
  bool only = false;
  bool if_exists = false;
};

/// One use of a relation by a query.
struct RelationUse {
  Name relation;
  bool only = false;
  bool filtered = false;                  ///< some WHERE or ON speaks about it
  std::vector<std::string> equal_to_constant;  ///< columns compared with `=` or IN to constants
  bool locks_rows = false;                ///< FOR UPDATE, FOR SHARE, ...
  bool in_expression = false;             ///< in a subquery of a WHERE, of VALUES, ...: it brings no rows
};

enum class RowChange : std::uint8_t { insert, update, delete_, merge, copy_in };

struct Query;

/// A change of rows: INSERT, UPDATE, DELETE, MERGE, COPY ... FROM.
struct ChangeRows {
  RowChange kind = RowChange::insert;
  TableRef table;
  std::vector<std::string> columns;    ///< written to, if listed
  std::optional<Expression> where;
  bool batched = false;                ///< works on a bounded set: a subquery with LIMIT, WHERE CURRENT OF
  bool on_conflict_update = false;
  bool from_query = false;             ///< INSERT ... SELECT, UPDATE ... FROM
  std::uint32_t literal_rows = 0;      ///< of INSERT ... VALUES
  std::vector<std::string> null_columns;  ///< of INSERT ... VALUES: those that are NULL in every row
  std::vector<RelationUse> reads;      ///< other relations; for UPDATE and DELETE the target too, with its filter
  std::vector<Call> calls;
  std::vector<std::string> literals;
};

/// A query that only reads, apart from the changes in its WITH.
struct Query {
  std::vector<RelationUse> reads;
  std::vector<Call> calls;
  std::vector<Type> casts;
  std::vector<std::string> literals;
  std::vector<std::string> columns;  ///< every column name it mentions
  bool every_column = false;         ///< it says `*`
  std::vector<ChangeRows> changes;   ///< data-modifying WITH
};

// ------------------------------------------------------------------------------------------------------- operations

struct CreateTable {
  struct Like { Name table; bool indexes = false; bool constraints = false; };
  enum class Persistence : std::uint8_t { permanent, temporary, unlogged };
  Name table;
  ObjectKind kind = ObjectKind::table;  ///< table, materialized_view or foreign_table
  bool if_not_exists = false;
  Persistence persistence = Persistence::permanent;
  std::vector<Column> columns;
  std::vector<Constraint> constraints;
  std::vector<Like> like;
  std::vector<Name> inherits;
  std::optional<Name> partition_of;
  PartitionBound bound;
  std::optional<PartitionKey> partition_by;
  Name of_type;
  std::optional<Query> as;              ///< CREATE TABLE AS, SELECT INTO, CREATE MATERIALIZED VIEW
  bool with_data = true;
  std::string tablespace;
};

struct CreateView {
  Name view;
  bool or_replace = false;
  bool temporary = false;
  Query query;
};

struct AddColumn { TableRef table; bool if_not_exists = false; Column column; };
struct DropColumn { TableRef table; std::string column; bool if_exists = false; bool cascade = false; };

struct AlterColumnType {
  enum class Using : std::uint8_t { none, the_column, cast_to_type, other };
  TableRef table;
  std::string column;
  Type type;
  std::string collation;
  Using using_kind = Using::none;
  std::optional<Expression> using_expression;
};

struct SetNotNull { TableRef table; std::string column; };
struct DropNotNull { TableRef table; std::string column; };
struct SetDefault { TableRef table; std::string column; std::optional<Expression> value; };  ///< no value: DROP DEFAULT

struct AddConstraint { TableRef table; Constraint constraint; };
struct DropConstraint { TableRef table; std::string constraint; bool if_exists = false; bool cascade = false; };
struct ValidateConstraint { TableRef table; std::string constraint; };
struct AlterConstraint {
  TableRef table;
  std::string constraint;
  std::optional<bool> enforced;
  std::optional<bool> inherit;
  bool deferrability = false;  ///< whether [NOT] DEFERRABLE or INITIALLY was written
};

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
  std::vector<std::string> parameters;  ///< names of storage parameters set or reset; RESTART of an identity
  Name other;                           ///< parent or type
};

struct IndexKey { std::string column; std::optional<Expression> expression; };  ///< `column` is empty for an expression

struct CreateIndex {
  Name index;   ///< empty name: the server makes one up
  TableRef table;
  bool unique = false;
  bool concurrently = false;
  bool if_not_exists = false;
  std::string method;
  std::vector<IndexKey> keys;
  std::vector<std::string> including;
  std::optional<Expression> where;
};

struct DropIndex { std::vector<Name> indexes; bool concurrently = false; bool if_exists = false; bool cascade = false; };

struct Reindex {
  enum class Target : std::uint8_t { index, table, schema, database, system };
  Target target = Target::table;
  Name name;
  bool concurrently = false;
  std::string tablespace;
};

/// DROP of anything but an index. `on_table` is the table of a trigger, policy or rule.
struct DropObjects {
  struct Object { Name name; Name on_table; std::vector<std::string> argument_types; };
  ObjectKind kind = ObjectKind::table;
  std::vector<Object> objects;
  bool if_exists = false;
  bool cascade = false;
};

struct Rename {
  ObjectKind kind = ObjectKind::table;     ///< what gets another name
  ObjectKind object_kind = ObjectKind::table;  ///< the kind written for `object`: `ALTER INDEX`, `ALTER TABLE`
  Name object;         ///< the object, or the one that holds the part
  std::string part;    ///< column, constraint, attribute, trigger, ... renamed
  std::string to;
  bool if_exists = false;
};

struct SetSchema { ObjectKind kind = ObjectKind::table; Name object; std::string schema; };
struct ChangeOwner { ObjectKind kind = ObjectKind::table; Name object; };
struct RefreshMaterializedView { Name view; bool concurrently = false; bool with_data = true; };

struct CreateSequence { Name sequence; bool if_not_exists = false; bool temporary = false; Name owner_table; };
struct AlterSequence { Name sequence; bool if_exists = false; bool sets_parameter = false; bool sets_owner = false; Name owner_table; };

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

enum class Volatility : std::uint8_t { unknown, immutable, stable, volatile_ };

struct CreateFunction {
  struct Parameter {
    std::string name;
    Type type;
    char mode = 'i';   ///< as in pg_proc: i in, o out, b both, v variadic, t column of RETURNS TABLE
    bool has_default = false;
    std::optional<std::string> default_constant;
  };
  struct BodyRelation {
    Name relation;
    bool changed = false;      ///< its rows; else they are read
    bool rows_locked = false;  ///< FOR UPDATE, FOR SHARE, ...
  };
  Name function;
  ObjectKind kind = ObjectKind::function;
  bool or_replace = false;
  std::vector<std::string> argument_types;
  std::string language;
  Volatility volatility = Volatility::unknown;  ///< unknown: not declared, which the server takes for VOLATILE
  std::string body;
  Span body_span;              ///< where the body's text stands, quotes excluded; empty for BEGIN ATOMIC
  std::vector<Call> body_calls;    ///< of a body in SQL: what it calls
  std::vector<BodyRelation> body_relations;  ///< of a body in SQL
  bool body_is_expression = false; ///< of a body in SQL: one SELECT without FROM, which the server may inline
  std::string returns;
  bool returns_set = false;
  std::vector<Parameter> parameters;
};

struct CreateTrigger {
  std::string trigger;
  Name table;
  bool or_replace = false;
  Name function;
  std::vector<std::string> columns;  ///< of UPDATE OF
  std::vector<std::string> when_columns;
  Name referenced;                   ///< FROM of a constraint trigger
};

struct CreatePolicy { std::string policy; Name table; bool alter = false; std::vector<std::string> columns; std::vector<Name> relations; };
struct CreateRule { std::string rule; Name table; bool or_replace = false; std::vector<std::string> columns; };
struct CreateStatistics { Name statistics; Name table; std::vector<std::string> columns; };

struct Truncate { std::vector<TableRef> tables; bool cascade = false; bool restart_identity = false; };
struct LockTable { std::vector<TableRef> tables; LockMode mode = LockMode::access_exclusive; bool nowait = false; };
struct Vacuum { std::vector<TableRef> tables; bool full = false; bool vacuum = true; bool analyze = false; };  ///< ANALYZE alone: vacuum is false
struct Cluster { std::optional<Name> table; std::string index; };

struct ReadRows { Query query; };
/// EXPLAIN: what it explains follows as operations of its own.
struct Explain { bool executes = false; };

struct Comment { ObjectKind kind = ObjectKind::table; Name object; Name on_table; };
struct Grant { ObjectKind kind = ObjectKind::table; std::vector<Name> objects; bool revoke = false; bool whole_schema = false; };

struct SetSetting {
  std::string name;            ///< lower case; `all` for RESET ALL
  std::optional<std::string> value;  ///< none: RESET or TO DEFAULT
  bool local = false;
};

enum class TransactionVerb : std::uint8_t { begin, commit, rollback, savepoint, release, rollback_to, prepare, commit_prepared, rollback_prepared, set_characteristics };
struct TransactionControl { TransactionVerb verb = TransactionVerb::begin; std::string name; bool chain = false; };
struct SetConstraints { bool immediate = false; };

struct CreateSchema { std::string schema; bool if_not_exists = false; };
struct CreateExtension { std::string extension; bool if_not_exists = false; };

/// CREATE or ALTER PUBLICATION: what it says of tables.
struct ChangePublication {
  enum class Change : std::uint8_t { create, add, set, drop, other };
  std::string publication;
  Change change = Change::create;
  std::vector<Name> tables;
};

/// What works on the cluster or on other servers, or is refused inside a transaction, and needs no fields of its own.
enum class AdministrationKind : std::uint8_t {
  create_database, drop_database, alter_database, alter_database_tablespace, create_tablespace, drop_tablespace,
  alter_system, create_subscription, create_subscription_unconnected, alter_subscription, refresh_subscription, drop_subscription,
  discard_all, checkpoint,
};
struct Administer { AdministrationKind kind = AdministrationKind::checkpoint; std::string object; bool if_exists = false; };

struct CallProcedure { Name procedure; std::vector<Argument> arguments; };
/// DO: once the dialect has resolved it, its statements follow as operations of their own, marked `in_code`.
struct RunCode {
  std::string language;
  bool commits = false;
  std::string body;
  Span body_span;   ///< where the body's text stands, quotes excluded; empty when it does not stand there as it is
};

/// Understood, and known not to matter for safety.
struct Irrelevant { std::string_view reason; };
/// Not understood. `touches` are the relations its text may name, if that much is known.
struct Opaque { std::string reason; std::vector<Name> touches; };

}  // namespace godwit
