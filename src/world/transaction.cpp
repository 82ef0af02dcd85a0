#include <godwit/world/transaction.h>

#include <algorithm>
#include <array>

#include <godwit/world/world.h>

namespace godwit {
namespace {

constexpr std::array<std::string_view, 6> mode_words{"unknown", "one-for-all",   "per-migration",
                                                     "batch",   "per-statement", "client"};

Known runner_opens(const Arrival& arrival) {
  switch (arrival.mode) {
    case TransactionMode::unknown:
      return Known::unknown;
    case TransactionMode::one_for_all:
    case TransactionMode::per_migration:
      return Known::yes;
    case TransactionMode::batch:
      return known(arrival.several_statements);
    case TransactionMode::per_statement:
    case TransactionMode::client:
      break;
  }
  return Known::no;
}

/// A transaction is over. `between` says whether the statements that follow are in one without a BEGIN of their own.
void end_transaction(World& world, Known between) {
  world.transaction = {};
  world.transaction.open = between;
  world.transaction.by_runner = between != Known::no;
  world.saved.clear();
  ++world.now.transaction;
}

/// What stands between two transactions of a script: an implicit one again where the whole file is one message.
Known between_transactions(const Arrival& arrival) {
  if (arrival.mode == TransactionMode::batch) return known(arrival.several_statements);
  return arrival.mode == TransactionMode::unknown ? Known::unknown : Known::no;
}

void save(World& world, const std::string& name) {
  if (world.may_roll_back) world.saved.emplace_back(name, world.catalog);
}

void go_back(World& world, const std::string& name) {
  const auto found =
      std::find_if(world.saved.rbegin(), world.saved.rend(), [&](const auto& each) { return each.first == name; });
  if (found == world.saved.rend()) return;
  world.catalog = found->second;
  world.saved.erase(found.base(), world.saved.end());
}

void begin(World& world, Span statement) {
  if (world.transaction.by_script || (world.transaction.by_runner && world.transaction.open == Known::yes)) return;
  world.transaction.open = Known::yes;
  world.transaction.by_script = true;
  world.transaction.begin = statement;
  ++world.now.transaction;
  world.settings.begin();
  save(world, "");
}

}  // namespace

std::string_view words(TransactionMode mode) { return mode_words[static_cast<std::size_t>(mode)]; }

std::string_view words(StatementKind kind) {
  constexpr std::array<std::string_view, 5> kinds{"unknown", "read", "write", "schema", "administration"};
  return kinds[static_cast<std::size_t>(kind)];
}

/// Between two migrations the application runs, and what was left empty may have rows by now.
static void application_ran(Catalog& catalog) {
  for (Relation& relation : catalog.relations())
    if (relation.has_rows == Known::no) relation.has_rows = Known::unknown;
  catalog.graph.populated();
}

void begin_migration(World& world, const Arrival& arrival) {
  world.settings.new_session();
  application_ran(world.catalog);
  world.may_roll_back = arrival.may_roll_back;
  world.mode = arrival.mode;
  world.saved.clear();
  ++world.now.migration;
  end_transaction(world, runner_opens(arrival));
  if (world.transaction.open == Known::no) return;
  world.settings.begin();
  save(world, "");
}

void control_transaction(World& world, const Arrival& arrival, const TransactionControl& control, Span statement) {
  switch (control.verb) {
    case TransactionVerb::begin:
      return begin(world, statement);
    case TransactionVerb::commit:
    case TransactionVerb::prepare:
      world.settings.commit();
      break;
    case TransactionVerb::rollback:
      world.settings.rollback();
      go_back(world, "");
      break;
    case TransactionVerb::savepoint:
      return save(world, control.name);
    case TransactionVerb::rollback_to:
      go_back(world, control.name);
      return save(world, control.name);
    case TransactionVerb::release:
    case TransactionVerb::commit_prepared:
    case TransactionVerb::rollback_prepared:
    case TransactionVerb::set_characteristics:
      return;
  }
  end_transaction(world, between_transactions(arrival));
  if (control.chain) begin(world, statement);
}

void statement_committed(World& world) {
  if (world.transaction.open != Known::no) return;
  world.transaction.held.clear();
  world.settings.commit();
  ++world.now.transaction;
}

void hold_locks(World& world, const Effects& effects, Span statement, std::uint32_t number) {
  if (world.transaction.open == Known::no) return;
  auto& kinds = world.transaction.kinds;
  const auto same = [&](const KindSeen& each) { return each.kind == effects.kind; };
  if (effects.kind != StatementKind::unknown && std::none_of(kinds.begin(), kinds.end(), same))
    kinds.push_back({effects.kind, statement, number});
  for (const RelationEffect& effect : effects.relations) {
    if (effect.lock == LockMode::none) continue;
    auto& held = world.transaction.held;
    const auto found =
        std::find_if(held.begin(), held.end(), [&](const HeldLock& each) { return each.relation == effect.relation; });
    if (found == held.end())
      held.push_back({effect.relation, effect.lock, statement, number});
    else if (found->mode < effect.lock)
      *found = {effect.relation, effect.lock, statement, number};
  }
}

}  // namespace godwit
