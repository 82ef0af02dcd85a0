#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

namespace {

/// A folder in a repository of its own, so that nothing outside of it is looked at.
class Project : public test::Migrations {
 public:
  Project() { write(".git/HEAD", ""); }
};

/// `author:id mode: text | text`, a line a changeset; `-` before what goes down.
Lines changesets(const History& history, std::string_view dialect = "cypher") {
  constexpr std::array<std::string_view, 7> modes{"unknown", "all", "tx", "batch", "pipeline", "statements", "client"};
  Lines lines;
  for (const Migration& migration : history.migrations) {
    std::string line = migration.direction == Direction::down ? "-" : "";
    line += migration.version + ' ' + std::string(modes[static_cast<std::size_t>(migration.transaction)]) + ':';
    for (const Step& step : migration.steps) {
      CHECK(dialect_of(step) == dialect);
      line += ' ' + std::string(text_of(step)) + '|';
    }
    lines.push_back(line);
  }
  return lines;
}

Lines problems_of(const History& history) {
  Lines lines;
  for (const Migration& migration : history.migrations) {
    for (const Problem& problem : migration.problems) {
      lines.push_back(std::to_string(problem.place.span.begin) + '-' + std::to_string(problem.place.span.end) + ' ' + std::string(rule_of(problem)) +
                      ": " + problem.message.substr(0, 60));
    }
    for (const Step& step : migration.steps)
      if (const auto* unread = std::get_if<Unread>(&step))
        lines.push_back(std::to_string(unread->span.begin) + '-' + std::to_string(unread->span.end) +
                        " unread: " + unread->reason.substr(0, 60));
  }
  return lines;
}

History formatted(std::string_view text) {
  const Project folder;
  folder.write("changelog.cypher", text);
  return folder.find();
}

std::string xml(std::string_view inside) {
  return "<?xml version=\"1.0\"?>\n<databaseChangeLog xmlns=\"http://www.liquibase.org/xml/ns/dbchangelog\" "
         "xmlns:neo4j=\"http://www.liquibase.org/xml/ns/dbchangelog-ext\">\n" +
         std::string(inside) + "\n</databaseChangeLog>\n";
}

History in_xml(std::string_view inside) {
  const Project folder;
  folder.write("changelog.xml", xml(inside));
  return folder.find();
}

}  // namespace

TEST_CASE("liquibase: a formatted file, each changeset a migration with its own transaction") {
  const History history = formatted(
      "\n--liquibase formatted cypher\n\n--changeset ann:people labels:x\n--comment: who is there\nCREATE (:Person);\n"
      "-- and more\nCREATE (:Dog);\n--rollback MATCH (p:Person) DELETE p;\n--rollback MATCH (d:Dog) DELETE d;\n\n"
      "-- changeset bob:\"the rest\" runInTransaction:false\nMATCH (n) SET n.x = 1\n--rollback empty\n"
      "--changeset carl:sql dbms:postgresql\nSELECT 1;\n--changeset dora:off ignore:true\nRETURN 1;\n");
  CHECK(history.frontend->id() == "liquibase");
  CHECK(changesets(history) == Lines{"ann:people tx: CREATE (:Person);\n\nCREATE (:Dog);\n\n|",
                                     "-ann:people tx: MATCH (p:Person) DELETE p;\nMATCH (d:Dog) DELETE d;\n|",
                                     "bob:\"the rest\" statements: MATCH (n) SET n.x = 1\n|"});
  CHECK(problems_of(history) == Lines{});
  const Script& script = script_at(history.migrations[0]);
  const auto at = static_cast<std::uint32_t>(script.text.find("CREATE (:Dog)"));
  const auto in_file = static_cast<std::uint32_t>(script.file->text.find("CREATE (:Dog)"));
  CHECK(script.map.to_file({at, at + 6}) == Span{in_file, in_file + 6});
  CHECK(script.map.editable({at, at + 6}));
}

TEST_CASE("liquibase: spellings of runInTransaction, as recorded") {
  const auto mode = [](const std::string& line) {
    return formatted("--liquibase formatted cypher\n" + line + "\nRETURN 1\n").migrations.at(0).transaction;
  };
  for (const char* works :
       {"--changeset a:1 runInTransaction:false", "--changeset a:1 runintransaction:false",
        "--  ChangeSet a:1 runInTransaction:FALSE", "  --changeset a:1 labels:x runInTransaction:false context:y",
        "--changeset a:1 runInTransaction:false,labels:x"}) {
    INFO(works);
    CHECK(mode(works) == TransactionMode::per_statement);
  }
  for (const char* ignored : {"--changeset a:1 runInTransaction: false", "--changeset a:1 runInTransaction:\"false\"",
                              "--changeset a:1 runInTransaction=false", "--changeset a:1\n--runInTransaction:false"}) {
    INFO(ignored);
    CHECK(mode(ignored) == TransactionMode::per_migration);
  }
}

