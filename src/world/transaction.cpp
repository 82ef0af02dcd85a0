#include <godwit/world/transaction.h>

#include <array>
#include <utility>

#include <godwit/world/world.h>

namespace godwit {
namespace {

constexpr std::array<std::string_view, 7> mode_words{"unknown",  "one-for-all",   "per-migration", "batch",
                                                     "pipeline", "per-statement", "client"};

Known runner_opens(const Arrival& arrival) {
  switch (arrival.mode) {
    case TransactionMode::unknown:
      return Known::unknown;
    case TransactionMode::one_for_all:
    case TransactionMode::per_migration:
      return Known::yes;
    case TransactionMode::batch:
    case TransactionMode::pipeline:
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
  ++world.now.transaction;
}

/// What stands between two transactions of a script: an implicit one again where the whole file is one message.
Known between_transactions(const Arrival& arrival) {
  switch (arrival.mode) {
    case TransactionMode::batch:
    case TransactionMode::pipeline:
      return known(arrival.several_statements);
    case TransactionMode::unknown:
      return Known::unknown;
    default:
      return known(arrival.reopens);
  }
}

std::uint32_t depth(const World& world) { return static_cast<std::uint32_t>(world.transaction.savepoints.size()); }

void save(World& world, std::string name, std::uint32_t statements) {
  if (!world.keeps_savepoints) return;
  world.transaction.savepoints.set(depth(world), Savepoint{std::move(name), world.catalog, world.settings,
                                                           world.transaction.past, world.past, statements});
}

/// Forgets the savepoints above the first `left`.
void cut_savepoints(World& world, std::uint32_t left) {
  while (depth(world) > left) world.transaction.savepoints.erase(depth(world) - 1);
}

/// How deep the innermost savepoint of that name is, counted from 1; 0 where there is none.
std::uint32_t find_savepoint(const World& world, const std::string& name) {
  std::uint32_t at = depth(world);
  while (at > 0 && world.transaction.savepoints.find(at - 1)->name != name) --at;
  return at;
}

Undone go_back(World& world, std::uint32_t to) {
  if (to == 0) return {};
  const Savepoint point = *world.transaction.savepoints.find(to - 1);
  world.catalog.go_back_to(point.catalog);
  world.settings = point.settings;
  world.transaction.past = point.past;
  world.past = point.migration;
  cut_savepoints(world, to);
  return {world.transaction.open == Known::yes, point.statements};
}

void begin(World& world, Span statement) {
  if (world.transaction.by_script || (world.transaction.by_runner && world.transaction.open == Known::yes)) return;
  cut_savepoints(world, 0);
  world.transaction.open = Known::yes;
  world.transaction.by_script = true;
  world.transaction.begin = statement;
  world.transaction.past.long_change.clear();
  ++world.now.transaction;
  save(world, "", world.statements + 1);
}

}  // namespace

std::string_view words(TransactionMode mode) { return mode_words[static_cast<std::size_t>(mode)]; }

std::string_view words(StatementKind kind) {
  constexpr std::array<std::string_view, 5> kinds{"unknown", "read", "write", "schema", "administration"};
  return kinds[static_cast<std::size_t>(kind)];
}

void begin_migration(World& world, const Arrival& arrival) {
  world.settings.new_session();
  world.mode = arrival.mode;
  world.keeps_savepoints = arrival.may_roll_back;
  world.past = {};
  world.statements = 0;
  ++world.now.migration;
  end_transaction(world, runner_opens(arrival));
  if (world.transaction.open != Known::no) save(world, "", 0);
}

void begin_message(World& world) {
  if (world.transaction.open != Known::no) return;
  end_transaction(world, Known::yes);
  save(world, "", world.statements);
}

void end_message(World& world) {
  if (!world.transaction.by_runner) return;
  end_transaction(world, Known::no);
  world.settings.commit();
}

Undone control_transaction(World& world, const Arrival& arrival, const TransactionControl& control, Span statement) {
  Undone undone;
  switch (control.verb) {
    case TransactionVerb::begin:
      begin(world, statement);
      return undone;
    case TransactionVerb::commit:
    case TransactionVerb::prepare:
      break;
    case TransactionVerb::rollback:
      undone = go_back(world, depth(world) == 0 ? 0 : 1);
      break;
    case TransactionVerb::savepoint:
      // Without a transaction the server refuses it.
      if (depth(world) > 0) save(world, control.name, world.statements + 1);
      return undone;
    case TransactionVerb::rollback_to:
      return go_back(world, find_savepoint(world, control.name));
    case TransactionVerb::release:
      if (const std::uint32_t at = find_savepoint(world, control.name)) cut_savepoints(world, at - 1);
      return undone;
    case TransactionVerb::commit_prepared:
    case TransactionVerb::rollback_prepared:
    case TransactionVerb::set_characteristics:
      return undone;
  }
  end_transaction(world, between_transactions(arrival));
  world.settings.commit();
  if (world.transaction.open == Known::yes) save(world, "", world.statements + 1);
  if (control.chain) begin(world, statement);
  return undone;
}

void statement_committed(World& world) {
  if (world.transaction.open != Known::no) return;
  world.transaction.past = {};
  world.settings.commit();
  ++world.now.transaction;
}

}  // namespace godwit
