#include <godwit/dialects/dialect.h>
#include <godwit/ir/graph/neo4j_locks.h>
#include <godwit/world/graph_reach.h>
#include <support/catch.h>
#include <support/replay_statement.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace godwit;

namespace {

/// What scripts do, one migration after the other, statement by statement.
struct Replayed {
  explicit Replayed(const Server& server = {"neo4j", 0, {}}) : aimed(server_of(*find_dialect("cypher"), {server})) {}

  Replayed& run(std::string script, TransactionMode mode = TransactionMode::per_statement) {
    texts.push_back(std::make_unique<std::string>(std::move(script)));
    const Dialect& dialect = *find_dialect("cypher");
    const auto reader = dialect.read(*texts.back());
    dialect.prepare(world, aimed);
    const Arrival arrival{mode, true, false};
    begin_migration(world, arrival);
    statements.clear();
    effects.clear();
    std::uint32_t number = 0;
    for (auto batch = reader->next(problems); !batch.empty(); batch = reader->next(problems))
      for (Statement& statement : batch) {
        effects.push_back(replay_statement(dialect, statement, world));
        hold_locks(world, effects.back(), {statement.span, number++, 0});
        for (const Operation& each : statement.operations)
          if (const auto* control = each.as<TransactionControl>())
            control_transaction(world, arrival, *control, statement.span);
        statement_committed(world);
        statements.push_back(std::move(statement));
      }
    return *this;
  }

  [[nodiscard]] std::string words(Span span) const { return texts.back()->substr(span.begin, span.end - span.begin); }
  /// The refusal of a statement, the last one unless said otherwise, with its certainty; `no` where there is none.
  [[nodiscard]] Known refuses(Refusal refusal, std::size_t number = SIZE_MAX) const {
    const HazardEffect* found = effects[std::min(number, effects.size() - 1)].find(refusal);
    return found ? found->certain : Known::no;
  }
  [[nodiscard]] bool refuses_nothing() const {
    return std::none_of(effects.begin(), effects.end(),
                        [](const StatementResult& each) { return each.find(Hazard::refused) != nullptr; });
  }
  [[nodiscard]] const RelationEffect* on(graph::Entity entity, const std::string& label) const {
    const Relation* relation = find_label(world, entity, label);
    return relation ? effects.back().on(relation->id) : nullptr;
  }

  std::vector<std::unique_ptr<std::string>> texts;  // spans and trees may point into them
  World world;
  Server aimed;
  std::vector<Problem> problems;
  std::vector<Statement> statements;
  std::vector<StatementResult> effects;
};

constexpr auto together = TransactionMode::per_migration;

Server version(int number, std::string_view language = "5") {
  return Server{"neo4j", number, {}}.with("language", language);
}

Server edition(std::string_view name) { return Server{"neo4j", 0, {}}.with("edition", name); }

template <class T>
const T& only(const Statement& statement) {
  const T* found = nullptr;
  for (const Operation& each : statement.operations)
    if (const T* one = each.as<T>()) {
      REQUIRE(found == nullptr);
      found = one;
    }
  REQUIRE(found != nullptr);
  return *found;
}

StatementKind kind(const std::string& cypher) { return Replayed().run(cypher).effects.back().kind; }

}  // namespace

// ------------------------------------------------------------------------------------------------------------ lowering

TEST_CASE("an index knows its name, kind, labels and properties") {
  Replayed run;
  run.run("CREATE TEXT INDEX `my index` IF NOT EXISTS FOR (p:Person) ON (p.name)");
  const auto& index = only<graph::CreateIndex>(run.statements.back());
  CHECK(index.name == "my index");
  CHECK(index.kind == graph::IndexKind::text);
  CHECK(index.if_not_exists);
  CHECK(index.over == graph::Schema{graph::Entity::node, {"Person"}, {"name"}});
}

TEST_CASE("a fulltext index over several labels keeps them all") {
  Replayed run;
  run.run("CREATE FULLTEXT INDEX f FOR (n:A|B) ON EACH [n.x, n.y]");
  CHECK(only<graph::CreateIndex>(run.statements.back()).over ==
        graph::Schema{graph::Entity::node, {"A", "B"}, {"x", "y"}});
}

TEST_CASE("a constraint of before 5 says the same as one of today") {
  Replayed old(version(404)), now(version(404));
  old.run("CREATE CONSTRAINT c ON (p:Person) ASSERT exists(p.name)");
  now.run("CREATE CONSTRAINT c FOR (p:Person) REQUIRE p.name IS NOT NULL");
  const auto& first = only<graph::CreateConstraint>(old.statements.back());
  const auto& second = only<graph::CreateConstraint>(now.statements.back());
  CHECK(first.kind == second.kind);
  CHECK(first.over == second.over);
}

