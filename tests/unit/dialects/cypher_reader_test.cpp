#include <godwit/dialects/dialect.h>
#include <support/catch.h>

#include <string>
#include <vector>

using namespace godwit;

namespace {

/// What a script of Cypher does, statement by statement.
struct Reading {
  explicit Reading(std::string script) : text(std::move(script)), reader(find_dialect("cypher")->read(text)) {
    for (auto batch = reader->next(problems); !batch.empty(); batch = reader->next(problems))
      for (Statement& statement : batch) statements.push_back(std::move(statement));
  }

  template <class Op>
  [[nodiscard]] std::vector<const Op*> all() const {
    std::vector<const Op*> out;
    for (const Statement& statement : statements)
      for (const Operation& operation : statement.operations)
        if (const Op* op = operation.as<Op>()) out.push_back(op);
    return out;
  }
  template <class Op>
  [[nodiscard]] const Op& one() const {
    const auto found = all<Op>();
    REQUIRE(found.size() == 1);
    return *found[0];
  }

  std::string text;
  std::unique_ptr<ScriptReader> reader;
  std::vector<Problem> problems;
  std::vector<Statement> statements;
};

}  // namespace

TEST_CASE("indexes and constraints of every form") {
  const Reading index("CREATE TEXT INDEX `my index` IF NOT EXISTS FOR (p:Person) ON (p.name);");
  CHECK(index.one<graph::CreateIndex>().name == "my index");
  CHECK(index.one<graph::CreateIndex>().kind == graph::IndexKind::text);
  CHECK(index.one<graph::CreateIndex>().if_not_exists);
  CHECK(index.one<graph::CreateIndex>().over == graph::Schema{graph::Entity::node, {"Person"}, {"name"}});

  const Reading old("CREATE CONSTRAINT ON (p:Person) ASSERT p.id IS UNIQUE; DROP INDEX ON :Person(a, b);");
  CHECK(old.one<graph::CreateConstraint>().over.properties == std::vector<std::string>{"id"});
  CHECK(old.one<graph::DropIndex>().over.properties == std::vector<std::string>{"a", "b"});

  const Reading key("CREATE CONSTRAINT k FOR ()-[r:KNOWS]-() REQUIRE (r.a, r.b) IS RELATIONSHIP KEY;");
  CHECK(key.one<graph::CreateConstraint>().kind == graph::ConstraintKind::key);
  CHECK(key.one<graph::CreateConstraint>().over.entity == graph::Entity::relationship);
}

TEST_CASE("patterns know their labels, tests and what was bound before") {
  const Reading read(
      "MATCH (a:Person {id: 1})-[r:KNOWS*]->(b) WHERE b.name = 'x' AND b:Dog MATCH (a)-->(c:A|B) RETURN c");
  const auto matches = read.all<graph::Match>();
  REQUIRE(matches.size() == 2);
  const graph::Pattern& first = matches[0]->patterns.at(0);
  REQUIRE(first.nodes.size() == 2);
  CHECK(first.nodes[0].labels == std::vector<std::string>{"Person"});
  CHECK(first.nodes[0].tests.at(0).against == graph::PropertyTest::Against::literal);
  CHECK(first.nodes[1].labels == std::vector<std::string>{"Dog"});
  CHECK(first.nodes[1].tests.at(0).property == "name");
  CHECK(first.relationships.at(0).unbounded);
  const graph::Pattern& second = matches[1]->patterns.at(0);
  CHECK(second.nodes[0].bound);
  CHECK(second.nodes[0].labels == std::vector<std::string>{"Person"});
  CHECK(second.nodes[1].any_of == std::vector<std::string>{"A", "B"});
}

TEST_CASE("a clause knows what drives it, and in which batch") {
  const Reading read("MATCH (n:L) WITH n LIMIT 10 CALL (n) { SET n.x = 1 } IN TRANSACTIONS OF 5 ROWS");
  const auto& batch = read.one<graph::CallInTransactions>();
  CHECK(batch.batch_rows == 5);
  CHECK(batch.clause.limit == 10);
  CHECK(batch.clause.rows.size() == 1);
  const auto& set = read.one<graph::Set>();
  CHECK(set.clause.batch != graph::no_operation);
  CHECK(set.clause.rows.empty());
  CHECK(set.changes.at(0).on.labels == std::vector<std::string>{"L"});
}

TEST_CASE("changes say what they copy and what they replace") {
  const Reading read("MATCH (n:L) SET n.new = n.old, n += $more, n = {a: 1}, n:M REMOVE n.old, n:K");
  const auto& changes = read.one<graph::Set>().changes;
  REQUIRE(changes.size() == 4);
  CHECK(changes[0].copied_from == "old");
  CHECK(changes[1].kind == graph::Change::Kind::add_all);
  CHECK(changes[2].kind == graph::Change::Kind::replace_all);
  CHECK(changes[3].labels == std::vector<std::string>{"M"});
  CHECK(read.one<graph::Remove>().changes.size() == 2);
}

TEST_CASE("strings that hold Cypher are read, with places of their own") {
  const Reading read("CALL apoc.periodic.iterate('MATCH (n:L) RETURN n', 'SET n.x = 1', {batchSize: 100});");
  CHECK(read.one<graph::CallProcedure>().options.at(0).second == "100");
  CHECK(read.one<graph::CallProcedure>().clause.rows.size() == 1);
  CHECK(read.one<graph::Set>().clause.batch != graph::no_operation);
  for (const Operation& operation : read.statements.at(0).operations)
    if (operation.as<graph::Set>()) {
      CHECK(operation.in_code);
      CHECK(read.text.substr(operation.span.begin, operation.span.end - operation.span.begin) == "SET n.x = 1");
    }
}

TEST_CASE("one bad statement hides no other") {
  const Reading read("CREATE (:A);\nCREATE (((;\nCREATE (:B);\nRETURN 'never;\nCREATE (:C);\n");
  CHECK(read.problems.size() == 2);
  CHECK(read.all<graph::Create>().size() == 3);
  CHECK(read.reader->statement_count() == 5);
}

TEST_CASE("what people write who have another language in mind has a word of its own") {
  CHECK(Reading("-- a comment\nCREATE (:A);").one<graph::RefusedWords>().status == "--");
  CHECK(Reading("MATCH (n) WHERE n.x != 1 RETURN n;").one<graph::RefusedWords>().status == "42I49");
  CHECK(Reading("BEGIN;").one<graph::ClientCommand>().command == "BEGIN");
  CHECK(Reading(":begin\nCREATE (:A);\n:commit\n").all<TransactionControl>().size() == 2);
}

TEST_CASE("what is nested too deeply is counted as not understood") {
  std::string text = "MATCH (n:";
  text += std::string(5000, '(') + "A" + std::string(5000, ')') + ") RETURN n;";
  const Reading read(text);
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].kind == Problem::Kind::not_understood);
}

TEST_CASE("what no one knows is said not to be understood") {
  const Reading read("CALL my.own.procedure('x');");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].kind == Problem::Kind::not_understood);
}
