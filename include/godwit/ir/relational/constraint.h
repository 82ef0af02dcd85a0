#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/ir/relational/expression.h>
#include <godwit/ir/relational/type.h>

/// Constraints as a statement writes them.
namespace godwit {

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
  bool without_overlaps = false;      ///< or, of a foreign key, PERIOD
  bool nulls_not_distinct = false;
  Span span;
};

}  // namespace godwit
