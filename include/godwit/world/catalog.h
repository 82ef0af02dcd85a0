#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <godwit/ir/known.h>
#include <godwit/ir/relational/column.h>
#include <godwit/ir/relational/constraint.h>
#include <godwit/ir/relational/expression.h>
#include <godwit/ir/relational/index.h>
#include <godwit/ir/relational/routine.h>
#include <godwit/ir/relational/table.h>
#include <godwit/world/graph_schema.h>
#include <godwit/world/moment.h>
#include <godwit/world/shared_map.h>

/// What exists in a database, as far as the statements read so far tell.
namespace godwit {

using RelationId = std::uint32_t;
inline constexpr RelationId no_relation = std::numeric_limits<RelationId>::max();

struct CatalogColumn {
  std::string name;
  Type type;
  Known not_null = Known::no;
  Known has_default = Known::no;
  Expression default_value;
  Generated generated = Generated::no;
  std::vector<std::string> generated_from;  ///< columns its expression mentions
  Identity identity = Identity::no;
  std::string collation;
  RelationId sequence = no_relation;        ///< owned by it: serial or identity
  Moment made;
};

struct CatalogConstraint {
  Constraint written;               ///< with the name the server gives when none was written
  Known valid = Known::yes;
  RelationId references = no_relation;
  RelationId index = no_relation;   ///< that backs it
  Moment made;
};

struct CatalogTrigger { std::string name; Name function; std::vector<std::string> columns; };

/// A table, view, sequence, index, ...: what shares PostgreSQL's one name space of relations. Of a graph a label
/// (`:Person`) or a relationship type (`[:KNOWS]`): what is locked, filled and read as a whole.
struct Relation {
  RelationId id = no_relation;
  ObjectKind kind = ObjectKind::table;
  std::string schema;
  std::string name;
  Moment made;
  std::string former_name;   ///< `schema.name` before the migration `renamed` gave it another
  std::uint32_t renamed = 0;
  bool assumed = false;      ///< never seen made: a statement named it, so it must exist
  bool complete = false;     ///< its columns and constraints are all told by the history
  bool doubtful = false;     ///< code that may not have run made or changed it
  bool temporary = false;
  bool unlogged = false;
  bool populated = true;     ///< of a materialized view; false after WITH NO DATA
  Known has_rows = Known::unknown;   ///< no: empty since `emptied`; ask `World::has_rows`, which knows what came between
  Moment emptied;                    ///< when it was last made empty: created, TRUNCATE, DELETE without WHERE

  // tables
  std::vector<CatalogColumn> columns;
  std::vector<CatalogConstraint> constraints;
  std::vector<CatalogTrigger> triggers;
  std::vector<std::string> policies;
  std::vector<std::string> policy_columns;   ///< mentioned by policies and rules: they stop a type change
  std::vector<RelationId> indexes;
  std::vector<RelationId> children;          ///< partitions and inheriting tables
  std::vector<RelationId> parents;
  std::optional<PartitionKey> partition_by;
  std::optional<PartitionBound> bound;       ///< of a partition
  std::vector<std::string> publications;
  std::vector<std::string> statistics;
  std::string clustered_on;
  std::string of_type;                       ///< of a typed table

  // indexes
  RelationId table = no_relation;
  CreateIndex index;                         ///< as written; `keys` also for indexes that constraints made
  bool backs_constraint = false;

  // views
  std::vector<RelationId> reads;
  std::vector<std::string> read_columns;

  std::vector<std::uint64_t> noted;          ///< what `Catalog::note_uses` knows it uses