TEST_CASE("liquibase: first lines that make a file a formatted one") {
  for (const char* head : {"--liquibase formatted cypher", "-- liquibase formatted cypher",
                           "--LIQUIBASE FORMATTED CYPHER", "--liquibase   formatted cypher changeLogId:abc"}) {
    INFO(head);
    CHECK(formatted(std::string(head) + "\n--changeset a:1\nRETURN 1\n").migrations.size() == 1);
  }
  CHECK(formatted("--liquibase formatted\n--changeset a:1\nRETURN 1\n").migrations.size() == 1);
  const Project sql;
  sql.write("changelog.sql", "--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n");
  CHECK(dialect_of(sql.find().migrations.at(0).steps.at(0)) == "postgres");
}

TEST_CASE("liquibase: dashes of a relationship begin a comment for it") {
  const std::string head = "--liquibase formatted cypher\n--changeset a:1\n";
  CHECK(problems_of(formatted(head + "MATCH (a)-->(b) SET a.x = 1;\nRETURN 1;\n")) ==
        Lines{"54-73 cypher/splitter-hazard: Liquibase takes `--` for the start of a comment and removes "});
  CHECK(problems_of(formatted(head + "MATCH (a)<-- (b) RETURN a")).size() == 1);
  CHECK(problems_of(formatted(head + "MATCH (a)-[]->(b) RETURN '-->(x)' // -->(y)\n")) == Lines{});
  CHECK(problems_of(formatted(head + "MATCH (a) RETURN a -- all of them\n")) == Lines{});

  // Nothing is removed, and what stands behind `--` hides a `;` all the same.
  const std::string kept = "--liquibase formatted cypher\n--changeset a:1 stripComments:false\n";
  CHECK(problems_of(formatted(kept + "MATCH (a)-->(b) SET a.x = 1\n;\nRETURN 1;\n")) == Lines{});
  CHECK(problems_of(formatted(kept + "MATCH (a)-->(b) SET a.x = 1;\nRETURN 1;\n")) ==
        Lines{"92-93 cypher/splitter-hazard: Liquibase ends a statement where it finds a `;` that is one "});
  CHECK(problems_of(formatted(kept + "RETURN 1 -- why\n")) ==
        Lines{"74-80 cypher/splitter-hazard: Liquibase sends this as it stands, and to the server `--` do"});
}

TEST_CASE("liquibase: statements end where its SQL says") {
  const std::string head = "--liquibase formatted cypher\n--changeset a:1\n";
  CHECK(problems_of(formatted(
            head + "CREATE (:A {t: 'x;y', u: \"a;\nb\"}); CREATE (:B)\nGO\nCREATE (:C)\n/\nRETURN 1")) == Lines{});
  CHECK(changesets(formatted(head + "CREATE (:A)\n go \nRETURN 1\n")) ==
        Lines{"a:1 tx: CREATE (:A)\n ; \nRETURN 1\n|"});
  CHECK(problems_of(formatted(head + "// first; then\nCREATE (:A);\n")).size() == 1);
  // The apostrophe opens a text, which hides the first `;`.
  CHECK(problems_of(formatted(head + "// it's here\nCREATE (:A);\nCREATE (:B {c: 'c'});\n")).size() == 1);
  const std::string whole = "--liquibase formatted cypher\n--changeset a:1 splitStatements:false\n";
  CHECK(problems_of(formatted(whole + "CREATE (:A);\n")) == Lines{});
  CHECK(problems_of(formatted(whole + "CREATE (:A);\nCREATE (:B);\n")) ==
        Lines{"78-79 cypher/splitter-hazard: Liquibase ends a statement only at the end of the text: it s"});
  CHECK(changesets(
            formatted("--liquibase formatted cypher\n--changeset a:1 endDelimiter:@@\nCREATE (:A)@@\nCREATE (:B)\n")) ==
        Lines{"a:1 tx: CREATE (:A);\nCREATE (:B)\n|"});
}