TEST_CASE("a constraint on relationships is about their type") {
  Replayed run;
  run.run("CREATE CONSTRAINT c FOR ()-[k:KNOWS]-() REQUIRE k.id IS UNIQUE");
  CHECK(only<graph::CreateConstraint>(run.statements.back()).over ==
        graph::Schema{graph::Entity::relationship, {"KNOWS"}, {"id"}});
}

TEST_CASE("drops by name and by schema") {
  CHECK(only<graph::DropIndex>(Replayed().run("DROP INDEX i IF EXISTS").statements.back()).if_exists);
  Replayed old(version(404));
  old.run("DROP CONSTRAINT ON (p:Person) ASSERT p.id IS UNIQUE");
  CHECK(only<graph::DropConstraint>(old.statements.back()).kind == graph::ConstraintKind::unique);
}

TEST_CASE("batches know their size and what they do on an error") {
  Replayed run;
  run.run("MATCH (p:Person) CALL (p) { SET p.x = 1 } IN 4 CONCURRENT TRANSACTIONS OF 500 ROWS ON ERROR CONTINUE");
  const auto& batches = only<graph::CallInTransactions>(run.statements.back());
  CHECK(batches.batch_rows == 500);
  CHECK(batches.concurrent);
  CHECK(batches.on_error == graph::CallInTransactions::OnError::continue_);
}

TEST_CASE("administration knows what it does to what") {
  Replayed run;
  run.run("CREATE OR REPLACE DATABASE archive WAIT");
  const auto& replaced = only<graph::Administer>(run.statements.back());
  CHECK(replaced.or_replace);
  CHECK(replaced.kind == graph::AdministrationKind::database);
  CHECK(replaced.object == "archive");
  run.run("ALTER USER bob SET PASSWORD 'x' CHANGE NOT REQUIRED");
  CHECK(only<graph::Administer>(run.statements.back()).literal_password);
  run.run("CREATE USER bob SET PASSWORD $p");
  CHECK_FALSE(only<graph::Administer>(run.statements.back()).literal_password);
}

TEST_CASE("client commands and transaction control are no Cypher") {
  Replayed run;
  run.run(":param x => 1\n:begin\nRETURN 1;\n:commit\n", TransactionMode::client);
  REQUIRE(run.statements.size() == 4);
  CHECK(only<graph::ClientCommand>(run.statements[0]).command == ":param");
  CHECK(only<TransactionControl>(run.statements[1]).verb == TransactionVerb::begin);
}

TEST_CASE("a comment of SQL is found where it begins and ends") {
  Replayed run;
  run.run("-- a word\nMATCH (n) RETURN n");
  REQUIRE(run.statements.size() == 1);
  CHECK(run.words(run.statements[0].operations[0].span) == "-- a word");
  CHECK(run.refuses(Refusal::sql_comment) == Known::yes);
}

// --------------------------------------------------------------------------------------------- kinds and transactions

TEST_CASE("the words of a statement decide about its kind") {
  CHECK(kind("MATCH (n) RETURN n") == StatementKind::read);
  CHECK(kind("MATCH (n:Nothing) DETACH DELETE n") == StatementKind::write);
  CHECK(kind("EXPLAIN CREATE (:Person)") == StatementKind::write);
  CHECK(kind("CALL db.createLabel('A')") == StatementKind::write);
  CHECK(kind("DROP INDEX i IF EXISTS") == StatementKind::schema);
  CHECK(kind("SHOW INDEXES") == StatementKind::read);
  CHECK(kind("SHOW USERS") == StatementKind::administration);
  CHECK(kind("CALL some.plugin()") == StatementKind::unknown);
}

TEST_CASE("schema and data do not share a transaction, schema and reads do") {
  Replayed run;
  run.run("CREATE INDEX i FOR (p:A) ON (p.x); MERGE (p:A {x: 1})", together);
  CHECK(run.refuses(Refusal::other_kind_in_transaction) == Known::yes);
  run.run("MERGE (p:A {x: 1}); DROP INDEX i", together);
  CHECK(run.refuses(Refusal::other_kind_in_transaction) == Known::yes);
  run.run("MATCH (p:A) RETURN p; DROP INDEX i", together);
  CHECK(run.refuses(Refusal::other_kind_in_transaction) == Known::no);
  run.run("MERGE (p:A {x: 1}); DROP INDEX i IF EXISTS", TransactionMode::unknown);
  CHECK(run.refuses(Refusal::other_kind_in_transaction) == Known::unknown);
  run.run("MERGE (p:A {x: 1}); DROP INDEX i IF EXISTS");
  CHECK(run.refuses(Refusal::other_kind_in_transaction) == Known::no);
}