  /// `public.users`; of a graph, where there are no schemas, the name.
  [[nodiscard]] std::string plain() const { return schema.empty() ? name : schema + "." + name; }
  [[nodiscard]] const CatalogColumn* column(std::string_view column_name) const;
  [[nodiscard]] CatalogColumn* column(std::string_view column_name);
  [[nodiscard]] const CatalogConstraint* constraint(std::string_view constraint_name) const;
  [[nodiscard]] CatalogConstraint* constraint(std::string_view constraint_name);
  [[nodiscard]] bool partitioned() const { return kind == ObjectKind::partitioned_table; }
};

/// A domain, enum, composite or other type.
struct CatalogType {
  ObjectKind kind = ObjectKind::type;
  std::string schema;
  std::string name;
  Moment made;
  Type base;                       ///< of a domain
  Known constrained = Known::no;   ///< of a domain: NOT NULL or CHECK, its base included
  Known not_null = Known::no;
  std::vector<CatalogConstraint> constraints;
  std::optional<Expression> default_value;
  std::vector<std::string> labels;                       ///< of an enum
  std::vector<std::pair<std::string, Moment>> added;     ///< enum values added later, with their moment
  std::vector<Column> attributes;
};

/// What a dialect keeps with a routine for itself: its body as parsed, say. It alone knows what that is.
struct RoutineCode {
  RoutineCode() = default;
  RoutineCode(const RoutineCode&) = delete;
  RoutineCode& operator=(const RoutineCode&) = delete;
  virtual ~RoutineCode() = default;
};

struct CatalogFunction {
  CreateFunction written;
  Moment made;
  std::shared_ptr<RoutineCode> code;  ///< never null; may be filled while the catalog is only looked at
};

/// How a relation may use something else.
enum class Use : std::uint8_t {
  references,   ///< by a foreign key
  reads,        ///< of views
  type,         ///< of a column, or of a cast in its default
  function,     ///< by a trigger, a default or an index; `nextval('s')` also uses the sequence `s`
  owned_type,   ///< of typed tables
  publication,
  statistics,
  schema,       ///< it stands in it
};

/// Everything by name. Names are resolved along the search path; an unwritten schema that leads nowhere means the
/// first schema of the path. A copy costs a few pointers and shares what neither changes. A relation's id is never given
/// to another one, also not after `go_back_to`.
class Catalog {
 public:
  Catalog();

  void set_search_path(std::vector<std::string> schemas);
  [[nodiscard]] const std::vector<std::string>& search_path() const { return *search_path_; }

  /// The relation of that name, or null when nothing read so far tells of it. It may still exist.
  [[nodiscard]] const Relation* find(const Name& name) const;
  /// The relation with that id, or null when it was dropped, or rolled back.
  [[nodiscard]] const Relation* find(RelationId id) const { return relations_.find(id); }
  /// The same, and a relation without a name for one that is gone.
  [[nodiscard]] const Relation& at(RelationId id) const;
  /// To change it. Of one that is gone what is written is lost. References to it stay valid until it is dropped.
  [[nodiscard]] Relation& edit(RelationId id);
  [[nodiscard]] Relation* edit(const Name& name);
  /// The ids of all relations, in the order in which they were made.
  [[nodiscard]] std::vector<RelationId> relations() const;
  /// Whether a relation of that name was there and is not any more.
  [[nodiscard]] bool was_dropped(const Name& name) const;
  /// The same, and nothing that ran since may have brought it back.
  [[nodiscard]] bool certainly_dropped(const Name& name) const;
  /// Whether what the history tells of the relation is so: nothing that may have changed it is unknown.
  [[nodiscard]] bool is_certain(const Relation& relation) const {
    return !relation.doubtful && relation.id >= doubted_;
  }
  /// What was added, changed or taken away since `note_uses` may not have been.
  void doubt_changes();
  /// Something may have got that name.
  void doubt_name(const Name& name);
  /// Nobody knows what became of what there was so far: something ran that was not understood.
  void doubt_everything() {
    doubted_ = ++next_id_;
    doubt_types();
  }
  /// Types and functions may be others than is told.
  void doubt_types() { certain_types_ = false; }
  [[nodiscard]] bool certain_types() const { return certain_types_; }

