#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

namespace {

/// A folder of migrations in a repository of its own, so that nothing outside of it is looked at.
class Project : public test::Migrations {
 public:
  Project() { write(".git/HEAD", ""); }
};

Migration only(std::string_view text, std::string_view name = "V1__a.cypher") {
  const Project folder;
  folder.write(name, text);
  return folder.find().migrations.at(0);
}

/// `begin-end rule: the first words`, a line a problem.
Lines problems(const Migration& migration) {
  Lines result;
  for (const Problem& problem : migration.problems) {
    result.push_back(std::to_string(problem.place.span.begin) + '-' + std::to_string(problem.place.span.end) + ' ' + std::string(rule_of(problem)) +
                     ": " + problem.message.substr(0, problem.message.find(',')));
  }
  for (const Step& step : migration.steps)
    if (const auto* unread = std::get_if<Unread>(&step))
      result.push_back(std::to_string(unread->span.begin) + '-' + std::to_string(unread->span.end) + " unread: " +
                       unread->reason.substr(0, unread->reason.find(',')));
  return result;
}

Lines problems_in(std::string_view text) { return problems(only(text)); }

std::string sent_for_xml(std::string_view inside) {
  const Migration migration = only(
      "<migration xmlns=\"https://michael-simons.github.io/neo4j-migrations\">" + std::string(inside) + "</migration>",
      "V1__a.xml");
  CHECK(migration.transaction == TransactionMode::per_statement);
  REQUIRE(migration.steps.size() == 1);
  CHECK(script_at(migration).dialect == "cypher");
  return std::string(script_at(migration).text);
}

constexpr std::string_view cut =
    "cypher/splitter-hazard: neo4j-migrations ends a statement at a `;` that ends its line";

}  // namespace

TEST_CASE("neo4j-migrations: versions number by number, callbacks around them") {
  const Project folder;
  for (const char* name :
       {"V2__b.cypher", "V10__a.cypher", "V1_2__c.cypher", "V1.10__d.cypher", "R3__e f.cypher", "V0001__g.cypher",
        "afterMigrate__z.cypher", "afterMigrate__b.cypher", "beforeFirstUse.cypher", "beforeMigrate.cypher",
        "beforeClean.cypher", "V4_x.cypher", "V5__more-words.cypher", "v6__low.cypher", "notes.cypher"}) {
    folder.write(name, "MATCH (n) RETURN n;\n");
  }
  CHECK(folder.find().frontend->id() == "neo4j-migrations");
  Lines order;
  for (const Migration& migration : folder.find().migrations) order.push_back(migration.version + ' ' + migration.path);
  CHECK(order == Lines{"beforeFirstUse beforeFirstUse.cypher", "beforeMigrate beforeMigrate.cypher",
                       "0001 V0001__g.cypher", "1.2 V1_2__c.cypher", "1.10 V1.10__d.cypher", "2 V2__b.cypher",
                       "3 R3__e f.cypher", "10 V10__a.cypher", "afterMigrate afterMigrate__b.cypher",
                       "afterMigrate afterMigrate__z.cypher", "beforeClean beforeClean.cypher", " V4_x.cypher",
                       " V5__more-words.cypher", " v6__low.cypher"});
  const History history = folder.find();
  for (std::size_t i = 11; i < 14; ++i) {
    CHECK(script_at(history.migrations[i]).text.empty());
    REQUIRE(history.migrations[i].problems.size() == 1);
    CHECK(history.migrations[i].problems[0].message.starts_with("neo4j-migrations passes this file over"));
  }
}

TEST_CASE("neo4j-migrations: what is not its own") {
  const Project flyway;
  flyway.write("V1__a.sql", "SELECT 1;");
  CHECK(flyway.find().frontend->id() == "flyway");
  const Project callbacks;
  callbacks.write("afterMigrate.cypher", "RETURN 1;");
  CHECK((callbacks.find().frontend == nullptr || callbacks.find().frontend->id() != "neo4j-migrations"));
  const Project other_xml;
  other_xml.write("V1__a.xml", "<beans/>");
  CHECK(other_xml.find().frontend == nullptr);
}