TEST_CASE("a commit of the script parts the kinds") {
  Replayed run;
  run.run(":begin\nMERGE (p:A {x: 1});\n:commit\n:begin\nCREATE INDEX i FOR (p:A) ON (p.x);\n:commit\n",
          TransactionMode::client);
  CHECK(run.refuses_nothing());
}

TEST_CASE("batches are refused in a transaction, and misplaced ones everywhere") {
  Replayed run;
  const std::string batches = "MATCH (p:A) CALL (p) { SET p.x = 1 } IN TRANSACTIONS";
  CHECK(run.run(batches, together).refuses(Refusal::explicit_transaction) == Known::yes);
  CHECK(run.run(batches).refuses(Refusal::explicit_transaction) == Known::no);
  CHECK(run.run("EXPLAIN " + batches, together).refuses(Refusal::explicit_transaction) == Known::no);
  CHECK(run.run("CREATE (:B) WITH 1 AS one " + batches).refuses(Refusal::words) == Known::yes);
}

TEST_CASE("an index is not awaited in the transaction that makes it") {
  Replayed run;
  run.run("CREATE INDEX i FOR (p:A) ON (p.x); CALL db.awaitIndexes(300)", together);
  CHECK(run.refuses(Refusal::awaits_own_index) == Known::yes);
  run.run("CREATE INDEX j FOR (p:A) ON (p.y); CALL db.awaitIndexes(300)");
  CHECK(run.refuses(Refusal::awaits_own_index) == Known::no);
  CHECK(run.world.catalog.graph.index("j")->online == Known::yes);
}

// ---------------------------------------------------------------------------------------------------- what is there

TEST_CASE("indexes and constraints share one name space") {
  Replayed run;
  run.run("CREATE INDEX x FOR (p:A) ON (p.x); CREATE CONSTRAINT x IF NOT EXISTS FOR (p:B) REQUIRE p.y IS UNIQUE");
  CHECK(run.refuses(Refusal::name_taken) == Known::yes);
  run.run("CREATE INDEX x FOR (p:A) ON (p.z)");
  CHECK(run.refuses(Refusal::name_taken) == Known::yes);
  run.run("CREATE INDEX other FOR (p:A) ON (p.x)");
  CHECK(run.refuses(Refusal::exists_already) == Known::yes);
}

TEST_CASE("IF NOT EXISTS makes nothing where the name is taken") {
  Replayed run;
  run.run("CREATE INDEX x FOR (p:A) ON (p.x)").run("CREATE INDEX x IF NOT EXISTS FOR (p:A) ON (p.y)");
  CHECK(run.refuses_nothing());
  CHECK(run.world.catalog.graph.index("x")->over.properties == std::vector<std::string>{"x"});
  CHECK(run.on(graph::Entity::node, "A")->lock == neo4j_lock::label_shared);
}

TEST_CASE("a constraint does not take over an index") {
  Replayed run;
  run.run("CREATE INDEX x FOR (p:A) ON (p.x)").run("CREATE CONSTRAINT c IF NOT EXISTS FOR (p:A) REQUIRE p.x IS UNIQUE");
  CHECK(run.refuses(Refusal::index_in_the_way) == Known::yes);
  run.run("CREATE CONSTRAINT c FOR (p:A) REQUIRE (p.x, p.y) IS UNIQUE");
  CHECK(run.refuses_nothing());
}

TEST_CASE("a TEXT index is not in the way of a constraint") {
  Replayed run;
  run.run("CREATE TEXT INDEX x FOR (p:A) ON (p.x); CREATE CONSTRAINT c FOR (p:A) REQUIRE p.x IS UNIQUE");
  CHECK(run.refuses_nothing());
}

TEST_CASE("an index beside a constraint is refused, a RANGE one on 4.4 is made") {
  const std::string both =
      "CREATE CONSTRAINT c FOR (p:A) REQUIRE p.x IS UNIQUE; CREATE RANGE INDEX i FOR (p:A) ON (p.x)";
  CHECK(Replayed().run(both).refuses(Refusal::constraint_in_the_way) == Known::yes);
  CHECK(Replayed(version(404)).run(both).refuses_nothing());
}

