#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

TEST_CASE("morpheus: its settings tell it from neo4j-migrations, versions number by number") {
  const test::Migrations folder;
  folder.write(".git/HEAD", "");
  for (const char* name :
       {"V2_0_0__b.cypher", "V10_0_0__c.cypher", "V1_0_0__any-words.cypher", "V1_2__d.cypher", "V3.1__e.cypher",
        "R1__f.cypher", "V4__.cypher", "V5_x__g.cypher", "V6_1.2__h.cypher", "V7___i.cypher"}) {
    folder.write("neo4j/migrations/" + std::string(name), "CREATE (:A);\n");
  }
  CHECK(folder.find("neo4j/migrations").frontend->id() == "neo4j-migrations");
  folder.write("morpheus.json", "{}");
  const History history = folder.find("neo4j/migrations");
  CHECK(history.frontend->id() == "morpheus");
  Lines order;
  for (const Migration& migration : history.migrations) {
    CHECK(migration.transaction == TransactionMode::per_migration);
    CHECK(script_at(migration).dialect == "cypher");
    order.push_back(migration.version + ' ' + migration.path.substr(17));
  }
  CHECK(order == Lines{"1.0.0 V1_0_0__any-words.cypher", "1.2 V1_2__d.cypher", "2.0.0 V2_0_0__b.cypher",
                       "3.1 V3.1__e.cypher", "7 V7___i.cypher", "10.0.0 V10_0_0__c.cypher"});
}

TEST_CASE("morpheus: other signs of it") {
  for (const auto& [name, text] : {std::pair{".morpheus.json", "{}"},
                                   std::pair{"package.json", R"({"devDependencies": {"morpheus4j": "^4.0.0"}})"}}) {
    INFO(name);
    const test::Migrations folder;
    folder.write(".git/HEAD", "");
    folder.write(name, text);
    folder.write("V1__a.cypher", "CREATE (:A);\n");
    CHECK(folder.find().frontend->id() == "morpheus");
  }
}

TEST_CASE("morpheus: words that neo4j-migrations does not take are a sign, if all have them") {
  const test::Migrations folder;
  folder.write(".git/HEAD", "");
  folder.write("V1_0_0__create-sensors.cypher", "CREATE (:A);\n");
  CHECK(folder.find().frontend->id() == "morpheus");
  folder.write("V2_0_0__units.cypher", "CREATE (:A);\n");
  CHECK(folder.find().frontend->id() == "neo4j-migrations");
}

TEST_CASE("morpheus: where its splitter and the server differ") {
  struct Case {
    const char* text;
    std::vector<Span> places;
  };
  const Case cases[] = {
      {"// about;\r\nCREATE (:A);\r\nCREATE (:B)", {{0, 8}}},
      {"// about\nCREATE (:A);\nCREATE (:B);\n\n", {}},
      {"\xEF\xBB\xBF"
       "CREATE (:A);\n",
       {}},
      {"CREATE (:A); CREATE (:B);\n", {{11, 12}}},
      {"CREATE (:A {t: 'x;\ny'});\n", {{17, 18}}},
      {"CREATE (:A);\n// end\n", {{13, 19}}},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    const test::Migrations folder;
    folder.write(".git/HEAD", "");
    folder.write("morpheus.json", "{}");
    folder.write("V1__a.cypher", c.text);
    std::vector<Span> places;
    const Migration migration = folder.find().migrations.at(0);
    for (const Problem& problem : migration.problems) {
      CHECK(problem.rule == "cypher/splitter-hazard");
      places.push_back(problem.place.span);
    }
    CHECK(places == c.places);
  }
}
