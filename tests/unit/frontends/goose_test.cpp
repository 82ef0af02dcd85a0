#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

namespace {

/// The problems of a folder with only this file.
Lines problems(std::string_view text) {
  const test::Migrations folder;
  folder.write("1_a.sql", text);
  Lines result;
  for (const Migration& migration : folder.find().migrations) {
    for (const Problem& problem : migration.problems) {
      result.push_back(std::to_string(problem.place.span.begin) + '-' + std::to_string(problem.place.span.end) + ' ' +
                       problem.message.substr(0, 60));
    }
  }
  return result;
}

Migration up_of(std::string_view text) {
  const test::Migrations folder;
  folder.write("1_a.sql", text);
  return folder.find().migrations.at(0);
}

}  // namespace

TEST_CASE("goose: versions as numbers, each file with what goes up and down") {
  const test::Migrations folder;
  for (const char* name : {"2_b.sql", "10_a.sql", "1_c.sql", "20240101000000_d.sql", "003_e.sql"}) {
    folder.write(name, "-- +goose Up\nSELECT 1;\n");
  }
  folder.write("sub/4_s.sql", "-- +goose Up\nSELECT 1;\n");
  folder.write("1_c.sql", "-- +goose Up\nCREATE TABLE t (id int);\n-- +goose Down\nDROP TABLE t;\n");
  CHECK(folder.find().frontend->id() == "goose");
  CHECK(folder.said() == Lines{"1_c.sql per-migration", "-1_c.sql per-migration", "2_b.sql per-migration",
                               "003_e.sql per-migration", "10_a.sql per-migration",
                               "20240101000000_d.sql per-migration"});
  const History history = folder.find();
  CHECK(script_at(history.migrations[0]).text == "-- +goose Up\nCREATE TABLE t (id int);\n");
  CHECK(script_at(history.migrations[1]).text == "-- +goose Down\nDROP TABLE t;\n");
  CHECK(script_at(history.migrations[1]).map.to_file({15, 19}) == Span{53, 57});
}

TEST_CASE("goose: spellings of NO TRANSACTION that were recorded to work") {
  const char* const works[] = {
      "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n",
      "-- +goose Up\n-- +goose NO TRANSACTION\nSELECT 1;\n",
      "-- +goose Up\nSELECT 1;\n-- +goose NO TRANSACTION\n",
      "-- +goose Up\nSELECT 1;\n-- +goose Down\n-- +goose NO TRANSACTION\nSELECT 1;\n",
      "-- +goose no transaction\n-- +goose Up\nSELECT 1;\n",
      "--+goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n",
      "--  +goose  NO TRANSACTION\n-- +goose Up\nSELECT 1;\n",
      "-- +goose No Transaction   \r\n-- +goose Up\r\nSELECT 1;\r\n",
  };
  for (const char* text : works) {
    INFO(text);
    CHECK(up_of(text).transaction == TransactionMode::per_statement);
    CHECK(problems(text).empty());
  }
  const auto not_seen = "-- + goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n";
  CHECK(up_of(not_seen).transaction == TransactionMode::per_migration);
  CHECK(problems(not_seen).empty());
}

TEST_CASE("goose: files that were recorded to run") {
  for (const char* text : {
           "-- +goose up\nSELECT 1;\n",
           "--+goose UP\nSELECT 1;",
           "-- some comment\n\n-- +goose Up\n\nSELECT 1; -- a comment\nSELECT 2; SELECT 3;\n-- the end",
           "-- +goose Up\n-- +goose StatementBegin\nCREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n"
           "  RETURN 1;\nEND;\n$$;\n-- +goose StatementEnd\nSELECT 1;\n",
           "-- +goose Up\n-- +goose statementbegin\nSELECT 1;\nSELECT 2\n-- +goose statementend\n",
           "-- +goose Up\nCREATE TABLE b (x text DEFAULT ';'\n);\n/* nor; this\n/* nested; */ */\nSELECT 1;\n",
           "-- +goose Up\n-- +goose Down\n",
       }) {
    INFO(text);
    CHECK(problems(text) == Lines{});
  }
}