  /// Whether there is a schema of that name. Unknown where the history does not tell.
  [[nodiscard]] Known has_schema(const std::string& name) const;
  void set_schema(const std::string& name, Known there);

  /// The relation of that name, made up as one from before the history when it is not known.
  Relation& find_or_assume(const Name& name, ObjectKind kind);
  /// Adds a relation; `schema` is resolved. Its name is taken over from an assumed one.
  Relation& add(const Name& name, ObjectKind kind, Moment made);
  void rename(RelationId id, const std::string& schema, const std::string& name, Moment now = {});
  /// Removes it from the names, from its table, parents and children.
  void drop(RelationId id);

  /// The relations that use a thing so, or did once: each has to be looked at. In the order in which they were made.
  [[nodiscard]] std::vector<RelationId> users(Use how, RelationId of) const;
  [[nodiscard]] std::vector<RelationId> users(Use how, std::string_view of) const;
  /// Notes what relations use that were added or changed since the last call: `users` knows them from then on.
  void note_uses();

  [[nodiscard]] const CatalogType* find_type(const std::string& schema, const std::string& name) const;
  [[nodiscard]] CatalogType* edit_type(const std::string& schema, const std::string& name);
  CatalogType& add_type(const Name& name, ObjectKind kind, Moment made);
  void drop_type(const Name& name);
  void rename_type(const Name& name, const std::string& schema, const std::string& to);

  /// All functions of that name (overloads).
  [[nodiscard]] std::vector<const CatalogFunction*> find_functions(const Name& name) const;
  [[nodiscard]] bool defines_functions() const { return !functions_.empty(); }
  void add_function(const CreateFunction& function, Moment made, std::shared_ptr<RoutineCode> code);
  /// The overload with these arguments, or the only one when its arguments were not written.
  void drop_function(const Name& name, const std::vector<std::string>& argument_types);

  GraphSchema graph;   ///< of a property graph: its indexes and constraints
  /// Makes `graph` that of a database by its name; empty: the one that a statement without a name means. True where
  /// nothing was known of it.
  bool use_graph(const std::string& database);

  [[nodiscard]] std::string resolve_schema(const std::string& schema) const;

  /// What was undone since `before` was copied was never there. Ids that were given out meanwhile stay used.
  void go_back_to(const Catalog& before);

 private:
  struct InSchema {
    std::string schema;
    RelationId id = no_relation;
  };
  using Namesakes = std::vector<InSchema>;  ///< relations of one name, at most one a schema
  using Ids = SharedMap<RelationId, bool>;

  [[nodiscard]] RelationId lookup(const Name& name) const;
  void give_name(const std::string& schema, const std::string& name, RelationId id);
  void take_name(const Relation& relation);
  void note_gone(const Relation& relation);
  [[nodiscard]] std::vector<RelationId> users(std::uint64_t use) const;
  void note_uses_of(Relation& relation);

  SharedMap<RelationId, Relation> relations_;
  SharedMap<std::string, Namesakes> by_name_;
  SharedMap<std::string, RelationId> dropped_;   ///< `schema.name`; 1 more than the ids given out by then, 0 if doubtful
  SharedMap<std::string, Known> schemas_;
  SharedMap<std::uint64_t, Ids> users_;    ///< by how and what
  SharedMap<std::string, CatalogType> types_;
  SharedMap<std::string, std::vector<CatalogFunction>> functions_;
  std::shared_ptr<const std::vector<std::string>> search_path_;
  std::vector<RelationId> changed_;        ///< since `note_uses`
  std::vector<std::string> went_;          ///< since then, `schema.name`
  RelationId next_id_ = 0;
  RelationId doubted_ = 0;                 ///< nothing older is certain
  bool certain_types_ = true;
  std::string graph_of_;
  SharedMap<std::string, GraphSchema> other_graphs_;
};

}  // namespace godwit