TEST_CASE("liquibase: XML with Cypher, references and sections undone, places kept") {
  const History history = in_xml(
      "<changeSet id=\"1\" author=\"ann\"><preConditions><neo4j:edition enterprise=\"true\"/><neo4j:version "
      "matches=\"4.4\"/>"
      "<or><neo4j:version matches=\"5\"/></or></preConditions>\n"
      "  <neo4j:cypher>MATCH (a)-[:T]-&gt;(b) SET a.x = 1</neo4j:cypher>\n"
      "  <sql><![CDATA[MATCH (a)-->(b) WHERE a.n < 3 RETURN a]]></sql>\n"
      "  <rollback>MATCH (a) REMOVE a.x</rollback></changeSet>\n"
      "<changeSet id=\"2\" author=\"bob\" runInTransaction=\"false\"><neo4j:cypher>MATCH (n) CALL (n) { SET n.y = 1 } "
      "IN "
      "TRANSACTIONS</neo4j:cypher></changeSet>\n"
      "<changeSet id=\"3\" author=\"bob\" dbms=\"postgresql\"><sql>SELECT 1</sql></changeSet>");
  CHECK(history.frontend->id() == "liquibase");
  CHECK(changesets(history) ==
        Lines{"ann:1 tx: MATCH (a)-[:T]->(b) SET a.x = 1| MATCH (a)-->(b) WHERE a.n < 3 RETURN a|",
              "-ann:1 tx: MATCH (a) REMOVE a.x|",
              "bob:2 statements: MATCH (n) CALL (n) { SET n.y = 1 } IN TRANSACTIONS|"});
  CHECK(problems_of(history) == Lines{});
  CHECK(history.migrations[0].server.trait("edition") == "enterprise");
  CHECK(history.migrations[0].server.version == 404);
  const Script& script = script_at(history.migrations[0]);
  const auto set = static_cast<std::uint32_t>(script.file->text.find("SET a.x"));
  const auto in_text = static_cast<std::uint32_t>(script.text.find("SET a.x"));
  CHECK(script.map.to_file({in_text, in_text + 3}) == Span{set, set + 3});
}

TEST_CASE("liquibase: YAML and JSON say the same") {
  const Project yaml;
  yaml.write("db.changelog-master.yaml",
             "databaseChangeLog:\n- changeSet:\n    id: 1\n    author: ann\n    runInTransaction: false\n    changes:\n"
             "    - cypher:\n        cypher: |\n          CREATE (:A);\n          CREATE (:B);\n"
             "    - renameLabel:\n        from: Movie\n        to: Film\n    rollback:\n    - cypher:\n        cypher: "
             "MATCH (a:A) DELETE a\n");
  const History history = yaml.find();
  CHECK(changesets(history) ==
        Lines{"ann:1 statements: CREATE (:A);\nCREATE (:B);\n| MATCH (__node__:Movie) SET __node__:Film "
              "REMOVE __node__:Movie;\n|",
              "-ann:1 statements: MATCH (a:A) DELETE a|"});
  const Script& script = script_at(history.migrations[0]);
  const auto in_file = static_cast<std::uint32_t>(script.file->text.find("CREATE (:B)"));
  CHECK(script.map.to_file({13, 19}) == Span{in_file, in_file + 6});
  const Script& rename = script_at(history.migrations[0], 1);
  const auto key = static_cast<std::uint32_t>(script.file->text.find("renameLabel"));
  CHECK(rename.map.to_file({0, 5}) == Span{key, key + 11});

  const Project json;
  json.write("changelog.json",
             "{\"databaseChangeLog\": [{\"changeSet\": {\"id\": \"1\", \"author\": \"ann\", \"changes\": [{\"cypher\": "
             "{\"cypher\": \"CREATE (:A {t: 'x'})\"}}, {\"cypher\": {\"sql\": \"CREATE (:B {t: \\\"q\\\"})\"}}]}}]}\n");
  CHECK(changesets(json.find()) == Lines{"ann:1 tx: CREATE (:A {t: 'x'})| CREATE (:B {t: \"q\"})|"});
  const Script single = script_at(json.find().migrations.at(0));
  CHECK(single.map.to_file({0, 6}).begin == single.file->text.find("CREATE (:A"));

  const Project broken;
  broken.write("a.yaml",
               "databaseChangeLog:\n- include: {file: b.yaml, relativeToChangelogFile: true}\n- changeSet: {id: 1, "
               "author: a, changes: [cypher: 'RETURN 1']}\n");
  broken.write("b.yaml", "databaseChangeLog:\n- changeSet: {id: [\n");
  CHECK(problems_of(broken.find()).at(0).find("any/runner-trap: this is no YAML: ") != std::string::npos);
}

