#include "dialects/postgres/effects.h"

#include <algorithm>
#include <utility>

#include "dialects/postgres/refusals.h"

namespace godwit::postgres {

const Relation& EffectBuilder::relation(const Name& name, ObjectKind assumed) {
  if (const Relation* found = catalog().find(name)) return *found;
  out.assumed.push_back({name, assumed, Moment{}, false});
  if (!with_assumed_) with_assumed_ = world.catalog;
  return with_assumed_->find_or_assume(name, assumed);
}

RelationEffect* EffectBuilder::known_effect(RelationId id) {
  constexpr std::size_t few = 16;  // nearly all statements touch fewer, and looking through them is faster
  if (out.relations.size() < few) {
    for (RelationEffect& each : out.relations)
      if (each.relation == id) return &each;
    return nullptr;
  }
  for (std::size_t i = places_.size(); i < out.relations.size(); ++i) places_.emplace(out.relations[i].relation, i);
  const auto found = places_.find(id);
  return found == places_.end() ? nullptr : &out.relations[found->second];
}

RelationEffect& EffectBuilder::on(RelationId id) {
  if (RelationEffect* known = known_effect(id)) return *known;
  const Relation& relation = catalog().at(id);
  RelationEffect& effect = out.relations.emplace_back();
  effect.relation = id;
  effect.object = object_of(relation);
  effect.former_name = world.former_name(relation);
  effect.made_here = relation.made.migration == world.now.migration;
  return effect;
}

RelationEffect& EffectBuilder::lock(RelationId id, Lock mode, Cause cause, std::string_view evidence) {
  RelationEffect& effect = on(id);
  if (effect.lock < mode || effect.evidence.empty()) {
    effect.lock = std::max(effect.lock, mode);
    effect.cause = cause;
    effect.evidence = evidence;
  }
  effect.in_use = world.in_use(catalog().at(id));
  return effect;
}

namespace {

bool holds_rows(const Relation& relation) {
  return relation.kind == ObjectKind::table || relation.kind == ObjectKind::materialized_view;
}

}  // namespace

void EffectBuilder::scan(RelationId id, Cause cause, std::string_view evidence) {
  const Relation& relation = catalog().at(id);
  if (!holds_rows(relation) || is_empty_here(relation)) return;
  RelationEffect& effect = on(id);
  if (effect.scan) return;
  effect.scan = true;
  effect.cause = cause;
  effect.evidence = evidence;
}

void EffectBuilder::rewrite(RelationId id, std::string_view evidence) {
  if (!holds_rows(catalog().at(id))) return;
  RelationEffect& effect = on(id);
  effect.rewrite = effect.scan = true;
  effect.cause = Cause::rewrite;
  effect.evidence = evidence;
}

void EffectBuilder::build_index(RelationId id, std::string_view evidence) {
  scan(id, Cause::index_build, evidence);
  const Relation& relation = catalog().at(id);
  if (holds_rows(relation) && !is_empty_here(relation)) on(id).index_build = true;
}

void EffectBuilder::tree(RelationId id, bool only, const std::function<void(const Relation&)>& visit) const {
  std::vector<RelationId> todo{id};
  for (std::size_t i = 0; i < todo.size(); ++i) {
    const Relation& each = catalog().at(todo[i]);
    visit(each);
    if (only) return;
    for (RelationId child : each.children)
      if (std::find(todo.begin(), todo.end(), child) == todo.end()) todo.push_back(child);
  }
}

void EffectBuilder::lock_tree(RelationId id, bool only, Lock mode, Cause cause, std::string_view evidence) {
  tree(id, only,
       [&](const Relation& each) { lock(each.id, mode, each.id == id ? cause : Cause::partition, evidence); });
}

void EffectBuilder::hazard(Hazard kind, Known certain, Object object, std::string why, std::string_view evidence) {
  out.hazards.push_back({kind, certain, std::move(object), std::move(why), evidence});
}

void EffectBuilder::refuse(Refusal refusal, Object object, std::string why, std::string_view evidence) {
  out.hazards.push_back({Hazard::refused, Known::yes, std::move(object), std::move(why), evidence, refusal});
}

void EffectBuilder::refused_in_transaction(std::string why, std::string_view evidence) {
  hazard(Hazard::refused_in_transaction, Known::yes, {}, std::move(why), evidence);
}

Object object_of(const Relation& relation) { return {relation.kind, relation.schema, relation.name, {}}; }

Object column_of(const Relation& relation, const std::string& column) {
  return {ObjectKind::column, relation.schema, relation.name, column};
}

Object object_of(ObjectKind kind, const Name& name) { return {kind, name.schema, name.name, {}}; }

std::vector<StatementPart> parts(const Statement& statement) {
  const StatementPart all(statement.operations);
  std::size_t written = 0;
  while (written < all.size() && !all[written].in_code) ++written;
  std::vector<StatementPart> out{all.first(written)};
  for (std::size_t i = written; i < all.size(); ++i) out.push_back(all.subspan(i, 1));
  return out;
}

namespace {

/// Code always runs in a transaction, and what may not run refuses nothing for certain.
void as_code_meets_it(const Operation& operation, HazardEffect& hazard) {
  if (operation.in_code && hazard.hazard == Hazard::refused_in_transaction && !operation.as<RunCode>()) {
    hazard.hazard = Hazard::refused;
    hazard.refusal = Refusal::in_code;
    hazard.why += ", and code of the server always runs in one";
  }
  const bool may_go_on = operation.conditional || operation.caught;
  if (may_go_on && hazard.hazard == Hazard::refused) hazard.certain = std::min(hazard.certain, Known::unknown);
}

}  // namespace

StatementResult effects_of(const Statement& statement, StatementPart part, const World& world) {
  EffectBuilder to(statement, part, world);
  for (const Operation& operation : part) {
    const std::size_t before = to.out.hazards.size();
    newer_syntax(operation, to);
    refusals(operation, to);
    visit_only<shared::Operations, relational::Operations, postgres::Operations>(
        operation, [&](const auto& op) { effects(op, to); });
    refuse_awaited(operation, to);
    for (std::size_t i = before; i < to.out.hazards.size(); ++i) as_code_meets_it(operation, to.out.hazards[i]);
  }
  const Explain* explain = statement.operations.empty() ? nullptr : statement.operations.front().as<Explain>();
  if (explain && !explain->executes)  // it plans, which takes the locks, and reads nothing
    for (RelationEffect& effect : to.out.relations) effect.scan = effect.rewrite = effect.index_build = false;
  return std::move(to.out);
}

}  // namespace godwit::postgres