TEST_CASE("neo4j-migrations: a file is one transaction, unless it is configured otherwise") {
  for (const auto& [name, text] :
       {std::pair{".migrations.properties", "transaction-mode=PER_STATEMENT\n"},
        std::pair{"src/main/resources/application.properties",
                  "# x\norg.neo4j.migrations.transaction-mode = per_statement\n"},
        std::pair{"src/main/resources/application.yml",
                  "org:\n  neo4j:\n    migrations:\n      transaction-mode: PER_STATEMENT\n"},
        std::pair{"pom.xml", "<transactionMode>PER_STATEMENT</transactionMode>"},
        std::pair{"scripts/migrate.sh", "neo4j-migrations --transaction-mode PER_STATEMENT apply"}}) {
    INFO(name);
    const Project folder;
    folder.write("src/main/resources/neo4j/migrations/V1__a.cypher", "CREATE (:A);\n");
    CHECK(folder.said("src/main/resources/neo4j/migrations") ==
          Lines{"src/main/resources/neo4j/migrations/V1__a.cypher per-migration"});
    folder.write(name, text);
    CHECK(folder.said("src/main/resources/neo4j/migrations") ==
          Lines{"src/main/resources/neo4j/migrations/V1__a.cypher per-statement"});
  }
  const Project commented;
  commented.write(".migrations.properties", "#transaction-mode=PER_STATEMENT\ntransaction-mode=PER_MIGRATION\n");
  commented.write("V1__a.cypher", "CREATE (:A);\n");
  CHECK(commented.said() == Lines{"V1__a.cypher per-migration"});
}

TEST_CASE("neo4j-migrations: versions as text where that is configured") {
  const Project folder;
  folder.write("application.properties", "org.neo4j.migrations.version-sort-order=LEXICOGRAPHIC\n");
  folder.write("V2__b.cypher", "");
  folder.write("V10__a.cypher", "");
  CHECK(folder.said() == Lines{"V10__a.cypher per-migration", "V2__b.cypher per-migration"});
}

TEST_CASE("neo4j-migrations: two of one version, unless a precondition parts them") {
  const Project folder;
  folder.write("V1__a.cypher", "CREATE (:A);\n");
  folder.write("V1__b.cypher", "CREATE (:B);\n");
  CHECK(folder.find().migrations[1].problems.at(0).message.starts_with("neo4j-migrations refuses to run anything: `"));
  folder.write("V1__a.cypher", "// assume that version is 4.4\nCREATE (:A);\n");
  folder.write("V1__b.cypher", "// assume that version is ge 2025.01\nCREATE (:B);\n");
  CHECK(folder.find().migrations[1].problems.empty());
}

TEST_CASE("neo4j-migrations: statements that it splits as the server does") {
  for (const char* text : {
           "CREATE (:A);\nCREATE (:B);\n",
           "CREATE (:A);\r\nCREATE (:B)",
           "CREATE (:A {t: 'x;y'});\n",
           "// a comment; with more\nCREATE (:A);\n",
           "// old;\nCREATE (:A);\n",
           "CREATE (:A);\n// the end\n// and more",
           ":use neo4j;\nCREATE (:A);\n",
           ":use neo4j; CREATE (:A);\n",
           "CREATE (:A);\n\n\n",
           "CREATE (:A); // one\n",
           "",
       }) {
    INFO(text);
    CHECK(problems_in(text) == Lines{});
  }
}

TEST_CASE("neo4j-migrations: statements that it splits otherwise, where that is") {
  CHECK(problems_in("CREATE (:A {t: 'x;\ny'});\n") == Lines{"17-18 " + std::string(cut)});
  CHECK(problems_in("CREATE (:`A;\nB`);\n") == Lines{"11-12 " + std::string(cut)});
  CHECK(problems_in("/* no;\n more */ CREATE (:A);\n") == Lines{"5-6 " + std::string(cut)});
  CHECK(problems_in("MATCH (n) // all;\nRETURN n;\n") == Lines{"16-17 " + std::string(cut)});
  CHECK(problems_in("CREATE (:A); CREATE (:B);\n") == Lines{"11-12 " + std::string(cut)});
  CHECK(problems_in("CREATE (:A); \nCREATE (:B);\nCREATE (:C);\n") == Lines{"11-12 " + std::string(cut)});
  CHECK(problems_in("CREATE (:A); // one\nCREATE (:B);\n") == Lines{"11-12 " + std::string(cut)});
  const Lines comment{"13-22 cypher/splitter-hazard: neo4j-migrations sends this comment as a statement of its own"};
  CHECK(problems_in("CREATE (:A);\n/* end */\n") == comment);
  CHECK(problems_in("CREATE (:A);\n// e\n\n//\n") ==
        Lines{"13-21 cypher/splitter-hazard: neo4j-migrations sends this comment as a statement of its own"});
}

