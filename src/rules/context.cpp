#include <algorithm>
#include <string>
#include <vector>

#include <godwit/rules/context.h>

namespace godwit {

const RelationEffect* RuleContext::effect_on(const Name& name) const {
  const Relation* found = relation(name);
  return found ? effects().on(found->id) : nullptr;
}

RelationEffect RuleContext::effect_of(const Operation& operation, const Name& name) const {
  const Relation* found = relation(name);
  if (!found) return {};
  const StatementResult& own = effects_of(operation);
  const RelationEffect* effect = own.on(found->id);
  RelationEffect all = effect ? *effect : RelationEffect{};
  std::vector<RelationId> below = found->children;
  for (std::size_t i = 0; i < below.size(); ++i) {
    const Relation& child = at(below[i]);
    for (RelationId each : child.children)
      if (std::find(below.begin(), below.end(), each) == below.end()) below.push_back(each);
    const RelationEffect* part = own.on(child.id);
    if (!part) continue;
    all.lock = std::max(all.lock, part->lock);
    all.rewrite = all.rewrite || part->rewrite;
    all.scan = all.scan || part->scan;
    all.index_build = all.index_build || part->index_build;
  }
  return all;
}

Span RuleContext::place_of(Span part, const Operation& operation) {
  const bool inside = part.begin >= operation.span.begin && part.end <= operation.span.end;
  return !operation.in_code && inside && !part.empty() ? part : operation.span;
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