TEST_CASE("goose: what it refuses, where that stands") {
  struct Case {
    const char *text, *problem;
  };
  const Case cases[] = {
      {"-- +goose NO  TRANSACTION\n-- +goose Up\nSELECT 1;\n",
       "0-25 goose refuses the file: it has no annotation `NO  TRANSACTIO"},
      {"-- +goose Up extra\nSELECT 1;\n", "0-18 goose refuses the file: it has no annotation `Up extra`; wri"},
      {"-- +goose Up\n-- +goose Foo\nSELECT 1;\n", "13-26 goose refuses the file: it has no annotation `Foo`"},
      {"  -- +goose Up\nSELECT 1;\n", "0-2 goose refuses the file: an annotation must begin in the firs"},
      {"SELECT 1;\n-- +goose Up\nSELECT 1;\n", "0-9 goose refuses the file: this stands before `-- +goose Up`, w"},
      {"/* +goose NO TRANSACTION */\n-- +goose Up\nSELECT 1;\n",
       "0-27 goose refuses the file: this stands before `-- +goose Up`, w"},
      {"-- +goose Up\nSELECT 1;\n-- +goose Up\n", "23-35 goose refuses the file: `-- +goose Up` may stand only once, "},
      {"-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\n",
       "13-37 goose refuses the file: `-- +goose StatementEnd` is missing"},
      {"-- +goose Up\nSELECT 1;\n-- +goose StatementEnd\n",
       "23-45 goose refuses the file: there is no `-- +goose StatementBegi"},
      {"-- +goose Up\nSELECT 1;\nSELECT 2\n", "30-31 goose refuses the file: the last statement of each part must"},
      {"-- +goose Up\nSELECT 1\n\n-- +goose Down\nSELECT 2;\n",
       "20-21 goose refuses the file: the last statement of each part must"},
      {"\xEF\xBB\xBF-- +goose Up\nSELECT 1;\n", "0-3 goose fails at the byte order mark that this file begins wit"},
  };
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(problems(c.text) == Lines{c.problem});
  }
}

TEST_CASE("goose: a semicolon in quotes that ends a line cuts the statement") {
  CHECK(problems("-- +goose Up\nDO $$\nBEGIN\n  PERFORM 1;\n  PERFORM 2;\nEND $$;\nSELECT 1;\n") ==
        Lines{"16-17 goose ends a statement at each `;` at the end of a line, and"});
  CHECK(problems("-- +goose Up\nINSERT INTO a VALUES ('one;\ntwo');\n").size() == 1);
}

TEST_CASE("goose: names it refuses come after the history") {
  const test::Migrations folder;
  for (const char* name : {"1_a.sql", "0_b.sql", "7.sql", "8-x.sql", "x_9.sql", ".6_h.sql", "01_c.sql"}) {
    folder.write(name, "-- +goose Up\nSELECT 1;\n");
  }
  const Lines lines = folder.said();
  REQUIRE(lines.size() == 7);
  CHECK(lines[0] == "01_c.sql per-migration");
  CHECK(lines[1].starts_with("1_a.sql per-migration !goose refuses to run anything: `"));
  for (std::size_t i = 2; i < lines.size(); ++i) {
    INFO(lines[i]);
    CHECK(lines[i].find("!goose refuses to run anything: the n") != std::string::npos);
  }
}

TEST_CASE("goose: text without an annotation is still read") {
  const test::Migrations folder;
  folder.write("1_a.sql", "-- +goose Up\nSELECT 1;\n");
  folder.write("2_b.sql", "SELECT 2;\n");
  folder.write("3_c.sql", "-- +goose Up\nSELECT 3;\n");
  const Migration migration = folder.find().migrations.at(1);
  CHECK(script_at(migration).text == "SELECT 2;\n");
  CHECK(migration.problems.size() == 1);
}

TEST_CASE("goose: variables of the environment get a stand-in of their length") {
  const std::string text =
      "-- +goose ENVSUB ON\n-- +goose Up\nCREATE TABLE ${SCHEMA:-app}.${TAB} (id int);\n-- +goose ENVSUB OFF\n"
      "COMMENT ON TABLE t IS '${TAB}';\n";
  const Script script = script_at(up_of(text));
  std::string expected = text;
  expected.replace(expected.find("${SCHEMA:-app}"), 14, "app           ");
  expected.replace(expected.find("${TAB}"), 6, "__TAB_");
  CHECK(script.text == expected);
  const auto at = static_cast<std::uint32_t>(text.find("${TAB}"));
  CHECK(script.map.to_file({at, at + 6}) == Span{at, at + 6});
  CHECK_FALSE(script.map.editable({at, at + 6}));
  CHECK(script.map.editable({0, 10}));
}

TEST_CASE("goose: without a transaction, what it sends at once is one of its own") {
  const Migration migration = up_of(
      "-- +goose NO TRANSACTION\n-- +goose Up\nSELECT 1;\n-- +goose StatementBegin\nSELECT 2;\nSELECT 3;\n"
      "-- +goose StatementEnd\nSELECT 4;\nSELECT 5; SELECT 6;\n");
  Lines messages;
  std::string all;
  for (const Step& step : migration.steps) {
    const Script& script = std::get<Script>(step);
    all += script.text;
    if (script.one_message) messages.emplace_back(script.text);
  }
  CHECK(messages == Lines{"SELECT 2;\nSELECT 3;\n", "SELECT 5; SELECT 6;"});
  CHECK(all == file_of(migration)->text);
  CHECK(up_of("-- +goose Up\n-- +goose StatementBegin\nSELECT 2;\nSELECT 3;\n-- +goose StatementEnd\n").steps.size() == 1);
}
