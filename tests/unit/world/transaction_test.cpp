#include <string>
#include <vector>

#include <godwit/ir/relational/postgres_locks.h>
#include <godwit/world/world.h>
#include <support/catch.h>

using namespace godwit;

namespace {

using Mode = TransactionMode;
using Verb = TransactionVerb;

/// A migration on its way, statement by statement. Each statement makes a table, or controls the transaction.
struct Run {
  explicit Run(Mode mode, bool several = true) : arrival{mode, several, true} { begin_migration(world, arrival); }

  Run& make(const std::string& table) {
    world.catalog.add(Name{"", table, {}}, ObjectKind::table, world.now);
    return done();
  }
  Run& say(Verb verb, const std::string& name = "", bool chain = false) {
    undone = control_transaction(world, arrival, {verb, name, chain}, {});
    return done();
  }
  Run& done() {
    statement_committed(world);
    ++world.statements;
    return *this;
  }
  /// The tables that are there, in the order in which they were made.
  [[nodiscard]] std::string tables() const {
    std::string out;
    for (const RelationId id : world.catalog.relations()) out += world.catalog.at(id).name;
    return out;
  }
  [[nodiscard]] Known open() const { return world.transaction.open; }

  Arrival arrival;
  World world;
  Undone undone;
};

/// What the runner does with a migration of several statements.
struct ModeCase {
  Mode mode;
  Known open;            ///< when the migration begins
  Known between;         ///< after COMMIT or ROLLBACK
  const char* rolled_back;  ///< what is left of `a BEGIN b ROLLBACK c`
};
const std::vector<ModeCase> modes{
    {Mode::unknown, Known::unknown, Known::unknown, "ac"},
    {Mode::one_for_all, Known::yes, Known::no, "c"},   // BEGIN only warns: there is a transaction
    {Mode::per_migration, Known::yes, Known::no, "c"},
    {Mode::batch, Known::yes, Known::yes, "c"},
    {Mode::per_statement, Known::no, Known::no, "ac"},
    {Mode::client, Known::no, Known::no, "ac"},
};

}  // namespace

TEST_CASE("a migration begins in the transaction that its runner opens") {
  for (const ModeCase& each : modes) {
    INFO(words(each.mode));
    const Run run(each.mode);
    CHECK(run.open() == each.open);
    CHECK(run.world.transaction.by_runner == (each.open != Known::no));
    CHECK_FALSE(run.world.transaction.by_script);
  }
  CHECK(Run(Mode::batch, false).open() == Known::no);
  CHECK(Run(Mode::unknown, false).open() == Known::unknown);
  CHECK(Run(Mode::per_migration, false).open() == Known::yes);
}

TEST_CASE("BEGIN opens a transaction where none is certain, and COMMIT keeps everything") {
  for (const ModeCase& each : modes) {
    INFO(words(each.mode));
    Run run(each.mode);
    run.make("a").say(Verb::begin);
    CHECK(run.open() == Known::yes);
    CHECK(run.world.transaction.by_script == (each.open != Known::yes));
    const std::uint32_t inside = run.world.now.transaction;
    run.make("b").say(Verb::commit);
    CHECK_FALSE(run.undone.any);
    CHECK(run.tables() == "ab");
    CHECK(run.open() == each.between);
    CHECK(run.world.now.transaction > inside);
    CHECK_FALSE(run.world.transaction.by_script);
  }
}

TEST_CASE("ROLLBACK undoes what the transaction did") {
  for (const ModeCase& each : modes) {
    INFO(words(each.mode));
    Run run(each.mode);
    run.make("a").say(Verb::begin).make("b").say(Verb::rollback);
    CHECK(run.undone.any);
    CHECK(run.undone.first == (each.open == Known::yes ? 0U : 2U));
    run.make("c");
    CHECK(run.tables() == each.rolled_back);
    CHECK(run.open() == each.between);
  }
}