TEST_CASE("liquibase: what is included, in its order") {
  const Project folder;
  const std::string include =
      "<changeSet id=\"0\" author=\"m\"><neo4j:cypher>RETURN 0</neo4j:cypher></changeSet>"
      "<include file=\"changes/10-b.cypher\" relativeToChangelogFile=\"true\"/>"
      "<includeAll path=\"db/changelog/more/\"/><include file=\"classpath:db/changelog/a.yaml\"/>";
  folder.write("db/changelog/master.xml",
               xml(include + "<include file=\"none.cypher\"/><include file=\"README.md\"/>"));
  folder.write("README.md", "");
  folder.write("db/changelog/changes/10-b.cypher", "--liquibase formatted cypher\n--changeset b:10\nRETURN 10\n");
  folder.write("db/changelog/more/2-x.cypher", "RETURN 2");
  folder.write("db/changelog/more/10-y.cypher", "RETURN 100;\nRETURN 101;");
  folder.write("db/changelog/more/sub/1.txt", "no");
  folder.write("db/changelog/a.yaml",
               "databaseChangeLog:\n- changeSet: {id: y, author: a, changes: [cypher: RETURN 3]}\n");
  const History history = folder.find("db/changelog");
  CHECK(changesets(history) == Lines{"m:0 tx: RETURN 0|", "b:10 tx: RETURN 10\n|",
                                     "includeAll:raw tx: RETURN 100;\nRETURN 101;|", "includeAll:raw tx: RETURN 2|",
                                     "a:y tx: RETURN 3|", " unknown: |", " unknown: <include file=\"README.md\"/>|"});
  CHECK(history.migrations[1].path == "db/changelog/changes/10-b.cypher");
  const Lines problems = problems_of(history);
  REQUIRE(problems.size() == 3);
  CHECK(problems[0].starts_with("10-11 cypher/splitter-hazard: "));
  CHECK(problems[1].find("Liquibase stops here: it finds no `none.cypher`") != std::string::npos);
  CHECK(problems[2].find("unread: godwit does not follow `README.md`, which is not below this") != std::string::npos);
  // A file that is included is part of that history, whatever it looks like alone.
  CHECK(folder.find("db/changelog/more/2-x.cypher").migrations.size() == history.migrations.size());
  CHECK(folder.find("db/changelog/changes/10-b.cypher").migrations.size() == history.migrations.size());
}

TEST_CASE("liquibase: files that include each other are read once") {
  const Project folder;
  folder.write("a.xml",
               xml("<include file=\"b.xml\" relativeToChangelogFile=\"true\"/><changeSet id=\"1\" author=\"a\">"
                   "<neo4j:cypher>RETURN 1</neo4j:cypher></changeSet>"));
  folder.write("b.xml", xml("<include file=\"a.xml\" relativeToChangelogFile=\"true\"/>"));
  folder.write("c.xml", xml("<include file=\"a.xml\" relativeToChangelogFile=\"true\"/>"));
  CHECK(changesets(folder.find()) == Lines{"a:1 tx: RETURN 1|"});
}

TEST_CASE("liquibase: a changelog for SQL is claimed for its texts, and its other changes are not read") {
  const Project folder;
  folder.write("changelog.xml", xml("<changeSet id=\"1\" author=\"a\"><createTable tableName=\"t\"/></changeSet>"));
  CHECK(folder.find().frontend == nullptr);
  folder.write("changelog.xml",
               xml("<changeSet id=\"1\" author=\"a\"><createTable tableName=\"t\"/><sql>SELECT 1</sql></changeSet>"));
  const Migration migration = folder.find().migrations.at(0);
  CHECK(std::get<Unread>(migration.steps.at(0)).reason == "godwit does not know yet what `createTable` sends");
  CHECK(script_at(migration, 1).text == "SELECT 1");
}