TEST_CASE("a constraint owns its index") {
  Replayed run;
  run.run("CREATE CONSTRAINT c FOR (p:A) REQUIRE p.x IS UNIQUE").run("DROP INDEX c IF EXISTS");
  CHECK(run.refuses(Refusal::owned_index) == Known::yes);
  run.run("DROP CONSTRAINT c; DROP INDEX c");
  CHECK(run.refuses(Refusal::missing, 0) == Known::no);
  CHECK(run.refuses(Refusal::missing, 1) == Known::unknown);
}

TEST_CASE("what is dropped twice is missing for certain, what nobody made perhaps") {
  Replayed run;
  CHECK(run.run("DROP INDEX i").refuses(Refusal::missing) == Known::unknown);
  run.run("CREATE INDEX i FOR (p:A) ON (p.x)").run("DROP INDEX i").run("DROP INDEX i");
  CHECK(run.refuses(Refusal::missing) == Known::yes);
  CHECK(run.run("DROP INDEX i IF EXISTS").refuses_nothing());
}

TEST_CASE("a constraint is not replaced in one transaction") {
  Replayed run;
  run.run("CREATE CONSTRAINT c FOR (p:A) REQUIRE p.x IS UNIQUE");
  run.run("DROP CONSTRAINT c; CREATE CONSTRAINT d FOR (p:A) REQUIRE p.x IS UNIQUE", together);
  CHECK(run.refuses(Refusal::replaced_in_transaction) == Known::yes);
  Replayed apart;
  apart.run("CREATE CONSTRAINT c FOR (p:A) REQUIRE p.x IS UNIQUE");
  apart.run("DROP CONSTRAINT c; CREATE CONSTRAINT d FOR (p:A) REQUIRE p.x IS UNIQUE");
  CHECK(apart.refuses_nothing());
}

TEST_CASE("a constraint in place of an index in one transaction fails on 2026.08 alone") {
  const auto answer = [](int number) {
    Replayed run(version(number));
    run.run("CREATE INDEX i FOR (p:A) ON (p.x)");
    return run.run("DROP INDEX i; CREATE CONSTRAINT c FOR (p:A) REQUIRE p.x IS UNIQUE", together)
        .refuses(Refusal::replaced_in_transaction);
  };
  CHECK(answer(526) == Known::no);
  CHECK(answer(202508) == Known::unknown);
  CHECK(answer(202608) == Known::yes);
}

TEST_CASE("the token lookup indexes have other names from 2025 on") {
  CHECK(Replayed().run("DROP INDEX index_343aff4e").refuses_nothing());
  CHECK(Replayed(version(202608)).run("DROP INDEX index_343aff4e").refuses(Refusal::missing) == Known::yes);
  CHECK(Replayed(version(202608)).run("DROP INDEX index_1b9dcc97").refuses_nothing());
}

TEST_CASE("what the history calls by no name is not named in messages") {
  Replayed run;
  run.run("CREATE CONSTRAINT FOR (p:A) REQUIRE p.x IS UNIQUE; CREATE INDEX i FOR (p:A) ON (p.x)");
  const HazardEffect* hazard = run.effects.back().find(Refusal::constraint_in_the_way);
  REQUIRE(hazard != nullptr);
  CHECK(hazard->object.name.empty());
  CHECK(hazard->why == "a constraint has an index over the same properties");
}

TEST_CASE("each database has indexes of its own") {
  Replayed run;
  run.run(
      "USE a CREATE INDEX i FOR (p:A) ON (p.x); USE b CREATE INDEX i FOR (p:A) ON (p.x); CREATE INDEX i FOR (p:A) ON "
      "(p.x)");
  CHECK(run.refuses_nothing());
  CHECK(run.run("USE A CREATE INDEX i FOR (p:A) ON (p.x)").refuses(Refusal::exists_already) == Known::yes);
}

TEST_CASE("a client's :use holds until the migration ends") {
  Replayed run;
  run.run(":use a;\nCREATE INDEX i FOR (p:A) ON (p.x);\n", TransactionMode::client);
  CHECK(run.run("CREATE INDEX i FOR (p:A) ON (p.x)").refuses_nothing());
  run.run(":use a\nCREATE INDEX i FOR (p:A) ON (p.x);\n", TransactionMode::client);
  CHECK(run.refuses(Refusal::exists_already) == Known::yes);
}

