#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/known.h>
#include <godwit/ir/lock_mode.h>
#include <godwit/ir/object_kind.h>
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

/// What one statement does to one relation.
struct RelationEffect {
  RelationId relation = no_relation;
  LockMode lock = LockMode::none;    ///< strongest
  bool rewrite = false;              ///< all rows are copied to a new file
  bool scan = false;                 ///< all rows are read
  bool index_build = false;
  bool readers_blocked_by_index = false;  ///< ACCESS EXCLUSIVE on an index stops every query that plans with it
  Known in_use = Known::unknown;     ///< by anyone but this migration
  Cause cause = Cause::direct;
  std::string_view evidence;         ///< id of a measured operation in fixtures/effects; empty: nobody observed it
};

/// What a statement does beyond locks.
enum class Hazard : std::uint8_t {
  fails_on_existing_rows,   ///< may stop with an error because of rows that are there
  loses_data,
  breaks_deployed_code,     ///< the application that is still running uses what goes away
  refused_in_transaction,   ///< SQLSTATE 25001 inside a transaction block
  refused,                  ///< fails always, at this version
};

struct HazardEffect {
  Hazard hazard = Hazard::refused;
  Known certain = Known::unknown;
  std::string what;             ///< the object, for messages
  std::string why;              ///< in words
  std::string_view evidence;
};

struct Effects {
  std::vector<RelationEffect> relations;  ///< at most one a relation
  std::vector<HazardEffect> hazards;

  [[nodiscard]] const RelationEffect* on(RelationId relation) const;
  RelationEffect& at(RelationId relation);   ///< added if missing
  [[nodiscard]] const HazardEffect* find(Hazard hazard) const;
};

}  // namespace godwit
