#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <godwit/ir/graph/pattern.h>
#include <godwit/ir/graph/schema.h>
#include <godwit/source/span.h>

/// The clauses of a query: what brings its rows, and what it does with each.
namespace godwit::graph {

inline constexpr std::uint32_t no_operation = std::numeric_limits<std::uint32_t>::max();

/// What drives a clause. Numbers are indexes of `Statement::operations`.
struct Clause {
  std::vector<std::uint32_t> rows;       ///< what brings its rows inside `batch`: Match, Unwind, LoadCsv, CallProcedure
  std::optional<std::uint64_t> limit;    ///< a literal LIMIT that holds for them
  bool limited = false;                  ///< some LIMIT does, literal or not
  std::uint32_t batch = no_operation;    ///< the CallInTransactions, PeriodicCommit or CallProcedure whose transactions it runs in
  bool collected = false;                ///< rows were gathered by collect() before it
  bool in_foreach = false;
};

struct Match {
  Clause clause;
  bool optional = false;
  std::vector<Pattern> patterns;
  std::vector<std::pair<std::string, std::string>> joined;  ///< variables that WHERE compares with one another
};
/// `count`: of a literal list or range; none where nobody can tell.
struct Unwind { Clause clause; std::string variable; std::optional<std::uint64_t> count; bool of_collected = false; };
struct LoadCsv { Clause clause; std::string variable; std::optional<std::string> url; };

struct Create { Clause clause; std::vector<Pattern> patterns; };   ///< and INSERT
struct Merge { Clause clause; Pattern pattern; bool on_create = false; bool on_match = false; };

/// A node or relationship that an earlier clause of the statement bound, and what is known of it.
struct Bound {
  std::string variable;
  Entity entity = Entity::node;
  std::vector<std::string> labels;          ///< or types
  std::uint32_t from = no_operation;        ///< the operation that bound it
};

/// One part of SET or REMOVE.
struct Change {
  enum class Kind : std::uint8_t { property, replace_all, add_all, labels, dynamic_property, dynamic_labels };
  enum class Value : std::uint8_t { other, null, literal, parameter, entity };
  Kind kind = Kind::property;
  Bound on;
  std::string property;
  std::vector<std::string> labels;
  Value value = Value::other;               ///< entity: `SET n = m`, a node's or relationship's own properties
  std::string copied_from;                  ///< `SET n.new = n.old`: `old`, of the same variable
  bool grows = false;                       ///< `SET n.c = n.c + 1`: not the same when run twice
  Span operator_span = {};                  ///< `=` or `+=` of a whole node or relationship
  Span span;
};
/// SET; also ON CREATE SET and ON MATCH SET of a MERGE. `of_new`: the former, of what the MERGE makes.
struct Set { Clause clause; std::vector<Change> changes; bool of_merge = false; bool of_new = false; };
struct Remove { Clause clause; std::vector<Change> changes; };
struct Delete { Clause clause; std::vector<Bound> deleted; bool detach = false; };

struct CallInTransactions {
  enum class OnError : std::uint8_t { unsaid, fail, break_, continue_, retry, retry_then_fail, retry_then_break, retry_then_continue };
  Clause clause;
  std::optional<std::uint64_t> batch_rows;  ///< of OF n ROWS; none: not said, or no literal
  bool concurrent = false;
  OnError on_error = OnError::unsaid;
  bool reports_status = false;
  Span body;
  Span tail;                                ///< `IN TRANSACTIONS ...`, behind the body
  Span outcome;                             ///< BREAK, CONTINUE or FAIL of its ON ERROR
};
/// USING PERIODIC COMMIT.
struct PeriodicCommit { std::optional<std::uint64_t> batch_rows; };

/// A procedure's call. `arguments` are its literal strings, numbers and booleans as written without quotes.
struct CallProcedure {
  Clause clause;
  std::string name;                                          ///< `apoc.periodic.iterate`
  std::vector<std::optional<std::string>> arguments;         ///< none where it is no literal
  std::vector<std::pair<std::string, std::string>> options;  ///< literal entries of its last map argument
  std::vector<std::string> yields;
  bool yields_all = false;                                   ///< YIELD *
  bool stands_alone = false;                                 ///< the whole statement, YIELD aside
};

/// RETURN, FINISH or the end of a query that brings rows to the client.
/// `only_counts`: all that it returns is one `count(x)`, which a server may know without reading.
struct Return { Clause clause; bool only_counts = false; };

/// A parameter that the statement needs: `$id`.
struct UseParameter { std::string name; };

}  // namespace godwit::graph