TEST_CASE("after apoc.schema.assert nobody knows what is there") {
  Replayed run;
  run.run("CREATE INDEX i FOR (p:A) ON (p.x)").run("CALL apoc.schema.assert({}, {})");
  CHECK(run.run("CREATE INDEX i FOR (p:A) ON (p.x)").refuses_nothing());
  run.run("CALL apoc.schema.assert({}, {}, false)");
  CHECK(run.run("CREATE INDEX i FOR (p:A) ON (p.x)").refuses(Refusal::exists_already) == Known::yes);
}

// ----------------------------------------------------------------------------------------------------------- locks

TEST_CASE("a constraint reads a label in use under its lock, and nothing of a new one") {
  Replayed run;
  run.run("CREATE CONSTRAINT c FOR (p:A) REQUIRE p.x IS UNIQUE");
  CHECK(run.on(graph::Entity::node, "A")->in_use == Known::no);
  CHECK_FALSE(run.on(graph::Entity::node, "A")->scan);
  run.run("CREATE CONSTRAINT d FOR (p:A) REQUIRE p.y IS UNIQUE");
  CHECK(run.on(graph::Entity::node, "A")->in_use == Known::yes);
  CHECK(run.on(graph::Entity::node, "A")->scan);
  CHECK(run.on(graph::Entity::node, "A")->lock == neo4j_lock::label_exclusive);
}

TEST_CASE("an index is populated after its statement, and between migrations") {
  Replayed run;
  run.run("CREATE INDEX i FOR (p:A) ON (p.x)");
  CHECK(run.world.catalog.graph.index("i")->online == Known::no);
  run.run("RETURN 1");
  CHECK(run.world.catalog.graph.index("i")->online_at(run.world.now) == Known::yes);
}

// ------------------------------------------------------------------------------------------- versions and editions

TEST_CASE("what a version has dropped is refused, and what it deprecates is not") {
  const std::string old = "MATCH (p:A) WHERE exists(p.x) RETURN p";
  CHECK(Replayed(version(526)).run(old).refuses(Refusal::removed_feature) == Known::yes);
  Replayed at(version(404));
  CHECK(at.run(old).refuses_nothing());
  CHECK(at.effects.back().find(Hazard::deprecated) != nullptr);
}

TEST_CASE("a language is told apart from a version") {
  const std::string copy = "MATCH (a:A {id: 1}), (b:A {id: 2}) SET a = b";
  Replayed in_25(version(202608, "25"));
  in_25.run(copy);
  CHECK(in_25.effects.back().find(Refusal::removed_feature)->why == "Cypher 25 no longer understands it");
  CHECK(Replayed(version(202608)).run(copy).refuses_nothing());
  CHECK(Replayed(version(202608)).run("CYPHER 25 " + copy).refuses(Refusal::removed_feature) == Known::yes);
  Replayed let(version(202608));
  let.run("MATCH (a:A {id: 1}) LET x = a.x RETURN x");
  CHECK(let.effects.back().find(Refusal::newer_feature)->why == "only Cypher 25 understands it");
}

TEST_CASE("what another server takes stays known to the statements behind it") {
  Replayed run;
  run.run("CREATE CONSTRAINT ON (p:A) ASSERT p.x IS UNIQUE");
  CHECK(run.refuses(Refusal::removed_feature) == Known::yes);
  CHECK(run.world.catalog.graph.unique("A", "x"));
}

TEST_CASE("an edition refuses only where it is known") {
  const std::string key = "CREATE CONSTRAINT c FOR (p:A) REQUIRE p.x IS NODE KEY";
  CHECK(Replayed().run(key).refuses(Refusal::edition) == Known::unknown);
  CHECK(Replayed(edition("community")).run(key).refuses(Refusal::edition) == Known::yes);
  CHECK(Replayed(edition("enterprise")).run(key).refuses_nothing());
  CHECK(Replayed(edition("community")).run("CREATE USER bob SET PASSWORD 'x'").refuses_nothing());
}

TEST_CASE("procedures that are gone say what is there instead") {
  Replayed run;
  run.run("CALL db.indexes()");
  REQUIRE(run.refuses(Refusal::removed_procedure) == Known::yes);
  CHECK(run.effects.back().find(Refusal::removed_procedure)->instead == "SHOW INDEXES");
  CHECK(Replayed(version(404)).run("CALL db.indexes()").refuses_nothing());
}

// ------------------------------------------------------------------------------------------------------ the runner

