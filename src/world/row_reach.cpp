#include <godwit/world/row_reach.h>

#include <algorithm>
#include <string>
#include <vector>

namespace godwit {

static bool is_used(const Name& table, const World& world) { return world.in_use(table) != Known::no; }

static bool is_emptied(const Name& table, const World& world) {
  const Relation* relation = world.catalog.find(table);
  return relation && world.emptied_here(*relation);
}

static bool contains(const std::vector<std::string>& list, const std::string& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

/// Whether an index finds the rows in which these columns have given values.
static bool found_by_index(const Relation* relation, const std::vector<std::string>& columns,
                           const World& world) {
  if (!relation || relation->assumed) return contains(columns, "id");
  for (const CatalogConstraint& constraint : relation->constraints) {
    const Constraint& written = constraint.written;
    const bool key = written.kind == ConstraintKind::primary_key || written.kind == ConstraintKind::unique;
    if (key && !written.columns.empty() && contains(columns, written.columns.front())) return true;
  }
  return std::any_of(relation->indexes.begin(), relation->indexes.end(), [&](RelationId id) {
    const CreateIndex& index = world.catalog.at(id).index;
    return !index.keys.empty() && !index.where && contains(columns, index.keys.front().column);
  });
}

static bool is_lower(Comparison::Operator op) {
  return op == Comparison::Operator::greater || op == Comparison::Operator::greater_or_equal;
}
static bool is_upper(Comparison::Operator op) {
  return op == Comparison::Operator::less || op == Comparison::Operator::less_or_equal;
}

/// A WHERE with both ends of a range of an indexed column.
static bool is_range(const Expression& where, const Relation* relation, const World& world) {
  for (const Comparison& lower : where.conjuncts) {
    if (!is_lower(lower.op)) continue;
    const bool closed = std::any_of(where.conjuncts.begin(), where.conjuncts.end(), [&](const Comparison& upper) {
      return upper.column == lower.column && is_upper(upper.op);
    });
    if (closed && found_by_index(relation, {lower.column}, world)) return true;
  }
  return false;
}

static std::vector<std::string> given_columns(const Expression& where) {
  std::vector<std::string> columns;
  for (const Comparison& part : where.conjuncts)
    if (part.op == Comparison::Operator::equal || part.op == Comparison::Operator::in_list)
      columns.push_back(part.column);
  return columns;
}

static RowReach reach_of_reads(const ChangeRows& change, const World& world) {
  RowReach reach = RowReach::few_rows;
  for (const RelationUse& use : change.reads) {
    const Relation* relation = world.catalog.find(use.relation);
    if (use.in_expression || !is_used(use.relation, world) || is_emptied(use.relation, world)) continue;
    if (found_by_index(relation, use.equal_to_constant, world)) continue;
    reach = std::max(reach, use.filtered ? RowReach::many_rows : RowReach::every_row);
  }
  return reach;
}

static RowReach reach_of_target(const ChangeRows& change, const World& world) {
  const Relation* relation = world.catalog.find(change.table.name);
  if (!is_used(change.table.name, world) || is_emptied(change.table.name, world)) return RowReach::few_rows;
  if (!change.where) return RowReach::every_row;
  const std::vector<std::string> given = given_columns(*change.where);
  if (found_by_index(relation, given, world)) return RowReach::few_rows;
  if (is_range(*change.where, relation, world)) return RowReach::a_batch;
  return given.empty() ? RowReach::many_rows : RowReach::some_rows;
}

RowReach reach(const ChangeRows& change, const World& world) {
  if (change.batched) return RowReach::a_batch;
  switch (change.kind) {
    case RowChange::insert:
      return change.from_query ? reach_of_reads(change, world) : RowReach::few_rows;
    case RowChange::copy_in:
      return RowReach::many_rows;
    case RowChange::merge:
      return RowReach::many_rows;
    case RowChange::update:
    case RowChange::delete_:
      return reach_of_target(change, world);
  }
  return RowReach::few_rows;
}

}  // namespace godwit
