#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/ir/object_kind.h>
#include <godwit/ir/relational/column.h>
#include <godwit/ir/relational/constraint.h>
#include <godwit/ir/relational/expression.h>
#include <godwit/ir/relational/rows.h>
#include <godwit/ir/relational/table_ref.h>
#include <godwit/ir/relational/type.h>
#include <godwit/source/span.h>

/// Tables and views: what makes them, and what changes their columns and constraints.
namespace godwit {

struct PartitionBound {
  enum class Strategy : std::uint8_t { list, range, hash, default_ };
  Strategy strategy = Strategy::list;
  std::vector<std::string> values;  ///< LIST: IN (...)
  std::vector<std::string> from;    ///< RANGE; MINVALUE and MAXVALUE as written
  std::vector<std::string> to;
  Span span;                        ///< `IN (...)`, `FROM (...) TO (...)`, `WITH (...)`, `DEFAULT`
};

struct PartitionKey {
  PartitionBound::Strategy strategy = PartitionBound::Strategy::range;
  std::vector<std::string> columns;  ///< an expression is an empty name
};

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
  std::vector<std::string> columns;  ///< named in front of AS
  std::vector<std::string> options;  ///< of WITH
  Query query;
};

struct AddColumn { TableRef table; bool if_not_exists = false; Column column; };
struct DropColumn { TableRef table; std::string column; bool if_exists = false; bool cascade = false; Span cascade_keyword = {}; };

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
struct DropConstraint { TableRef table; std::string constraint; bool if_exists = false; bool cascade = false; Span cascade_keyword = {}; };

struct AlterConstraint {
  TableRef table;
  std::string constraint;
  std::optional<bool> enforced;
  std::optional<bool> inherit;
  bool deferrability = false;  ///< whether [NOT] DEFERRABLE or INITIALLY was written
};

}  // namespace godwit
