#include <string>

#include <godwit/rules/rule.h>

namespace godwit {

const RelationEffect* RuleContext::effect_on(const Name& name) const {
  const Relation* found = relation(name);
  return found ? effects().on(found->id) : nullptr;
}

RelationEffect RuleContext::effect_of(const Operation& operation, const Name& name) const {
  const Relation* found = relation(name);
  if (!found) return {};
  const Effects own = effects_of(operation);
  const RelationEffect* effect = own.on(found->id);
  return effect ? *effect : RelationEffect{};
}

std::string RuleContext::display(const Relation& relation) const {
  const Catalog& catalog = world().catalog;
  // A schema further down the path could be hidden by an earlier one, so only what the bare name leads to is bare.
  const Relation* bare = catalog.find(Name{"", relation.name, {}});
  return bare && bare->id == relation.id ? relation.name : relation.plain();
}

std::string RuleContext::display(const Name& name) const {
  const Relation* found = relation(name);
  return found ? display(*found) : name.plain();
}

}  // namespace godwit
