#pragma once

#include <optional>
#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/ir/relational/expression.h>
#include <godwit/ir/relational/table_ref.h>
#include <godwit/source/span.h>

/// Indexes.
namespace godwit {

struct IndexKey {
  std::string column;                    ///< empty for an expression
  std::optional<Expression> expression;
  bool usual_order = true;               ///< no DESC, NULLS FIRST, collation or operator class of its own
};

struct CreateIndex {
  Name index;   ///< empty name: the server makes one up
  TableRef table;
  bool unique = false;
  bool concurrently = false;
  bool if_not_exists = false;
  bool nulls_not_distinct = false;
  std::string method;
  std::vector<IndexKey> keys;
  std::vector<std::string> including;
  std::optional<Expression> where;
  Span keyword;  ///< INDEX: CONCURRENTLY goes behind it
};

struct DropIndex {
  std::vector<Name> indexes;
  bool concurrently = false;
  bool if_exists = false;
  bool cascade = false;
  Span keyword = {};  ///< INDEX: CONCURRENTLY goes behind it
  Span cascade_keyword = {};
};

}  // namespace godwit