TEST_CASE("neo4j-migrations: the whole file is one script, places in it are those of the file") {
  const Migration migration = only(
      "\xEF\xBB\xBF"
      "CREATE (:A);\nCREATE (:B); CREATE (:C);\n");
  REQUIRE(migration.steps.size() == 1);
  CHECK(script_at(migration).dialect == "cypher");
  CHECK(script_at(migration).text == "CREATE (:A);\nCREATE (:B); CREATE (:C);\n");
  CHECK(script_at(migration).map.to_file({0, 6}) == Span{3, 9});
  CHECK(problems(migration) ==
        Lines{"0-3 cypher/byte-order-mark: neo4j-migrations sends the byte order mark that this file begins with",
              "27-28 " + std::string(cut)});
}

TEST_CASE("neo4j-migrations: a statement that commits by itself puts all others into transactions of their own") {
  for (const char* text : {
           "MATCH (n:L) CALL { WITH n SET n.x = 1 } IN TRANSACTIONS;\nCREATE (:A);\n",
           "MATCH (n:L) CALL (n) { SET n.x = 1 }\nIN TRANSACTIONS OF 100 ROWS;\n",
           "MATCH (n:L) call (n) { SET n.x = 1 } in 4 concurrent transactions;\n",
           "MATCH (n:L) CALL (n) { SET n.x = 1 } IN CONCURRENT TRANSACTIONS;\n",
           "USING PERIODIC COMMIT 500 LOAD CSV FROM 'f' AS l CREATE (:A);\n",
       }) {
    INFO(text);
    const Migration migration = only(text);
    CHECK(migration.transaction == TransactionMode::per_statement);
    CHECK(problems(migration) == Lines{});
  }
  CHECK(only("MATCH (n) CALL { WITH n RETURN 1 AS x } RETURN x;\n").transaction == TransactionMode::per_migration);
}

