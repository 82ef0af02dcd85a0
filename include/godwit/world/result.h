#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/known.h>
#include <godwit/ir/lock.h>
#include <godwit/ir/object_kind.h>
#include <godwit/source/span.h>
#include <godwit/world/catalog.h>

namespace godwit {

/// Why a statement does to a relation what it does: what a rule looks at and a message says.
enum class Cause : std::uint8_t {
  direct,                  ///< the statement works on it
  index_build,
  constraint_check,        ///< rows are checked: CHECK, NOT NULL, partition bounds
  foreign_key_check,       ///< rows are checked against the referenced table
  referenced,              ///< a foreign key points at it
  referencing,             ///< its foreign key points at what is changed
  rewrite,                 ///< every row is written anew
  partition_of,            ///< it is the parent or the default partition of what is changed
  partition,               ///< it is a partition of what is changed
  inherits,
  depends,                 ///< goes or changes together with it: views, owned sequences, CASCADE
  read,                    ///< a query reads it
};

/// A thing in a database, by kind and by what it was called before the statement.
struct Object {
  ObjectKind kind = ObjectKind::other;
  std::string schema;   ///< empty where there are none
  std::string name;
  std::string column;   ///< or property, where it is about one

  /// `public.users`, or the name alone.
  [[nodiscard]] std::string plain() const { return schema.empty() ? name : schema + "." + name; }
  /// The innermost that is meant: the column, else the name.
  [[nodiscard]] const std::string& innermost() const { return column.empty() ? name : column; }
};

/// What one statement does to one relation. Stands alone: it says by name what it is about.
struct RelationEffect {
  RelationId relation = no_relation; ///< in the worlds before and after the statement, as long as it lasts
  Object object;
  std::string former_name;           ///< `public.users`: before the migration, where that gave it another
  bool made_here = false;            ///< by the same migration: nobody else knows it yet
  Lock lock = Lock();    ///< strongest
  bool rewrite = false;              ///< all rows are copied to a new file
  bool scan = false;                 ///< all rows are read
  bool index_build = false;
  bool readers_blocked_by_index = false;  ///< ACCESS EXCLUSIVE on an index stops every query that plans with it
  Known in_use = Known::unknown;     ///< by anyone but this migration
  Cause cause = Cause::direct;
  std::string_view evidence;         ///< id of a measured operation in fixtures/effects; empty: nobody observed it

  /// The name by which the application knows it.
  [[nodiscard]] std::string known_as() const { return former_name.empty() ? object.plain() : former_name; }
};

/// What a statement does beyond locks.
enum class Hazard : std::uint8_t {
  fails_on_existing_rows,   ///< may stop with an error because of rows that are there
  loses_data,
  breaks_deployed_code,     ///< the application that is still running uses what goes away
  refused_in_transaction,   ///< SQLSTATE 25001 inside a transaction block
  refused,                  ///< fails always, at this version
  deprecated,               ///< works at this version; `why` says whether a later one refuses it
};

/// For what reason a server refuses a statement: what rules tell apart.
enum class Refusal : std::uint8_t {
  unsaid,

  // of both
  newer_feature,            ///< the version or language aimed at does not have it yet
  exists_already,
  missing,                  ///< there is nothing of that name

  // of a relational database
  needed,                   ///< something else depends on what is to be dropped
  column_in_use,            ///< a view, trigger, policy or generated column reads the column whose type is to change
  backs_constraint,         ///< an index that belongs to a constraint
  partitioned_concurrently, ///< an index of a partitioned table, made or dropped while others work
  partitioned_not_valid,    ///< a foreign key of a partitioned table that is not validated
  default_partition,        ///< a default partition stands in the way
  no_unique_index,          ///< a view that is refreshed while others read needs one
  not_populated,            ///< so does it need to hold something
  wrong_kind,               ///< what has that name is something else
  impossible,               ///< what is asked for cannot be of what is there
  in_code,                  ///< the statement cannot run in a transaction, and code always does

