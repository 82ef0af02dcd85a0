#include <godwit/engine/session.h>
#include <godwit/frontends/frontends.h>
#include <godwit/report/format.h>

#include <algorithm>

#include "support/catch.h"

using namespace godwit;

namespace {

Report lint(const Files& files) { return Session(Config{}).run(discover({"."}, all_frontends(), files, {})); }

std::vector<std::string> not_understood(const Report& report) {
  std::vector<std::string> lines;
  for (const Finding& finding : report.findings)
    if (finding.rule == "any/not-understood")
      lines.push_back(std::to_string(finding.place.span.begin) + '-' + std::to_string(finding.place.span.end) + ' ' +
                      format(finding.message));
  return lines;
}

/// The report as a format writes it.
std::string written(const Report& report, std::string_view format_name) {
  FormatOptions options;
  options.version = "0";
  options.rules = &all_rules();
  std::string text;
  for (const std::string& piece : find_format(format_name)->lint(report, options)) text += piece;
  return text;
}

const std::string changelog =
    "<databaseChangeLog>\n"
    "<changeSet id=\"1\" author=\"a\"><neo4j:cypher>CREATE (:A)</neo4j:cypher><customChange class=\"x\"/></changeSet>\n"
    "</databaseChangeLog>\n";

}  // namespace

TEST_CASE("what a frontend cannot read is one statement that was not understood, in every format") {
  MemoryFiles files;
  files.add("changelog.xml", changelog);
  const Report report = lint(files);
  CHECK(report.summary.statements == 2);
  CHECK(report.summary.not_understood == 1);
  CHECK(report.migrations.at(0).not_understood == 1);
  CHECK(not_understood(report) ==
        std::vector<std::string>{"89-114 godwit does not know what `customChange` sends to Neo4j"});
  const std::string text = written(report, "text");
  CHECK(text.find("customChange") != std::string::npos);
  CHECK(text.find("all understood") == std::string::npos);
  CHECK(text.find("1 was not understood") != std::string::npos);
  for (const char* format : {"json", "sarif"}) {
    CAPTURE(format);
    CHECK(written(report, format).find("customChange") != std::string::npos);
  }
  CHECK(written(report, "json").find("\"not_understood\": 1") != std::string::npos);
}

TEST_CASE("steps that are not read stand among the scripts, in their order") {
  MemoryFiles files;
  files.add("changelog.xml", changelog);
  const Discovery found = discover({"."}, all_frontends(), files, {});
  const std::vector<Step>& steps = found.histories.at(0).migrations.at(0).steps;
  REQUIRE(steps.size() == 2);
  CHECK(text_of(steps[0]) == "CREATE (:A)");
  CHECK(text_of(steps[1]) == "<customChange class=\"x\"/>");
  CHECK(to_file(steps[1], {1, 13}) == Span{90, 102});
  CHECK_FALSE(editable(steps[1], {0, 1}));
  CHECK(dialect_of(steps[1]) == "cypher");
}

TEST_CASE("a comment in the way of what was not read changes nothing, and other changesets are read") {
  MemoryFiles files;
  files.add("changelog.xml",
            "<databaseChangeLog>\n<changeSet id=\"1\" author=\"a\"><customChange/></changeSet>\n"
            "<changeSet id=\"2\" author=\"a\"><neo4j:cypher>MATCH (n) DETACH DELETE n</neo4j:cypher></changeSet>\n"
            "<changeSet id=\"3\" author=\"a\"><sql>RETURN 1</sql><rollback changeSetId=\"1\" changeSetAuthor=\"a\"/>"
            "</changeSet></databaseChangeLog>\n");
  const Report report = lint(files);
  CHECK(report.summary.not_understood == 2);
  CHECK(not_understood(report).at(1).find("godwit does not follow a rollback to another changeset") !=
        std::string::npos);
  CHECK(report.summary.statements == 4);
}

TEST_CASE("goose: a migration in Go is part of the history, and may have changed anything") {
  MemoryFiles files;
  files.add("db/1_a.sql", "-- +goose Up\nCREATE TABLE t (id int PRIMARY KEY);\n");
  files.add("db/2_b.go", "package db\n");
  files.add("db/2_b_test.go", "package db\n");
  files.add("db/helper.go", "package db\n");
  files.add("db/3_c.sql", "-- +goose Up\nALTER TABLE t ADD COLUMN a int;\n");
  const Report report = lint(files);
  CHECK(report.summary.migrations == 3);
  CHECK(report.summary.not_understood == 1);
  CHECK(not_understood(report) ==
        std::vector<std::string>{"0-0 goose runs this migration in Go, which godwit does not read"});
}

TEST_CASE("neo4j-migrations: operations and types that are not known are not taken for mistakes") {
  MemoryFiles files;
  files.add("V1__a.xml",
            "<migration xmlns=\"neo4j-migrations\"><catalog><indexes><index name=\"v\" type=\"vector\"><label>A</label>"
            "<properties><property>p</property></properties></index></indexes></catalog>"
            "<create ref=\"v\"/><create><index name=\"w\" type=\"vector\"/></create><frobnicate/><verify/>"
            "<drop ref=\"unheard\"/></migration>");
  const Discovery found = discover({"."}, all_frontends(), files, {});
  const Migration& migration = found.histories.at(0).migrations.at(0);
  const auto is_unread = [](const Step& step) { return std::holds_alternative<Unread>(step); };
  CHECK(std::count_if(migration.steps.begin(), migration.steps.end(), is_unread) == 3);
  REQUIRE(migration.problems.size() == 1);
  CHECK(migration.problems[0].message.find("no catalog up to this version defines `unheard`") != std::string::npos);
}