TEST_CASE("liquibase: SQL is for the database that the properties name, and `dbms` chooses by it") {
  const Project folder;
  folder.write("changelog.sql",
               "--liquibase formatted sql\n--changeset a:1 dbms:mysql\nSELECT 1;\n--changeset a:2 dbms:postgresql\n"
               "SELECT 2;\n--changeset a:3 dbms:!postgresql\nSELECT 3;\n");
  CHECK(changesets(folder.find(), "postgres") == Lines{"a:2 tx: SELECT 2;\n|"});
  folder.write("liquibase.properties", "url=jdbc:mysql://localhost/app\n");
  CHECK(changesets(folder.find(), "mysql") == Lines{"a:1 tx: SELECT 1;\n|", "a:3 tx: SELECT 3;\n|"});
  CHECK(dialect_of(folder.find().migrations.at(0).steps.at(0)) == "mysql");
}

TEST_CASE("liquibase: where its splitter cuts SQL that the server takes for one statement") {
  const auto cut = [](const std::string& text) {
    const Project folder;
    folder.write("changelog.sql", "--liquibase formatted sql\n--changeset a:1" + text);
    return folder.problems().size() == 1 && folder.problems()[0].starts_with("Liquibase ends the statement here");
  };
  const std::string body = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  PERFORM 1;\n";
  CHECK(cut("\n" + body + "  IF true THEN RETURN 1; END IF;\nEND;\n$$;\n"));
  CHECK(cut("\nDO $$\nDECLARE i int;\nBEGIN\n  PERFORM i;\nEND $$;\n"));
  CHECK(!cut("\n/* nor; this */\nSELECT 1;\n"));
  CHECK(!cut("\n" + body + "  RETURN 1;\nEND $$;\n"));
  CHECK(!cut(" splitStatements:false\n" + body + "  IF true THEN RETURN 1; END IF;\nEND;\n$$;\n"));
  CHECK(!cut(" endDelimiter:/\n" + body + "  IF true THEN RETURN 1; END IF;\nEND;\n$$\n/\n"));
  CHECK(!cut("\nSELECT 'it''s; ok', \"o;dd\"; -- not; a split\nSELECT 2;\n"));
}

TEST_CASE("liquibase: what else ends a statement of SQL, and what is sent at once") {
  const auto of = [](const std::string& text) {
    const Project folder;
    folder.write("changelog.sql", "--liquibase formatted sql\n--changeset a:1" + text);
    return folder.find().migrations.at(0);
  };
  CHECK(script_at(of("\nSELECT 1\nGO\nSELECT 2\ngo\n")).text == "SELECT 1\n;\nSELECT 2\n;\n");
  CHECK(script_at(of(" endDelimiter:/\nSELECT 1\n/\n")).text == "SELECT 1\n;\n");
  CHECK(script_at(of(" endDelimiter:@@\nDO $$ BEGIN END $$@@\n")).text == "DO $$ BEGIN END $$@@\n");
  CHECK(script_at(of(" splitStatements:false runInTransaction:false\nSELECT 1; SELECT 2;\n")).one_message);
  CHECK(!script_at(of(" runInTransaction:false\nSELECT 1; SELECT 2;\n")).one_message);
}

TEST_CASE("liquibase: parameters, and a way back in a comment") {
  const Project folder;
  folder.write("changelog.sql",
               "--liquibase formatted sql\n--property name:tab value:zz\n--changeset a:1\nDROP TABLE ${tab}, ${own}, ${no};\n"
               "/* liquibase rollback\nSELECT 1;\n*/\n");
  folder.write("liquibase.properties", "parameter.own=mine\n");
  CHECK(changesets(folder.find(), "postgres") == Lines{"a:1 tx: DROP TABLE zz, mine, \"${no}\";\n|", "-a:1 tx: SELECT 1;\n|"});
}

TEST_CASE("liquibase: a text without its first line is one changeset, whatever it says") {
  const Project folder;
  folder.write("changelog.xml", xml("<include file=\"a.sql\" relativeToChangelogFile=\"true\"/>"));
  folder.write("a.sql", "-- comment\n--liquibase formatted sql\n--changeset a:1\nSELECT 1;\n");
  CHECK(folder.find().migrations.size() == 1);
  CHECK(folder.problems().at(0).starts_with("Liquibase takes the whole file for one changeset"));
  folder.write("a.sql", "--liquibase formatted sql\n--changeset a:1\n\n--changeset a:2\nSELECT 1;\n");
  CHECK(folder.problems().at(0).starts_with("Liquibase refuses the changeset: it is empty"));
}

TEST_CASE("liquibase: a changelog of nothing but sql is Neo4j's where the connection says so") {
  const Project folder;
  folder.write("db/changelog.yaml",
               "databaseChangeLog:\n- changeSet: {id: 1, author: a, changes: [sql: {sql: RETURN 1}]}\n");
  CHECK(dialect_of(folder.find("db").migrations.at(0).steps.at(0)) == "postgres");
  folder.write("liquibase.properties", "url: jdbc:neo4j:bolt://localhost\n");
  CHECK(changesets(folder.find("db")) == Lines{"a:1 tx: RETURN 1|"});
}

