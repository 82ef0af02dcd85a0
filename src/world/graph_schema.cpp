#include <godwit/world/graph_schema.h>

#include <algorithm>

namespace godwit {
namespace {

template <class T>
const T* by_name(const SharedList<T>& items, std::string_view name) {
  const auto found = std::find_if(items.begin(), items.end(), [&](const T& each) { return each.name == name; });
  return found == items.end() || name.empty() ? nullptr : &*found;
}

bool is_key(graph::ConstraintKind kind) {
  return kind == graph::ConstraintKind::unique || kind == graph::ConstraintKind::key;
}

bool is_of(const graph::Schema& over, const std::string& label) {
  return over.entity == graph::Entity::node && over.labels.size() == 1 && over.labels.front() == label;
}

}  // namespace

const GraphIndex* GraphSchema::index(std::string_view name) const { return by_name(indexes_, name); }
const GraphConstraint* GraphSchema::constraint(std::string_view name) const { return by_name(constraints_, name); }

const GraphConstraint* GraphSchema::key_over(const graph::Schema& over) const {
  for (const GraphConstraint& each : constraints_)
    if (is_key(each.kind) && each.over == over) return &each;
  return nullptr;
}

const GraphIndex* GraphSchema::index_over(const graph::Schema& over, graph::IndexKind kind) const {
  for (const GraphIndex& each : indexes_)
    if (each.kind == kind && each.over == over) return &each;
  return nullptr;
}

bool GraphSchema::unique(const std::string& label, const std::string& property) const {
  return std::any_of(constraints_.begin(), constraints_.end(), [&](const GraphConstraint& each) {
    return is_key(each.kind) && is_of(each.over, label) && each.over.properties == std::vector{property};
  });
}

bool GraphSchema::indexed(const std::string& label, const std::string& property) const {
  return std::any_of(indexes_.begin(), indexes_.end(), [&](const GraphIndex& each) {
    return is_of(each.over, label) && !each.over.properties.empty() && each.over.properties.front() == property;
  });
}

void GraphSchema::add(GraphConstraint constraint) {
  if (is_key(constraint.kind))
    add(GraphIndex{constraint.name, constraint.name_made_up, graph::IndexKind::range, constraint.over, constraint.name,
                   Known::yes, constraint.made});
  constraints_.push_back(std::move(constraint));
}

void GraphSchema::drop_index(std::string_view name, Moment now) {
  if (const GraphIndex* found = index(name)) {
    GraphIndex gone = *found;
    gone.made = now;
    dropped_indexes_.push_back(std::move(gone));
  }
  indexes_.erase_if([&](const GraphIndex& each) { return each.name == name; });
}

void GraphSchema::drop_constraint(std::string_view name, Moment now) {
  const GraphConstraint* found = constraint(name);
  if (!found) return;
  GraphConstraint gone = *found;
  gone.made = now;
  indexes_.erase_if([&](const GraphIndex& each) { return each.owner == gone.name; });
  constraints_.erase_if([&](const GraphConstraint& each) { return each.name == gone.name; });
  dropped_constraints_.push_back(std::move(gone));
}

void GraphSchema::forget() {
  indexes_.erase_if([](const GraphIndex& each) { return each.kind != graph::IndexKind::lookup; });
  constraints_.clear();
  dropped_constraints_.clear();
  dropped_indexes_.clear();
}

void GraphSchema::populated() {
  SharedList<GraphIndex> online;
  for (GraphIndex each : indexes_) {
    each.online = Known::yes;
    online.push_back(std::move(each));
  }
  indexes_ = std::move(online);
}

}  // namespace godwit
