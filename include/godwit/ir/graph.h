#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <godwit/source/span.h>

/// What the statements of a property graph do. Plain values: a dialect fills them, the world and the rules read them.
/// Names are as the server keeps them: case matters, backticks and Unicode escapes are undone. Spans are in the script.
namespace godwit::graph {

enum class Entity : std::uint8_t { node, relationship };

// ------------------------------------------------------------------------------------------ indexes and constraints

/// What an index or a constraint is about: `(:Person).name`, `[:KNOWS].since`.
struct Schema {
  Entity entity = Entity::node;
  std::vector<std::string> labels;      ///< of relationships their types; empty: all of them (token lookup)
  std::vector<std::string> properties;
  friend bool operator==(const Schema&, const Schema&) = default;
};

enum class IndexKind : std::uint8_t { range, btree, text, point, fulltext, vector, lookup };
enum class ConstraintKind : std::uint8_t { unique, key, exists, type };

struct CreateIndex {
  std::string name;                ///< empty: the server makes one up
  bool name_is_parameter = false;
  IndexKind kind = IndexKind::range;
  bool kind_is_written = false;    ///< a plain INDEX is BTREE on servers before 5
  Schema over;
  bool if_not_exists = false;
  bool or_replace = false;
  bool has_options = false;
  std::string provider;            ///< of OPTIONS {indexProvider: ...}
};

struct CreateConstraint {
  std::string name;
  bool name_is_parameter = false;
  ConstraintKind kind = ConstraintKind::unique;
  Schema over;
  std::string type;                ///< of IS :: TYPE, as written
  bool if_not_exists = false;
  bool or_replace = false;
  bool has_options = false;
  std::string provider;
};

/// `over` instead of `name` in the form of versions before 5: `DROP INDEX ON :Person(name)`.
struct DropIndex { std::string name; bool name_is_parameter = false; Schema over; bool if_exists = false; };
struct DropConstraint {
  std::string name;
  bool name_is_parameter = false;
  std::optional<ConstraintKind> kind;  ///< said in the form of versions before 5
  Schema over;
  bool if_exists = false;
};

// ------------------------------------------------------------------------------------------------------- patterns

/// What is asked of a property, in a pattern's map or in a WHERE.
struct PropertyTest {
  enum class Kind : std::uint8_t { equal, in_list, starts_with, ends_with, contains, range, exists, missing, other };
  enum class Against : std::uint8_t { literal, null, parameter, row, expression };
  std::string property;
  Kind kind = Kind::equal;
  Against against = Against::expression;   ///< `row`: something that an earlier clause brought
  Span span;
};

struct PatternNode {
  std::string variable;              ///< empty: none
  bool bound = false;                ///< an earlier clause or pattern brought it
  std::vector<std::string> labels;   ///< those it certainly has; of a bound one those said when it was bound, too
  std::vector<std::string> any_of;   ///< of `:A|B`: one of these, and `labels` is empty
  bool dynamic_labels = false;       ///< `:$(x)`, `:!A`, `:%`: labels that are not all known
  std::vector<PropertyTest> tests;   ///< of its map, its WHERE, and the clause's WHERE where it is an AND
  Span span;
};

struct PatternRelationship {
  std::string variable;
  bool bound = false;
  std::vector<std::string> types;    ///< one of them; empty: any
  bool dynamic_types = false;
  bool directed = true;
  bool variable_length = false;
  bool unbounded = false;            ///< of variable length, and nothing says how long at most
  std::vector<PropertyTest> tests;
  Span span;
};

/// A path: relationship i joins node i with node i + 1.
struct Pattern {
  std::vector<PatternNode> nodes;
  std::vector<PatternRelationship> relationships;
  bool shortest = false;             ///< shortestPath, ANY, SHORTEST k
  Span span;
};

// --------------------------------------------------------------------------------------------------------- clauses

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
  Span span;
};
/// SET; also ON CREATE SET and ON MATCH SET of a MERGE.
struct Set { Clause clause; std::vector<Change> changes; bool of_merge = false; };
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

// -------------------------------------------------------------------------------------------------- everything else

/// SHOW and TERMINATE; `administration` where the server takes it for one (SHOW USERS, SHOW DATABASES).
struct Show { std::string what; bool administration = false; };

enum class AdministrationKind : std::uint8_t { database, alias, user, role, privilege, server, graph_type, other };
enum class AdministrationVerb : std::uint8_t { create, alter, drop, start, stop, grant, deny, revoke, rename, other };
struct Administer {
  AdministrationVerb verb = AdministrationVerb::other;
  AdministrationKind kind = AdministrationKind::other;
  std::string object;
  bool if_exists = false;       ///< or IF NOT EXISTS
  bool or_replace = false;
  bool literal_password = false;
  bool dumps_data = false;      ///< DROP DATABASE ... DUMP DATA
};

/// The prefix `CYPHER 25`: which language the statement is in; 0 for what no server observed here speaks.
struct SelectLanguage { int language = 0; std::string written; };
/// USE, and the client's `:use`.
struct Use { std::string graph; bool by_client = false; };
/// A client's command that is no Cypher: `:param`, `:auto`, `schema await`. `:begin` and the like are TransactionControl.
struct ClientCommand { std::string command; };
/// A parameter that the statement needs: `$id`.
struct UseParameter { std::string name; };

/// A piece of the language that not every version has; `feature` is an id of the dialect's table of features.
struct UseFeature { std::string_view feature; };
/// Words that parse and mean nothing: every version that knows them refuses them. `status` is the GQL status (`42I25`).
struct RefusedWords { std::string_view status; std::string why; };

}  // namespace godwit::graph