TEST_CASE("a second BEGIN only warns") {
  for (const ModeCase& each : modes) {
    INFO(words(each.mode));
    Run run(each.mode);
    run.say(Verb::begin).make("a").say(Verb::begin).make("b").say(Verb::rollback).make("c");
    CHECK(run.tables() == "c");
  }
}

TEST_CASE("ROLLBACK without a transaction undoes nothing") {
  for (const Mode mode : {Mode::per_statement, Mode::client}) {
    Run run(mode);
    run.make("a").say(Verb::rollback).make("b");
    CHECK_FALSE(run.undone.any);
    CHECK(run.tables() == "ab");
  }
  for (const ModeCase& each : modes) {
    if (each.between == Known::yes) continue;
    Run run(each.mode);
    run.say(Verb::begin).make("a").say(Verb::commit).make("b").say(Verb::rollback);
    INFO(words(each.mode));
    CHECK_FALSE(run.undone.any);
    CHECK(run.tables() == "ab");
  }
}

TEST_CASE("what follows a COMMIT in one message is a transaction again") {
  Run run(Mode::batch);
  run.make("a").say(Verb::commit).make("b").say(Verb::rollback).make("c");
  CHECK(run.undone.any);
  CHECK(run.undone.first == 2);
  CHECK(run.tables() == "ac");
  CHECK(run.open() == Known::yes);
}

TEST_CASE("AND CHAIN begins the next transaction at once") {
  for (const ModeCase& each : modes) {
    for (const Verb verb : {Verb::commit, Verb::rollback}) {
      INFO(words(each.mode));
      Run run(each.mode);
      run.say(Verb::begin).make("a").say(verb, "", true);
      CHECK(run.open() == Known::yes);
      const std::string kept = verb == Verb::commit ? "a" : "";
      CHECK(run.tables() == kept);
      run.make("b").say(Verb::rollback);
      CHECK(run.undone.any);
      CHECK(run.undone.first == 3);
      CHECK(run.tables() == kept);
      run.make("c").say(Verb::rollback);
      CHECK(run.tables() == (each.between == Known::yes ? kept : kept + "c"));
    }
  }
}

TEST_CASE("PREPARE TRANSACTION ends the transaction as COMMIT does, and its end later changes nothing here") {
  Run run(Mode::client);
  run.say(Verb::begin).make("a").say(Verb::prepare, "p");
  CHECK(run.open() == Known::no);
  run.say(Verb::rollback).say(Verb::rollback_prepared, "p").say(Verb::commit_prepared, "p");
  CHECK(run.tables() == "a");
}

TEST_CASE("SET TRANSACTION changes nothing") {
  Run run(Mode::client);
  run.say(Verb::begin).make("a").say(Verb::set_characteristics).make("b").say(Verb::rollback);
  CHECK(run.tables().empty());
}

// ---------------------------------------------------------------------------------------------------------- savepoints

TEST_CASE("ROLLBACK TO undoes what came after the savepoint, and keeps it") {
  for (const ModeCase& each : modes) {
    INFO(words(each.mode));
    Run run(each.mode);
    run.say(Verb::begin).make("a").say(Verb::savepoint, "s").make("b").say(Verb::rollback_to, "s");
    CHECK(run.undone.any);
    CHECK(run.undone.first == 3);
    CHECK(run.open() == Known::yes);
    CHECK(run.tables() == "a");
    run.make("c").say(Verb::rollback_to, "s").make("d").say(Verb::commit);
    CHECK(run.tables() == "ad");
  }
}

TEST_CASE("of savepoints of one name the innermost is meant, and RELEASE brings the outer one back") {
  Run run(Mode::client);
  run.say(Verb::begin).make("a").say(Verb::savepoint, "s").make("b").say(Verb::savepoint, "s").make("c");
  run.say(Verb::rollback_to, "s");
  CHECK(run.tables() == "ab");
  run.make("d").say(Verb::release, "s").make("e").say(Verb::rollback_to, "s");
  CHECK(run.tables() == "a");
}

