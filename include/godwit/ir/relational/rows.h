#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/ir/relational/expression.h>
#include <godwit/ir/relational/table_ref.h>
#include <godwit/ir/relational/type.h>
#include <godwit/source/span.h>

/// Rows read and changed.
namespace godwit {

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

/// What ON CONFLICT names: columns, or a constraint. Neither: any conflict.
struct ConflictTarget {
  std::vector<std::string> columns;
  bool expression = false;   ///< one of its parts is one
  bool filtered = false;     ///< it has a WHERE
  std::string constraint;
};

/// A change of rows: INSERT, UPDATE, DELETE, MERGE, COPY ... FROM.
struct ChangeRows {
  RowChange kind = RowChange::insert;
  TableRef table;
  std::vector<std::string> columns;    ///< written to, if listed
  std::optional<Expression> where;
  Span where_keyword;                  ///< of the statement's own WHERE; empty for that of a change in its WITH
  bool batched = false;                ///< works on a bounded set: a subquery with LIMIT, WHERE CURRENT OF
  bool on_conflict_update = false;
  std::optional<ConflictTarget> on_conflict;
  bool freezes = false;                ///< COPY ... (FREEZE)
  bool from_query = false;             ///< INSERT ... SELECT, UPDATE ... FROM
  std::uint32_t literal_rows = 0;      ///< of INSERT ... VALUES
  std::vector<std::string> null_columns;  ///< of INSERT ... VALUES: those that are NULL in every row
  std::vector<RelationUse> reads;      ///< other relations; for UPDATE and DELETE the target too, with its filter
  std::vector<Call> calls;
  std::vector<std::string> literals;
};

/// A column of a query's result.
struct Output {
  std::string name;     ///< empty where only the server says how it is called
  std::string column;   ///< it is this one, as it is
  Type cast;            ///< and this type, where it is a cast
};

/// A query that only reads, apart from the changes in its WITH.
struct Query {
  std::vector<RelationUse> reads;
  std::vector<Call> calls;
  std::vector<Type> casts;
  std::vector<std::string> literals;
  std::vector<std::string> columns;  ///< every column name it mentions
  bool every_column = false;         ///< it says `*`
  std::vector<Output> outputs;       ///< of its own SELECT; empty where that says `*`, or is none
  std::vector<ChangeRows> changes;   ///< data-modifying WITH
};

struct ReadRows { Query query; };

struct Truncate { std::vector<TableRef> tables; bool cascade = false; bool restart_identity = false; };

}  // namespace godwit