TEST_CASE("liquibase: what is sent for a refactoring") {
  const auto sent = [](const std::string& change) {
    const History history =
        in_xml("<changeSet id=\"1\" author=\"a\" runInTransaction=\"false\"><neo4j:cypher>RETURN 1</neo4j:cypher>" +
               change + "</changeSet>");
    CHECK(problems_of(history) == Lines{});
    return std::string(script_at(history.migrations.at(0), 1).text);
  };
  CHECK(sent("<neo4j:renameLabel from=\"A\" to=\"B C\" fragment=\"(n:A)\" outputVariable=\"n\"/>") ==
        "MATCH (n:A) WITH n AS __node__ WHERE __node__:A SET __node__:`B C` REMOVE __node__:A;\n");
  CHECK(sent("<neo4j:renameProperty from=\"a\" to=\"b\" entityType=\"NODE\" enableBatchImport=\"true\" "
             "batchSize=\"50\"/>") ==
        "MATCH (n) WHERE n['a'] IS NOT NULL CALL { WITH n SET n.b = n['a'] REMOVE n.a } IN TRANSACTIONS OF 50 ROWS;\n");
  CHECK(sent("<neo4j:renameProperty from=\"a\" to=\"b\"/>") ==
        "MATCH (n) WHERE n['a'] IS NOT NULL SET n.b = n['a'] REMOVE n.a;\n"
        "MATCH ()-[r]->() WHERE r['a'] IS NOT NULL SET r.b = r['a'] REMOVE r.a;\n");
  CHECK(sent("<neo4j:invertDirection type=\"T\"/>") ==
        "MATCH ()-[__rel__:T]->() MATCH (__start__) WHERE id(__start__) = id(startNode(__rel__)) MATCH (__end__) WHERE "
        "id(__end__) = id(endNode(__rel__)) CREATE (__start__)<-[__newrel__:T]-(__end__) SET __newrel__ = "
        "properties(__rel__) DELETE __rel__;\n");
  CHECK(sent("<neo4j:renameType from=\"T\" to=\"U\" enableBatchImport=\"true\" concurrent=\"true\" "
             "batchErrorPolicy=\"CONTINUE\"/>")
            .ends_with("-[__newrel__:U]->(__end__) SET __newrel__ = properties(__rel__) DELETE __rel__ } IN CONCURRENT "
                       "TRANSACTIONS ON ERROR CONTINUE;\n"));
  CHECK(
      sent("<neo4j:normalizeBoolean property=\"p\" trueValues=\"y, yes\" falseValues=\"n\" deleteUnmatched=\"true\"/>")
          .ends_with(
              "WHERE e.p IS NOT NULL SET e.p = CASE WHEN e.p IN ['y', 'yes'] THEN true WHEN e.p IN ['n'] THEN false "
              "WHEN e.p IN [true, false] THEN e.p ELSE null END;\n"));
  CHECK(
      sent(
          "<insert labelName=\"A\"><column name=\"n\" value=\"x\"/><column name=\"c\" valueNumeric=\"3\"/></insert>") ==
      "CREATE (node:A) SET node = {n: 'x', c: 3};\n");
}

TEST_CASE("liquibase: changes that it refuses, and those whose statements nobody knows") {
  CHECK(problems_of(in_xml("<changeSet id=\"1\" author=\"a\"><neo4j:renameLabel from=\"A\" to=\"B\" "
                           "enableBatchImport=\"true\"/></changeSet>"))
            .at(0)
            .find("any/runner-trap: Liquibase refuses the changeset: enableBatchImport needs") != std::string::npos);
  const Lines unknown =
      problems_of(in_xml("<changeSet id=\"1\" author=\"a\"><neo4j:mergeNodes fragment=\"(n)\" outputVariable=\"n\"/>"
                         "<neo4j:loadData file=\"a.csv\"/><tagDatabase tag=\"v1\"/></changeSet>"));
  REQUIRE(unknown.size() == 2);
  CHECK(unknown[0].find("unread: what `mergeNodes` sends is decided by what") != std::string::npos);
  CHECK(unknown[1].find("unread: godwit does not know what `loadData` sends") != std::string::npos);
}
