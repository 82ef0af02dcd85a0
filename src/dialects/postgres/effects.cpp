#include "dialects/postgres/effects.h"

#include <algorithm>

#include "dialects/postgres/apply.h"

namespace godwit::postgres {

Relation& EffectBuilder::relation(const Name& name, ObjectKind assumed) {
  return world.catalog.find_or_assume(name, assumed);
}

RelationEffect& EffectBuilder::lock(RelationId id, LockMode mode, Cause cause, std::string_view evidence) {
  RelationEffect& effect = out.at(id);
  if (effect.lock < mode || effect.evidence.empty()) {
    effect.lock = std::max(effect.lock, mode);
    effect.cause = cause;
    effect.evidence = evidence;
  }
  effect.in_use = world.in_use(world.catalog.at(id));
  return effect;
}

namespace {

bool holds_rows(const Relation& relation) {
  return relation.kind == ObjectKind::table || relation.kind == ObjectKind::materialized_view;
}

}  // namespace

void EffectBuilder::scan(RelationId id, Cause cause, std::string_view evidence) {
  if (!holds_rows(world.catalog.at(id))) return;
  RelationEffect& effect = out.at(id);
  if (effect.scan) return;
  effect.scan = true;
  effect.cause = cause;
  effect.evidence = evidence;
}

void EffectBuilder::rewrite(RelationId id, std::string_view evidence) {
  if (!holds_rows(world.catalog.at(id))) return;
  RelationEffect& effect = out.at(id);
  effect.rewrite = effect.scan = true;
  effect.cause = Cause::rewrite;
  effect.evidence = evidence;
}

void EffectBuilder::build_index(RelationId id, std::string_view evidence) {
  scan(id, Cause::index_build, evidence);
  if (holds_rows(world.catalog.at(id))) out.at(id).index_build = true;
}

void EffectBuilder::tree(RelationId id, bool only, const std::function<void(const Relation&)>& visit) const {
  std::vector<RelationId> todo{id};
  for (std::size_t i = 0; i < todo.size(); ++i) {
    const Relation& each = world.catalog.at(todo[i]);
    visit(each);
    if (only) return;
    for (RelationId child : each.children)
      if (std::find(todo.begin(), todo.end(), child) == todo.end()) todo.push_back(child);
  }
}

void EffectBuilder::lock_tree(RelationId id, bool only, LockMode mode, Cause cause, std::string_view evidence) {
  tree(id, only,
       [&](const Relation& each) { lock(each.id, mode, each.id == id ? cause : Cause::partition, evidence); });
}

void EffectBuilder::hazard(Hazard kind, Known certain, std::string what, std::string why, std::string_view evidence) {
  out.hazards.push_back({kind, certain, std::move(what), std::move(why), evidence});
}

void EffectBuilder::refused_in_transaction(std::string why, std::string_view evidence) {
  hazard(Hazard::refused_in_transaction, Known::yes, "", std::move(why), evidence);
}

std::vector<Referencing> referencing(const Catalog& catalog, RelationId table) {
  std::vector<Referencing> out;
  for (const Relation& each : catalog.relations()) {
    if (each.dropped) continue;
    for (const CatalogConstraint& constraint : each.constraints)
      if (constraint.written.kind == ConstraintKind::foreign_key && constraint.references == table)
        out.push_back({each.id, &constraint});
  }
  return out;
}

namespace {

void add(const Operation& operation, EffectBuilder& to) {
  to.operation = &operation;
  visit_only<shared::Operations, relational::Operations, postgres::Operations>(
      operation, [&](const auto& op) { effects(op, to); });
  // What code makes, the statements behind it find, and nobody else does.
  if (const auto* made = operation.as<CreateTable>(); made && operation.in_code)
    if (const Relation* there = to.world.catalog.find(made->table); !there || there->assumed) apply(*made, to.world);
}

Effects finished(EffectBuilder& to) {
  const auto& operations = to.statement.operations;
  const Explain* explain = operations.empty() ? nullptr : operations.front().as<Explain>();
  if (explain && !explain->executes)  // it plans, which takes the locks, and reads nothing
    for (RelationEffect& effect : to.out.relations) effect.scan = effect.rewrite = effect.index_build = false;
  return std::move(to.out);
}

}  // namespace

Effects effects_of(const Statement& statement, World& world) {
  EffectBuilder to(statement, world);
  for (const Operation& operation : statement.operations) add(operation, to);
  return finished(to);
}

Effects effects_of(const Operation& operation, const Statement& statement, World& world) {
  EffectBuilder to(statement, world);
  add(operation, to);
  return finished(to);
}

}  // namespace godwit::postgres
