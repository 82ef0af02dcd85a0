#pragma once

#include <string>
#include <string_view>

#include <godwit/ir/graph/schema.h>
#include <godwit/ir/known.h>
#include <godwit/world/moment.h>
#include <godwit/world/shared_list.h>

/// Indexes and constraints of a property graph, as far as the statements read so far tell. They share one name space.
namespace godwit {

struct GraphIndex {
  std::string name;
  bool name_made_up = false;     ///< by the server: it is another one in each database
  graph::IndexKind kind = graph::IndexKind::range;
  graph::Schema over;
  std::string owner;             ///< the constraint that it backs; empty: none
  Known online = Known::unknown; ///< no: made without waiting for its population
  Moment made;

  /// Between two migrations every index is populated.
  [[nodiscard]] Known online_at(Moment now) const { return made.migration == now.migration ? online : Known::yes; }
};

struct GraphConstraint {
  std::string name;
  bool name_made_up = false;
  graph::ConstraintKind kind = graph::ConstraintKind::unique;
  graph::Schema over;
  std::string type;
  Moment made;
};

class GraphSchema {
 public:
  /// Null where nothing read so far tells of one.
  [[nodiscard]] const GraphIndex* index(std::string_view name) const;
  [[nodiscard]] const GraphConstraint* constraint(std::string_view name) const;
  /// The first constraint or index of exactly that schema; of constraints only those that an index backs.
  [[nodiscard]] const GraphConstraint* key_over(const graph::Schema& over) const;
  [[nodiscard]] const GraphIndex* index_over(const graph::Schema& over, graph::IndexKind kind) const;
  /// Whether a label's property is unique by itself, so that an equality finds one node at most.
  [[nodiscard]] bool unique(const std::string& label, const std::string& property) const;
  /// Whether some index or key begins with that property of the label.
  [[nodiscard]] bool indexed(const std::string& label, const std::string& property) const;

  [[nodiscard]] const SharedList<GraphIndex>& indexes() const { return indexes_; }
  [[nodiscard]] const SharedList<GraphConstraint>& constraints() const { return constraints_; }
  /// What is gone, `made` being the moment it went: what the same transaction makes in its place may fail.
  [[nodiscard]] const SharedList<GraphConstraint>& dropped_constraints() const { return dropped_constraints_; }
  [[nodiscard]] const SharedList<GraphIndex>& dropped_indexes() const { return dropped_indexes_; }

  void add(GraphIndex index) { indexes_.push_back(std::move(index)); }
  void add(GraphConstraint constraint);   ///< with the index that backs a unique or key constraint
  void drop_index(std::string_view name, Moment now);
  void drop_constraint(std::string_view name, Moment now);
  /// Something has dropped what there was, token lookup indexes aside, and perhaps made it again.
  void forget();
  /// All indexes are populated: after `db.awaitIndexes`.
  void populated();

 private:
  SharedList<GraphIndex> indexes_;
  SharedList<GraphConstraint> constraints_;
  SharedList<GraphConstraint> dropped_constraints_;
  SharedList<GraphIndex> dropped_indexes_;
};

}  // namespace godwit