TEST_CASE("neo4j-migrations: what its expression misses stays in the transaction") {
  struct Case {
    const char *text, *place;
  };
  const Case cases[] = {
      {"CALL { MATCH (n) SET n.x = 1 } IN TRANSACTIONS;\n", "31-46"},
      {"MATCH (n) WITH * CALL (n) { SET n.x = 1 } IN TRANSACTIONS;\n", "42-57"},
      {"MATCH (n) CALL (n) { SET n.x = 1 } /* why */ IN TRANSACTIONS;\n", "45-60"},
      {"MATCH (n) CALL (n) { SET n.x = 1 } IN TRANSACTIONS REPORT STATUS AS s RETURN {a: s};\n", "35-50"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const Migration migration = only(c.text);
    CHECK(migration.transaction == TransactionMode::per_migration);
    CHECK(problems(migration) ==
          Lines{std::string(c.place) +
                " any/runner-trap: neo4j-migrations does not see this and sends the statement in a "
                "transaction"});
  }
  const Migration refused = only("MATCH (n) CALL (n) { SET n.x = 1 } IN $c CONCURRENT TRANSACTIONS;\n");
  CHECK(problems(refused).at(0).starts_with(
      "35-64 any/runner-trap: neo4j-migrations stops here: it takes only a number"));
}

TEST_CASE("neo4j-migrations: preconditions say which servers a file is for") {
  const auto read = [](std::string_view comment) { return only(std::string(comment) + "\nCREATE (:A);\n"); };
  CHECK(read("// assert that edition is enterprise").server.trait("edition") == "enterprise");
  CHECK(read("// Assume that edition is Community").server.trait("edition") == "community");
  CHECK(read("// assert that version is 4.4").server.version == 404);
  CHECK(read("// assume that version is 4.3, 4.4 or 5.1").server.version == 501);
  CHECK(read("// assume that version is lt 5.0").server.version == 404);
  CHECK(read("// assume that version is lt 5.13").server.version == 512);
  CHECK(read("// assume that version is lt 2025.01").server.version == 526);
  CHECK(read("// assume that version is ge 2025.06").server.version == 202506);
  CHECK(read("// assume that version is ge 5.0").server.name.empty());
  CHECK(read("// assert q' RETURN true").server.name.empty());
  CHECK(read("// we assume that nothing is there").server.name.empty());
  CHECK(read("// first\n// assert that version is 5.26").server.version == 526);
  CHECK(read("CREATE (:B)\n// assert that version is 5.26").server.name.empty());
  CHECK(problems(read("// assert that edition is free")).size() == 1);
  CHECK(problems(read("// assert in target that version is 5.1")).size() == 1);
  CHECK(problems(read("// assert that edition is enterprise")) == Lines{});
  const Migration xml =
      only("<migration xmlns='neo4j-migrations'><?assume that edition is enterprise?></migration>", "V1__a.xml");
  CHECK(xml.server.trait("edition") == "enterprise");
  CHECK(problems(xml) == Lines{});
  const Migration wrong =
      only("<migration xmlns='neo4j-migrations'><?assert that edition is free ?></migration>", "V1__a.xml");
  CHECK(problems(wrong) ==
        Lines{"38-66 any/runner-trap: neo4j-migrations stops at this: it looks like a precondition"});
}

TEST_CASE("neo4j-migrations: what is sent for a catalog") {
  CHECK(sent_for_xml("<catalog><constraints><constraint name=\"isbn\" type=\"unique\"><label>Book</label><properties>"
                     "<property>isbn</property></properties></constraint></constraints>"
                     "<indexes><index name=\"texts\" type=\"fulltext\"><label>Book|Old Film</label><properties>"
                     "<property>title</property><property>blurb</property></properties></index></indexes></catalog>"
                     "<verify/><create ref=\"isbn\"/><create item=\"texts\" ifNotExists=\"false\"/>"
                     "<drop ref=\"texts\" ifExists=\"false\"/><drop item=\"isbn\"/>") ==
        "CREATE CONSTRAINT isbn IF NOT EXISTS FOR (n:Book) REQUIRE n.isbn IS UNIQUE;\n"
        "CREATE FULLTEXT INDEX texts FOR (n:Book|`Old Film`) ON EACH [n.title, n.blurb];\n"
        "DROP INDEX texts;\nDROP CONSTRAINT isbn IF EXISTS;\n");
  CHECK(sent_for_xml(
            "<create><constraint name=\"k\" type=\"key\"><label>P</label><properties><property>a</property>"
            "<property>b</property></properties></constraint></create>"
            "<create><constraint name=\"e\" type=\"exists\"><type>LIKES</type><properties><property>at</property>"
            "</properties></constraint></create>"
            "<create><constraint name=\"t\" type=\"property_type\"><label>P</label><properties>"
            "<property type=\"LOCAL DATETIME\">at</property></properties></constraint></create>"
            "<create><index name=\"i\"><type>LIKES</type><properties><property>at</property></properties></index>"
            "</create><create><index name=\"x\" type=\"text\"><label>P</label><properties><property>n</property>"
            "</properties></index></create>") ==
        "CREATE CONSTRAINT k IF NOT EXISTS FOR (n:P) REQUIRE (n.a, n.b) IS NODE KEY;\n"
        "CREATE CONSTRAINT e IF NOT EXISTS FOR ()-[r:LIKES]-() REQUIRE r.at IS NOT NULL;\n"
        "CREATE CONSTRAINT t IF NOT EXISTS FOR (n:P) REQUIRE n.at IS :: LOCAL DATETIME;\n"
        "CREATE INDEX i IF NOT EXISTS FOR ()-[r:LIKES]-() ON (r.at);\n"
        "CREATE TEXT INDEX x IF NOT EXISTS FOR (n:P) ON (n.n);\n");
}

TEST_CASE("neo4j-migrations: a catalog grows with the versions, and findings stand at what sends them") {
  const Project folder;
  const std::string unique =
      "<catalog><constraints><constraint name=\"isbn\" type=\"unique\"><label>Book</label><properties>"
      "<property>isbn</property></properties></constraint></constraints></catalog>";
  folder.write("V1__a.xml", "<migration xmlns=\"neo4j-migrations\">" + unique + "<create ref=\"isbn\"/></migration>");
  folder.write("V2__b.xml", "<migration>\n  <create ref=\"none\"/>\n  <apply/>\n</migration>");
  folder.write("V3__c.xml", "<migration>\n  <create");
  const History history = folder.find();
  REQUIRE(history.migrations.size() == 3);
  const Migration& second = history.migrations[1];
  REQUIRE(second.problems.size() == 2);
  CHECK(second.problems[0].message == "neo4j-migrations stops here: no catalog up to this version defines `none`");
  CHECK(second.problems[0].place.span == Span{14, 34});
  CHECK(second.problems[1].message.starts_with("neo4j-migrations drops every index and constraint of the database"));
  CHECK(second.problems[1].place.span == Span{37, 45});
  CHECK(
      script_at(second).text ==
      "DROP CONSTRAINT isbn IF EXISTS;\nCREATE CONSTRAINT isbn IF NOT EXISTS FOR (n:Book) REQUIRE n.isbn IS UNIQUE;\n");
  CHECK(script_at(second).map.to_file({40, 50}) == Span{37, 45});
  CHECK_FALSE(script_at(second).map.editable({0, 4}));
  CHECK(history.migrations[2].problems.at(0).message.starts_with("this is no XML: "));
  CHECK(script_at(history.migrations[2]).text.empty());
}

TEST_CASE("neo4j-migrations: what is sent for a refactoring") {
  const auto refactor = [](const std::string& type, const std::string& parameters) {
    return sent_for_xml("<refactor type=\"" + type + "\"><parameters>" + parameters + "</parameters></refactor>");
  };
  const std::string names = "<parameter name=\"from\">Movie</parameter><parameter name=\"to\">My Film</parameter>";
  CHECK(refactor("rename.label", names) == "MATCH (s:Movie) REMOVE s:Movie SET s:`My Film`;\n");
  CHECK(refactor("rename.label", names + "<parameter name=\"batchSize\">23</parameter>") ==
        "MATCH (s:Movie) CALL { WITH s REMOVE s:Movie SET s:`My Film` } IN TRANSACTIONS OF 23 ROWS;\n");
  CHECK(refactor("rename.nodeProperty", names) ==
        "MATCH (s) WHERE s.Movie IS NOT NULL SET s.`My Film` = s.Movie REMOVE s.Movie;\n");
  CHECK(refactor("rename.type",
                 names + "<parameter name=\"customQuery\">MATCH (a:A)-[r:Movie]->() RETURN r AS n</parameter>") ==
        "CALL { MATCH (a:A)-[r:Movie]->() RETURN r AS n } WITH n AS old, startNode(n) AS a, endNode(n) AS b "
        "CREATE (a)-[new:`My Film`]->(b) SET new += old DELETE old;\n");
  CHECK(refactor("addSurrogateKeyTo.nodes",
                 "<parameter name=\"labels\"><value>Movie</value><value>Film</value></parameter>") ==
        "MATCH (n:Movie:Film) WHERE n.id IS NULL SET n.id = randomUUID();\n");
  CHECK(refactor("addSurrogateKeyTo.relationships",
                 "<parameter name=\"type\">LIKED</parameter>"
                 "<parameter name=\"property\">key</parameter><parameter "
                 "name=\"generatorFunction\">elementId(%s)</parameter>") ==
        "MATCH ()-[r:LIKED]->() WHERE r.key IS NULL SET r.key = elementId(r);\n");
  CHECK(refactor("normalize.asBoolean",
                 "<parameter name=\"property\">watched</parameter><parameter name=\"trueValues\">"
                 "<value>y</value><value>1</value></parameter><parameter name=\"falseValues\"><value>n</value><value/>"
                 "</parameter><parameter name=\"customQuery\">MATCH (m:Movie) RETURN m</parameter>") ==
        "CALL { MATCH (m:Movie) RETURN m } WITH m AS e SET e.watched = CASE WHEN e.watched IN ['y', 1] THEN true WHEN "
        "e.watched IN ['n'] THEN false WHEN e.watched IN [true, false] THEN e.watched ELSE false END;\n");
  const Migration merge =
      only("<migration xmlns='neo4j-migrations'><refactor type=\"merge.nodes\"/></migration>", "V1__a.xml");
  CHECK(problems(merge) ==
        Lines{"36-66 unread: what `merge.nodes` sends is decided by what the database holds"});
}
