#include <godwit/world/world.h>

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
      return Known::no;
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

const RelationEffect* Effects::on(RelationId relation) const {
  for (const RelationEffect& effect : relations)
    if (effect.relation == relation) return &effect;
  return nullptr;
}

RelationEffect& Effects::at(RelationId relation) {
  for (RelationEffect& effect : relations)
    if (effect.relation == relation) return effect;
  relations.push_back({});
  relations.back().relation = relation;
  return relations.back();
}

const HazardEffect* Effects::find(Hazard hazard) const {
  for (const HazardEffect& effect : hazards)
    if (effect.hazard == hazard) return &effect;
  return nullptr;
}

const HazardEffect* Effects::find(Refusal refusal) const {
  for (const HazardEffect& effect : hazards)
    if (effect.refusal == refusal) return &effect;
  return nullptr;
}

}  // namespace godwit
