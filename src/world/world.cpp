#include <godwit/world/world.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <vector>

namespace godwit {

Age World::age(Moment made) const {
  if (made.migration == 0) return Age::before_history;
  if (made.migration != now.migration) return Age::earlier_migration;
  return made.transaction == now.transaction ? Age::this_transaction : Age::this_migration;
}

Known World::in_use(const Relation& relation) const {
  if (relation.temporary) return Known::no;
  switch (age(relation.made)) {
    case Age::this_transaction:
    case Age::this_migration:
      // Who uses the parent uses its partitions, also a new one.
      return relation.bound && !relation.parents.empty() ? in_use(catalog.at(relation.parents.front())) : Known::no;
    case Age::earlier_migration:
      return Known::yes;
    case Age::before_history:
      break;
  }
  return relation.assumed ? Known::unknown : Known::yes;
}

Known World::in_use(const Name& name) const {
  const Relation* relation = catalog.find(name);
  return relation ? in_use(*relation) : Known::unknown;
}

Known World::has_rows(const Relation& relation) const {
  const bool since_then = relation.has_rows == Known::no && relation.emptied.migration != now.migration;
  return since_then ? Known::unknown : relation.has_rows;
}

const RelationEffect* StatementResult::on(RelationId relation) const {
  for (const RelationEffect& effect : relations)
    if (effect.relation == relation) return &effect;
  return nullptr;
}

const HazardEffect* StatementResult::find(Hazard hazard) const {
  for (const HazardEffect& effect : hazards)
    if (effect.hazard == hazard) return &effect;
  return nullptr;
}

const HazardEffect* StatementResult::find(Refusal refusal) const {
  for (const HazardEffect& effect : hazards)
    if (effect.refusal == refusal) return &effect;
  return nullptr;
}

static void merge(RelationEffect& to, const RelationEffect& more) {
  // What was seen first in this strength, or first worked on the rows, stays the reason.
  if (to.lock < more.lock || (more.scan && !to.scan) || (more.rewrite && !to.rewrite)) {
    to.cause = more.cause;
    to.evidence = more.evidence;
  }
  to.lock = std::max(to.lock, more.lock);
  to.rewrite |= more.rewrite;
  to.scan |= more.scan;
  to.index_build |= more.index_build;
  to.readers_blocked_by_index |= more.readers_blocked_by_index;
}

template <class T>
static void move_behind(std::vector<T>& to, std::vector<T>&& more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void append(StatementResult& to, StatementResult&& more) {
  const bool is_first = to.relations.empty() && to.hazards.empty() && to.assumed.empty() && to.plan.empty();
  if (is_first && to.kind == StatementKind::unknown) {
    to = std::move(more);
    return;
  }
  std::unordered_map<RelationId, std::size_t> known;
  for (std::size_t i = 0; i < to.relations.size(); ++i) known.emplace(to.relations[i].relation, i);
  for (RelationEffect& each : more.relations) {
    const auto [at, is_new] = known.try_emplace(each.relation, to.relations.size());
    if (is_new)
      to.relations.push_back(std::move(each));
    else
      merge(to.relations[at->second], each);
  }
  move_behind(to.hazards, std::move(more.hazards));
  move_behind(to.plan, std::move(more.plan));
  move_behind(to.memory, std::move(more.memory));
  move_behind(to.assumed, std::move(more.assumed));
  to.kind = std::max(to.kind, more.kind);
}

}  // namespace godwit
