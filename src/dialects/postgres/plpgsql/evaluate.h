#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/world/catalog.h>

#include "dialects/postgres/pg.h"
#include "dialects/postgres/plpgsql/value.h"

/// Expressions of PL/pgSQL, evaluated as far as they can be without a server.
namespace godwit::postgres {

/// The tables there are while code runs: the catalog's, and what the code itself made and dropped since.
struct Surroundings {
  const Catalog& catalog;
  std::set<std::string> made{};  ///< `schema.name`
  std::set<std::string> dropped{};

  [[nodiscard]] Known exists(const Name& name) const;
};

/// What the names in one routine stand for.
struct Scope {
  const Surroundings& around;
  std::string routine{};                                  ///< `routine.parameter` is a way to write a parameter
  std::vector<std::string> parameters{};                  ///< what $1, $2, ... are called
  std::map<std::string, Value, std::less<>> variables{};  ///< a record's fields as `record.field`
};

struct CodeArgument {
  std::string name;
  Value value;
};
/// A call of a routine that the history defines.
struct CodeCall {
  Name function;
  std::vector<CodeArgument> arguments;
  bool for_each_row = false;
};

[[nodiscard]] Value evaluate(const Node* expression, const Scope& scope, int depth = 0);
/// The values that a SELECT without FROM gives, in order; empty for any other statement.
[[nodiscard]] std::vector<Value> selected(const Node* statement, const Scope& scope);

/// The rows of a query that reads no table: VALUES, or an array taken apart.
struct ConstantRows {
  bool known = false;
  std::vector<std::string> columns;
  std::vector<std::vector<Value>> rows;
};
[[nodiscard]] ConstantRows constant_rows(const Node* statement, const Scope& scope);

/// The calls in a query, data change or CALL; nothing for other statements.
[[nodiscard]] std::vector<CodeCall> calls_in(const Node* statement, const Scope& scope);

}  // namespace godwit::postgres