TEST_CASE("only whoever may have called cypher-shell gives parameters") {
  Replayed run;
  CHECK(run.run("RETURN $x", together).refuses(Refusal::parameter) == Known::yes);
  CHECK(run.run("RETURN $x", TransactionMode::client).refuses(Refusal::parameter) == Known::unknown);
  CHECK(run.run("RETURN $x", TransactionMode::unknown).refuses(Refusal::parameter) == Known::unknown);
  CHECK(run.run(":param x => 1\nRETURN $x", TransactionMode::client).refuses_nothing());
  CHECK(run.run("EXPLAIN RETURN $x", together).refuses_nothing());
}

TEST_CASE("what :auto sends is a statement, also on the next line") {
  Replayed run;
  for (const std::string script : {":auto MATCH (n) DETACH DELETE n;", ":auto\nMATCH (n) DETACH DELETE n"}) {
    CHECK(run.run(script, TransactionMode::client).statements.size() == 2);
    CHECK(run.words(run.statements[0].span) == ":auto");
    CHECK(run.effects[1].kind == StatementKind::write);
  }
}

TEST_CASE("a call gives its parameters to the queries that it runs") {
  Replayed run;
  const auto parameter = [&](const std::string& call) {
    return run.run(call, TransactionMode::client).refuses(Refusal::parameter);
  };
  const std::string commit = "CALL apoc.periodic.commit('MATCH (p:Pen) WITH p LIMIT $limit SET p.x = 1 RETURN count(*)', ";
  CHECK(parameter(commit + "{limit: 10})") == Known::no);
  CHECK(parameter(commit + "$given)") != Known::no);  // the map is one itself
  CHECK(parameter(commit + "{size: 10})") == Known::unknown);
  CHECK(parameter("CALL apoc.trigger.install('neo4j', 'a', 'UNWIND $createdNodes AS n SET n.x = 1', {})") == Known::no);
  const std::string iterate = "CALL apoc.periodic.iterate('MATCH (p:Pen) WHERE p.x < $most RETURN p', 'SET p.y = $_count', ";
  CHECK(parameter(iterate + "{params: {most: 3}})") == Known::no);
  CHECK(parameter(iterate + "{most: 3})") == Known::unknown);
}

TEST_CASE("runMany runs each of its statements") {
  Replayed run;
  run.run("CALL apoc.cypher.runMany('CREATE (:Pen {id: 1});\nMATCH (c:Cap) DETACH DELETE c;', {})");
  CHECK(run.refuses_nothing());
  CHECK(run.on(graph::Entity::node, "Pen") != nullptr);
  CHECK(run.run("CALL apoc.cypher.runMany('CREATE (:Pen);\nCREATE CREATE;', {})").refuses(Refusal::words) == Known::yes);
}

TEST_CASE("all parts of a UNION return columns of the same names") {
  Replayed run;
  CHECK(run.run("MATCH (a) RETURN a.x AS x UNION MATCH (b) RETURN b.x AS x").refuses_nothing());
  CHECK(run.run("MATCH (a) RETURN a.x UNION MATCH (a) RETURN a . x").refuses_nothing());
  CHECK(run.run("MATCH (a) RETURN * UNION MATCH (a) RETURN a").refuses_nothing());
  CHECK(run.run("MATCH (a) RETURN a.x AS x UNION ALL MATCH (b) RETURN b.x AS y").refuses(Refusal::words) == Known::yes);
  CHECK(run.run("RETURN 1 AS a UNION RETURN 2 AS a UNION RETURN 3 AS b").refuses(Refusal::words) == Known::yes);
}

TEST_CASE("the system database runs procedures that hold queries, and no queries") {
  Replayed run;
  run.run(":use system\nCALL apoc.trigger.install('neo4j', 'a', 'MATCH (n) SET n.x = 1', {});\nMATCH (n) SET n.x = 1;",
          TransactionMode::client);
  CHECK(run.refuses(Refusal::words, 1) == Known::no);
  CHECK(run.refuses(Refusal::words, 2) == Known::yes);
}

TEST_CASE("client commands are for clients") {
  Replayed run;
  CHECK(run.run(":begin\n", TransactionMode::client).refuses_nothing());
  CHECK(run.run(":begin\n", together).refuses(Refusal::client_command) == Known::yes);
  CHECK(run.run(":auto RETURN 1", TransactionMode::client).refuses(Refusal::client_command, 0) == Known::yes);
  CHECK(run.run("SCHEMA AWAIT", TransactionMode::client).refuses(Refusal::client_command) == Known::yes);
}