TEST_CASE("RELEASE forgets the savepoints inside, too, and undoes nothing") {
  Run run(Mode::client);
  run.say(Verb::begin).say(Verb::savepoint, "s").make("a").say(Verb::savepoint, "t").make("b").say(Verb::release, "s");
  CHECK_FALSE(run.undone.any);
  run.say(Verb::rollback_to, "t");
  CHECK_FALSE(run.undone.any);
  run.say(Verb::rollback_to, "s").say(Verb::release, "s");
  CHECK(run.tables() == "ab");
  run.say(Verb::rollback);
  CHECK(run.tables().empty());
}

TEST_CASE("ROLLBACK TO forgets the savepoints made after the one it names") {
  Run run(Mode::client);
  run.say(Verb::begin).say(Verb::savepoint, "s").make("a").say(Verb::savepoint, "t").make("b");
  run.say(Verb::rollback_to, "s").make("c").say(Verb::rollback_to, "t");
  CHECK_FALSE(run.undone.any);
  CHECK(run.tables() == "c");
}

TEST_CASE("savepoints end with their transaction, and without one there are none") {
  Run run(Mode::client);
  run.say(Verb::begin).say(Verb::savepoint, "s").make("a").say(Verb::commit).make("b").say(Verb::rollback_to, "s");
  CHECK(run.tables() == "ab");
  run.say(Verb::savepoint, "s").make("c").say(Verb::rollback_to, "s").say(Verb::rollback);
  CHECK_FALSE(run.undone.any);
  CHECK(run.tables() == "abc");
  run.say(Verb::begin).say(Verb::rollback_to, "s").say(Verb::rollback_to, "");
  CHECK(run.open() == Known::yes);
}

TEST_CASE("where nothing goes back nothing is kept for it") {
  World world;
  const Arrival arrival{Mode::per_migration, true, false};
  begin_migration(world, arrival);
  control_transaction(world, arrival, {Verb::savepoint, "s", false}, {});
  CHECK(world.transaction.savepoints.empty());
}

// ------------------------------------------------------------------------------------------- what a transaction keeps

TEST_CASE("settings go back with the transaction, and SET LOCAL ends with it") {
  for (const Verb end : {Verb::commit, Verb::rollback}) {
    Run run(Mode::client);
    Settings& settings = run.world.settings;
    settings.set("a", "1", false, false);
    run.say(Verb::begin);
    settings.set("a", "2", false, true);
    settings.set("b", "2", true, true);
    run.say(Verb::savepoint, "s");
    settings.set("a", "3", false, true);
    settings.set("b", "3", true, true);
    run.say(Verb::rollback_to, "s");
    CHECK(*settings.find("a") == "2");
    CHECK(*settings.find("b") == "2");
    run.say(end);
    CHECK(*settings.find("a") == (end == Verb::commit ? "2" : "1"));
    CHECK_FALSE(settings.find("b"));
    begin_migration(run.world, run.arrival);
    CHECK_FALSE(settings.find("a"));
  }
}

TEST_CASE("what the transaction and the migration remember goes back with them") {
  Run run(Mode::client);
  run.say(Verb::begin);
  World& world = run.world;
  const RelationId t = world.catalog.add(Name{"", "t", {}}, ObjectKind::table, {}).id;
  world.transaction.past.locks.hold({t, postgres_lock::share, {}, true});
  world.past.made.set("index public.i", {});
  run.say(Verb::savepoint, "s");
  world.transaction.past.locks.hold({t, postgres_lock::access_exclusive, {}, true});
  world.transaction.past.extended_types.push_back({"", "mood", {}});
  world.past.dropped.set("index public.i", {});
  run.say(Verb::rollback_to, "s");
  CHECK(world.transaction.past.locks.on(t)->mode == postgres_lock::share);
  CHECK(world.transaction.past.extended_types.empty());
  CHECK(world.past.dropped.empty());
  CHECK(world.past.made.find("index public.i"));
  run.say(Verb::commit);
  CHECK_FALSE(world.transaction.past.locks.on(t));
  CHECK(world.past.made.find("index public.i"));
}

