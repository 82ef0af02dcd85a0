#include <algorithm>
#include <tuple>

#include <godwit/world/row_reach.h>
#include <godwit/world/world.h>

// What transactions and migrations keep of what has run.

namespace godwit {
namespace {

/// Whether somebody may be using a thing of that kind: of a label that a query merely names nobody can tell.
bool is_used(const RelationEffect& effect) {
  switch (effect.object.kind) {
    case ObjectKind::table:
    case ObjectKind::partitioned_table:
    case ObjectKind::materialized_view:
      return effect.in_use != Known::no;
    case ObjectKind::label:
    case ObjectKind::relationship_type:
      return effect.in_use == Known::yes;
    default:
      return false;
  }
}

bool blocks_application(const RelationEffect& effect) {
  return is_used(effect) && effect.lock.blocks() >= Blocks::writes;
}

/// Notes the names of what statements make and drop.
class Names {
 public:
  Names(World& world, const StatementPlace& place) : world_(world), place_(place) {}

  void note(const Operation& operation) {
    if (const auto* index = operation.as<CreateIndex>()) made(ObjectKind::index, index->index);
    if (const auto* drop = operation.as<DropIndex>(); drop && drop->if_exists)
      for (const Name& each : drop->indexes) dropped(ObjectKind::index, each);
    if (const auto* label = operation.as<AddEnumValue>()) made(ObjectKind::enum_value, label->value);
    if (const auto* index = operation.as<graph::CreateIndex>()) made(ObjectKind::index, index->name);
    if (const auto* constraint = operation.as<graph::CreateConstraint>()) made(ObjectKind::index, constraint->name);
    if (const auto* gone = operation.as<graph::Delete>())
      world_.past.deleted_relationships |=
          std::any_of(gone->deleted.begin(), gone->deleted.end(),
                      [](const graph::Bound& each) { return each.entity == graph::Entity::relationship; });
  }

 private:
  void made(ObjectKind kind, const std::string& name) {
    if (!name.empty()) world_.past.made.set(past_key(kind, name), place_);
  }
  void made(ObjectKind kind, const Name& name) {
    if (!name.empty()) made(kind, world_.catalog.resolve_schema(name.schema) + "." + name.name);
  }
  void dropped(ObjectKind kind, const Name& name) {
    world_.past.dropped.set(past_key(kind, world_.catalog.resolve_schema(name.schema) + "." + name.name), place_);
  }

  World& world_;
  const StatementPlace& place_;
};

void extend(const Name& type, World& world) {
  SharedList<Name>& all = world.transaction.past.extended_types;
  const Name name{world.catalog.resolve_schema(type.schema), type.name, {}};
  const auto same = [&](const Name& each) { return each.name == name.name && each.schema == name.schema; };
  if (std::none_of(all.begin(), all.end(), same)) all.push_back(name);
}

}  // namespace

std::string past_key(ObjectKind kind, std::string_view name) {
  std::string out(words(kind));
  return out.append(1, ' ').append(name);
}

void HeldLocks::choose(const HeldLock& lock) {
  if (!lock.blocks_application) return;
  if (const HeldLock* now = strongest(); !now || now->mode < lock.mode) strongest_ = lock.relation;
  if (first_ == no_relation) first_ = lock.relation;
}

void HeldLocks::hold(const HeldLock& lock) {
  const HeldLock* before = held_.find(lock.relation);
  if (before && !(before->mode < lock.mode)) return;
  held_.set(lock.relation, lock);
  choose(lock);
}

void HeldLocks::forget(RelationId relation) {
  if (!held_.erase(relation) || (relation != strongest_ && relation != first_)) return;
  strongest_ = first_ = no_relation;
  const auto earlier = [&](const HeldLock& a, RelationId than) {
    if (than == no_relation) return true;
    const HeldLock& b = *on(than);
    return std::tie(a.since.number, a.relation) < std::tie(b.since.number, b.relation);
  };
  held_.for_each([&](RelationId id, const HeldLock& each) {
    if (!each.blocks_application) return;
    if (earlier(each, first_)) first_ = id;
    const HeldLock* now = strongest();
    if (!now || now->mode < each.mode || (now->mode == each.mode && earlier(each, strongest_))) strongest_ = id;
  });
}

void hold_locks(World& world, const StatementResult& result, const StatementPlace& statement) {
  TransactionPast& past = world.transaction.past;
  if (world.transaction.open == Known::no) return;
  const auto same = [&](const KindSeen& each) { return each.kind == result.kind; };
  if (result.kind != StatementKind::unknown && std::none_of(past.kinds.begin(), past.kinds.end(), same))
    past.kinds.push_back({result.kind, statement});
  for (const RelationEffect& effect : result.relations) {
    if (!world.catalog.find(effect.relation))
      past.locks.forget(effect.relation);
    else if (effect.lock != Lock())
      past.locks.hold({effect.relation, effect.lock, statement, blocks_application(effect)});
  }
}

void remember(World& world, const Statement& statement, const StatementPlace& place) {
  Names names(world, place);
  SharedList<LongChange>& first = world.transaction.past.long_change;
  for (const Operation& operation : statement.operations) {
    names.note(operation);
    if (const auto* label = operation.as<AddEnumValue>()) extend(label->type, world);
    const auto* rows = operation.as<ChangeRows>();
    if (rows && world.transaction.open != Known::no && first.empty() && reach(*rows, world) >= RowReach::some_rows)
      first.push_back({place, rows->table.name});
  }
}

}  // namespace godwit