  // of a graph
  words,                    ///< it parses and means nothing: `RefusedWords`
  removed_feature,          ///< the version or language aimed at no longer has it
  removed_procedure,
  edition,                  ///< needs Enterprise Edition
  other_kind_in_transaction,  ///< schema, data and administration do not share a transaction
  explicit_transaction,     ///< CALL ... IN TRANSACTIONS opens its own
  awaits_own_index,         ///< waits for an index that its own transaction has made
  name_taken,               ///< by an index or a constraint of another kind or schema
  index_in_the_way,         ///< of a constraint over its schema
  constraint_in_the_way,    ///< of an index or another kind of constraint over its schema
  replaced_in_transaction,  ///< made where the same transaction has dropped one
  owned_index,              ///< a constraint's index cannot be dropped
  parameter,                ///< nobody gives it
  client_command,           ///< no Cypher: only some clients know it
  sql_comment,              ///< `--`
  left_relationships,       ///< DELETE of a node that still has some
};

/// What a graph server takes a statement for, by its words alone: EXPLAIN and what changes nothing count, too.
enum class StatementKind : std::uint8_t { unknown, read, write, schema, administration };
[[nodiscard]] std::string_view words(StatementKind kind);

struct HazardEffect {
  Hazard hazard = Hazard::refused;
  Known certain = Known::unknown;
  Object object;                ///< what is lost, refused, in the way, ...
  std::string why;              ///< in words
  std::string_view evidence = {};
  Refusal refusal = Refusal::unsaid;
  Span span = {};               ///< the words that cause it; empty: the statement
  std::string instead = {};     ///< what to write in their place, if that is known
  StatementKind met = {};       ///< of `other_kind_in_transaction`: the kind that the transaction has seen
};

/// How a query finds what it works on, where that costs more than it should: what `EXPLAIN` shows.
struct PlanEffect {
  enum class Kind : std::uint8_t {
    all_nodes_scan,
    all_relationships_scan,
    label_scan,           ///< every node of a label, or every relationship of a type
    cartesian_product,
    eager,                ///< rows are gathered before the first is worked on
    unbounded_expand,     ///< a path of variable length without an end
  };
  Kind kind = Kind::label_scan;
  std::uint32_t operation = 0;   ///< of the statement
  Span span;
  std::string what;              ///< label, type or variables, for messages
  std::string_view evidence;
  bool multiplies = false;       ///< of a product: more than one of its parts is many
};

/// What one transaction holds in memory until it commits: the changes of one operation.
struct MemoryEffect {
  std::uint32_t operation = 0;   ///< of the statement
  bool grows = false;            ///< with the graph, not with the text
  std::string what;              ///< whose: `:Person`; empty: every node
  std::string_view evidence;
};

/// A relation that a statement proves to exist: what `Dialect::assume` adds to the world.
struct Assumed {
  Name name;
  ObjectKind kind = ObjectKind::table;
  Moment made;              ///< before the history, unless the statement itself brings it in
  bool certain = false;     ///< it is known to be new, not only taken to be there
};

/// What one statement does, or one of its operations: everything that rules and reports say of it.
struct StatementResult {
  std::vector<RelationEffect> relations;  ///< at most one a relation
  std::vector<HazardEffect> hazards;
  std::vector<PlanEffect> plan;           ///< of a graph
  std::vector<MemoryEffect> memory;       ///< of a graph
  StatementKind kind = StatementKind::unknown;  ///< of a graph's statement
  std::vector<Assumed> assumed;           ///< in this order, which gives them their ids

  [[nodiscard]] const RelationEffect* on(RelationId relation) const;
  [[nodiscard]] const HazardEffect* find(Hazard hazard) const;
  [[nodiscard]] const HazardEffect* find(Refusal refusal) const;
};

/// Adds what a later part of the same statement does.
void append(StatementResult& to, StatementResult&& more);

}  // namespace godwit
