#include "dialects/cypher/text.h"

#include <support/catch.h>

#include <string>
#include <vector>

using namespace godwit;

namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  for (const Span each : language_of("cypher").statements(text))
    out.emplace_back(text.substr(each.begin, each.end - each.begin));
  return out;
}

using Statements = std::vector<std::string>;

}  // namespace

TEST_CASE("statements of Cypher end at a semicolon outside strings, names and comments") {
  CHECK(split("CREATE (:A); CREATE (:B)") == Statements{"CREATE (:A)", "CREATE (:B)"});
  CHECK(split("RETURN 'a;b'; RETURN \"c;\\\";d\"") == Statements{"RETURN 'a;b'", "RETURN \"c;\\\";d\""});
  CHECK(split("MATCH (n:`a;b`) // not; here\nRETURN n;") == Statements{"MATCH (n:`a;b`) // not; here\nRETURN n"});
  CHECK(split("/* a; b */ RETURN 1 /* c; */;") == Statements{"RETURN 1"});
  CHECK(split("MATCH (a)--(b) RETURN a;").size() == 1);
}

TEST_CASE("what holds nothing but comments is no statement of Cypher") {
  CHECK(split("").empty());
  CHECK(split("// only words\n/* and more */;;").empty());
}

TEST_CASE("tokens of Cypher say where they end and whether they do") {
  CHECK(cypher::token("'a\\'b' + 1", 0).end == 6);
  CHECK_FALSE(cypher::token("'never", 0).terminated);
  CHECK_FALSE(cypher::token("/* never", 0).terminated);
  CHECK(cypher::token("// line\nnext", 0).end == 7);
  CHECK(cypher::token("`a``b` x", 0).end == 3);  // the rest is another name, which comes to the same
}

TEST_CASE("Unicode escapes are undone, and places stay known") {
  CHECK(cypher::undo_unicode_escapes("MATCH (n)").text.empty());
  const cypher::Unescaped done = cypher::undo_unicode_escapes("M\\u0041TCH");
  CHECK(done.text == "MATCH");
  CHECK(done.from == std::vector<std::uint32_t>{0, 1, 7, 8, 9});
  CHECK(cypher::undo_unicode_escapes("'\\\\u0041'").text == "'\\\\u0041'");
}

TEST_CASE("names of Cypher are quoted where they must be") {
  CHECK(cypher::escaped_name("Person") == "Person");
  CHECK(cypher::escaped_name("first name") == "`first name`");
  CHECK(cypher::escaped_name("a`b") == "`a``b`");
  CHECK(cypher::escaped_name("1st") == "`1st`");
}

TEST_CASE("client commands begin a line") {
  CHECK(cypher::is_client_command(":begin", 0));
  CHECK_FALSE(cypher::is_client_command(": Person", 0));
}

TEST_CASE("a .cql file is Cassandra's where a statement of it begins as Cypher's never do") {
  const DialectText& text = language_of("cypher");
  CHECK(text.shares_ending("1.CQL"));
  CHECK_FALSE(text.shares_ending("1.cypher"));
  CHECK(text.other_owner("-- first\n create  Table t (a int);") == "cassandra");
  CHECK(text.other_owner("CREATE INDEX ON :Person(name);\nMATCH (n) DELETE n;").empty());
}

TEST_CASE("comments of Cypher without their marks") {
  const DialectText& text = language_of("cypher");
  CHECK(text.without_marks("// a ") == "a");
  CHECK(text.without_marks("/* a\n*/") == "a");
  CHECK(text.without_marks("/*") == "");
  CHECK(text.comment_mark() == "//");
}