TEST_CASE("ages are told from the migration and the transaction at hand") {
  Run run(Mode::client);
  run.say(Verb::begin).make("a");
  const Moment made = run.world.catalog.find(Name{"", "a", {}})->made;
  CHECK(run.world.age(made) == Age::this_transaction);
  run.say(Verb::commit);
  CHECK(run.world.age(made) == Age::this_migration);
  begin_migration(run.world, run.arrival);
  CHECK(run.world.age(made) == Age::earlier_migration);
  CHECK(run.world.age({}) == Age::before_history);
}

TEST_CASE("each statement outside a transaction is one of its own") {
  Run run(Mode::per_statement);
  run.make("a").make("b");
  const World& world = run.world;
  CHECK(world.catalog.find(Name{"", "a", {}})->made.transaction != world.catalog.find(Name{"", "b", {}})->made.transaction);
}

// --------------------------------------------------------------------------------------------------------- held locks

namespace {

HeldLock lock(RelationId relation, Lock mode, std::uint32_t statement, bool blocks = true) {
  HeldLock out;
  out.relation = relation;
  out.mode = mode;
  out.since.number = statement;
  out.blocks_application = blocks;
  return out;
}

}  // namespace

TEST_CASE("of the locks on a relation the strongest is held, since it was first taken") {
  HeldLocks locks;
  CHECK_FALSE(locks.strongest());
  CHECK_FALSE(locks.first());
  locks.hold(lock(1, postgres_lock::share, 0));
  locks.hold(lock(1, postgres_lock::row_exclusive, 1));
  locks.hold(lock(1, postgres_lock::share, 2));
  CHECK(locks.on(1)->since.number == 0);
  locks.hold(lock(1, postgres_lock::access_exclusive, 3));
  CHECK(locks.on(1)->mode == postgres_lock::access_exclusive);
  CHECK(locks.on(1)->since.number == 3);
  CHECK_FALSE(locks.on(2));
}

TEST_CASE("the strongest lock and the first are told of those that block the application") {
  HeldLocks locks;
  locks.hold(lock(1, postgres_lock::access_exclusive, 0, false));
  CHECK_FALSE(locks.strongest());
  locks.hold(lock(40, postgres_lock::share, 1));
  locks.hold(lock(3, postgres_lock::access_exclusive, 2));
  locks.hold(lock(4, postgres_lock::access_exclusive, 3));
  CHECK(locks.first()->relation == 40);
  CHECK(locks.strongest()->relation == 3);
  locks.hold(lock(40, postgres_lock::access_exclusive, 4));
  CHECK(locks.strongest()->relation == 3);  // the first of equals
}

TEST_CASE("a relation that is gone holds no lock, and the next takes its place") {
  HeldLocks locks;
  locks.hold(lock(40, postgres_lock::share, 1));
  locks.hold(lock(3, postgres_lock::access_exclusive, 2));
  locks.hold(lock(64, postgres_lock::share, 2));
  locks.hold(lock(33, postgres_lock::share, 2));
  locks.forget(7);
  CHECK(locks.first()->relation == 40);
  const HeldLocks before = locks;
  locks.forget(40);
  CHECK(locks.first()->relation == 3);
  locks.forget(3);
  CHECK(locks.first()->relation == 33);  // of one statement in the order in which relations were made
  CHECK(locks.strongest()->relation == 33);
  locks.forget(33);
  locks.forget(64);
  CHECK_FALSE(locks.first());
  CHECK_FALSE(locks.strongest());
  CHECK(before.first()->relation == 40);
  CHECK(before.strongest()->relation == 3);
}

TEST_CASE("a lock that blocked nobody may come to block, and counts from then on") {
  HeldLocks locks;
  locks.hold(lock(1, postgres_lock::row_exclusive, 0, false));
  locks.hold(lock(2, postgres_lock::share, 1));
  locks.hold(lock(1, postgres_lock::access_exclusive, 2));
  CHECK(locks.first()->relation == 2);
  CHECK(locks.strongest()->relation == 1);
}
