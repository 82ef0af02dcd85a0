#include <godwit/dialects/dialect.h>
#include <support/catch.h>
#include <support/replay_statement.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace godwit;

namespace {

/// The effects of a script's last statement, in the graph that the statements before it left.
struct Last {
  explicit Last(const std::string& script, int version = 526) {
    const Dialect& dialect = *find_dialect("cypher");
    World world;
    dialect.prepare(world, server_of(dialect, {{"neo4j", version, {}}}));
    begin_migration(world, {TransactionMode::per_statement, true, false});
    std::vector<Problem> problems;
    const auto reader = dialect.read(script);
    for (auto batch = reader->next(problems); !batch.empty(); batch = reader->next(problems))
      for (Statement& statement : batch) {
        dialect.follow_code(statement, world);
        effects = replay_statement(dialect, statement, world);
        statement_committed(world);
      }
  }

  [[nodiscard]] const PlanEffect* plan(PlanEffect::Kind kind) const {
    const auto found = std::find_if(effects.plan.begin(), effects.plan.end(),
                                    [&](const PlanEffect& each) { return each.kind == kind; });
    return found == effects.plan.end() ? nullptr : &*found;
  }
  [[nodiscard]] bool grows() const {
    return std::any_of(effects.memory.begin(), effects.memory.end(),
                       [](const MemoryEffect& each) { return each.grows; });
  }

  StatementResult effects;
};

using Kind = PlanEffect::Kind;

}  // namespace

TEST_CASE("a transaction holds what it changes of all that is found") {
  CHECK(Last("MATCH (n:Person) SET n.x = 1").grows());
  CHECK_FALSE(Last("MATCH (n:Person {id: 1}) SET n.x = 1").grows());
  CHECK_FALSE(Last("MATCH (n:Person) CALL (n) { SET n.x = 1 } IN TRANSACTIONS").grows());
  CHECK(Last("CALL { MATCH (n:Person) SET n.x = 1 } IN TRANSACTIONS").grows());
}

TEST_CASE("what collect() gathered comes back with UNWIND") {
  CHECK(Last("MATCH (n:Person) WITH collect(n) AS ns UNWIND ns AS n SET n.x = 1").grows());
  CHECK_FALSE(Last("MATCH (n:Person) WITH count(n) AS c MERGE (s:Stat {id: 1}) SET s.c = c").grows());
}

TEST_CASE("a query in a string runs in its caller's transaction unless the procedure batches it") {
  CHECK(Last("CALL apoc.cypher.doIt('MATCH (n:Person) SET n.x = 1', {})").grows());
  CHECK_FALSE(Last("CALL apoc.periodic.iterate('MATCH (n:Person) RETURN n', 'SET n.x = 1', {})").grows());
  CHECK(Last("CALL apoc.periodic.iterate('RETURN 1', 'MATCH (n:Person) SET n.x = 1', {})").grows());
  CHECK(Last("MATCH (n:Person)-[r:A]->() CALL apoc.refactor.setType(r, 'B') YIELD output RETURN count(*)").grows());
}

TEST_CASE("a row's value for a key finds one node, and what is the same for every row is one") {
  CHECK_FALSE(Last("UNWIND [{id: 1}] AS row MATCH (n:Person {id: row.id}) SET n.x = 1").grows());
  CHECK(Last("MATCH (a:A), (b:B) WHERE a.id = b.id SET b.x = 1").grows());
  CHECK_FALSE(Last("MATCH (u:User) MERGE (r:Role {name: 'admin'})").grows());
  CHECK(Last("MATCH (u:User) MERGE (r:Role {name: u.role})").grows());
}

TEST_CASE("a product is one whatever its parts, and multiplies where two of them are many") {
  const Last keys("MATCH (a:A {id: 1}), (b:B {id: 2}) MERGE (a)-[:X]->(b)");
  REQUIRE(keys.plan(Kind::cartesian_product));
  CHECK_FALSE(keys.plan(Kind::cartesian_product)->multiplies);
  const Last all("MATCH (a:A) MATCH (b:B) MERGE (a)-[:X]->(b)");
  REQUIRE(all.plan(Kind::cartesian_product));
  CHECK(all.plan(Kind::cartesian_product)->multiplies);
  CHECK(all.plan(Kind::cartesian_product)->what == ":A and :B");
  CHECK_FALSE(Last("MATCH (a:A), (b:B) WHERE a.x = b.x MERGE (a)-[:X]->(b)").plan(Kind::cartesian_product));
}

TEST_CASE("an index is in a plan once it is populated, and CONTAINS reads it") {
  const std::string index = "CREATE INDEX i FOR (n:P) ON (n.name); ";
  CHECK(Last(index + "MATCH (n:P {name: 'x'}) RETURN n").plan(Kind::label_scan));
  CHECK_FALSE(Last(index + "CALL db.awaitIndexes(); MATCH (n:P {name: 'x'}) RETURN n").plan(Kind::label_scan));
  CHECK_FALSE(
      Last(index + "CALL db.awaitIndexes(); MATCH (n:P) WHERE n.name CONTAINS 'x' RETURN n").plan(Kind::label_scan));
  CHECK(Last(index + "CALL db.awaitIndexes(); MATCH (n:P) WHERE n.name IS NULL RETURN n").plan(Kind::label_scan));
}

TEST_CASE("without its token lookup index everything is read for a label") {
  const Last last("DROP INDEX index_343aff4e; MATCH (n:P) SET n.x = 1");
  CHECK(last.plan(Kind::all_nodes_scan));
  CHECK_FALSE(last.plan(Kind::label_scan));
}

TEST_CASE("how many there are is known without reading them") {
  CHECK(Last("MATCH (n:P) RETURN count(n)").effects.plan.empty());
  CHECK_FALSE(Last("MATCH (n:P {x: 1}) RETURN count(n)").effects.plan.empty());
  CHECK_FALSE(Last("MATCH (n:P) RETURN count(n), n.x").effects.plan.empty());
}

TEST_CASE("relationships of a path that repeats are not found by their type") {
  CHECK(Last("MATCH (a)-[:X*1..3]->(b) RETURN b").plan(Kind::all_nodes_scan));
  CHECK(Last("MATCH (a)-[:X]->(b) RETURN b").plan(Kind::label_scan));
  CHECK(Last("MATCH (a)-[:X]->(b) RETURN b", 404).plan(Kind::all_nodes_scan));
}

TEST_CASE("labels and keys that WHERE asks for") {
  CHECK(Last("MATCH (n) WHERE n:A OR n:B SET n.x = 1").plan(Kind::label_scan));
  CHECK(Last("MATCH (n) WHERE n:A OR n.y = 1 SET n.x = 1").plan(Kind::all_nodes_scan));
  CHECK_FALSE(Last("MATCH (n:P) WHERE n.id IN [1, 2] SET n.x = 1").grows());
  CHECK_FALSE(Last("MATCH (:P)-[r:T {id: 5}]->(:P) SET r.x = 1").grows());
  CHECK_FALSE(Last("CALL apoc.trigger.install('neo4j', 't', 'UNWIND $createdNodes AS n SET n.x = 1', {})").grows());
}
