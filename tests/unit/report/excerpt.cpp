#include "report/excerpt.h"

#include <support/catch.h>

using namespace godwit;

namespace {

Span find(std::string_view text, std::string_view part) {
  const auto at = static_cast<std::uint32_t>(text.find(part));
  return {at, at + static_cast<std::uint32_t>(part.size())};
}

std::string shown(std::string_view text, std::vector<Mark> marks, std::size_t width = 80) {
  return excerpt(text, LineIndex(text), std::move(marks), Paint(false), Tone::error, width);
}

std::string shown(std::string_view text, std::string_view part, std::size_t width = 80) {
  return shown(text, {{find(text, part), "", true}}, width);
}

}  // namespace

TEST_CASE("a span is underlined") {
  CHECK(shown("SELECT 1;\nDROP TABLE t;\n", "TABLE") ==
        "   2 | DROP TABLE t;\n"
        "     |      ^^^^^\n");
}

TEST_CASE("columns are code points, tabs are blanks, carriage returns are none of the line") {
  CHECK(shown("\tA \xC3\xA4\xE2\x82\xAC B;\r\n", "B") ==
        "   1 |     A \xC3\xA4\xE2\x82\xAC B;\n"
        "     |          ^\n");
  CHECK(shown("ab\tc", "c") ==
        "   1 | ab  c\n"
        "     |     ^\n");
}

TEST_CASE("a byte order mark is not shown") {
  CHECK(shown("\xEF\xBB\xBF"
              "DROP TABLE t;",
              "DROP") ==
        "   1 | DROP TABLE t;\n"
        "     | ^^^^\n");
}

TEST_CASE("a span over several lines shows its first and says its last") {
  CHECK(shown("CREATE TABLE t (  \n  id int\n);\n", "CREATE TABLE t (  \n  id int\n)") ==
        "   1 | CREATE TABLE t (\n"
        "     | ^^^^^^^^^^^^^^^^ to line 3\n");
  CHECK(shown("DROP TABLE t;\nSELECT 1;", "DROP TABLE t;\n") ==
        "   1 | DROP TABLE t;\n"
        "     | ^^^^^^^^^^^^^\n");
}

TEST_CASE("an empty span is one mark, at the end of the file too") {
  CHECK(shown("SELECT", {{{6, 6}, "", true}}) ==
        "   1 | SELECT\n"
        "     |       ^\n");
  CHECK(shown("", {{{0, 0}, "", true}}) ==
        "   1 |\n"
        "     | ^\n");
}

TEST_CASE("related places stand in the order of the file") {
  const std::string_view text = "BEGIN;\nALTER TABLE t ADD c int;\n\n\nUPDATE t SET c = 1;\n";
  CHECK(shown(text, {{find(text, "UPDATE t"), "", true},
                     {find(text, "ALTER TABLE"), "taken here", false},
                     {find(text, "BEGIN"), "begun here", false}}) ==
        "   1 | BEGIN;\n"
        "     | ----- begun here\n"
        "   2 | ALTER TABLE t ADD c int;\n"
        "     | ----------- taken here\n"
        "     ...\n"
        "   5 | UPDATE t SET c = 1;\n"
        "     | ^^^^^^^^\n");
}

TEST_CASE("a line may be shown without a mark") {
  const std::string_view text = "ALTER TABLE t\n  ADD c int,\n  DROP d;";
  CHECK(shown(text, {{find(text, "DROP d"), "", true}, {{0, 0}, "", false, true}}) ==
        "   1 | ALTER TABLE t\n"
        "     ...\n"
        "   3 |   DROP d;\n"
        "     |   ^^^^^^\n");
  CHECK(shown(text, {{find(text, "ALTER"), "", true}, {{0, 0}, "", false, true}}) ==
        "   1 | ALTER TABLE t\n"
        "     | ^^^^^\n");
}

TEST_CASE("two marks may share a line") {
  const std::string_view text = "BEGIN; UPDATE t SET c = 1;";
  CHECK(shown(text, {{find(text, "UPDATE"), "", true}, {find(text, "BEGIN"), "here", false}}) ==
        "   1 | BEGIN; UPDATE t SET c = 1;\n"
        "     | ----- here\n"
        "     |        ^^^^^^\n");
}

TEST_CASE("a long line is cut around the span") {
  const std::string text = std::string(50, 'a') + " MARK " + std::string(50, 'b');
  CHECK(shown(text, "MARK", 37) ==
        "   1 | \xE2\x80\xA6"
        "aaaaaa MARK bbbbbbbbbbbbbbbb\xE2\x80\xA6\n"
        "     |         ^^^^\n");
  CHECK(shown(text, "aaaa", 37) ==
        "   1 | aaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xE2\x80\xA6\n"
        "     | ^^^^\n");
}

TEST_CASE("the start of a line stays where the mark is in the first half of the screen") {
  const std::string text = "ALTER TABLE t " + std::string(100, 'm');
  CHECK(shown(text, std::string(100, 'm'), 37) ==
        "   1 | ALTER TABLE t mmmmmmmmmmmmmmm\xE2\x80\xA6\n"
        "     |               ^^^^^^^^^^^^^^^\n");
}

TEST_CASE("words that do not fit behind a mark stand below it") {
  const std::string_view text = "ALTER TABLE users ADD COLUMN c int;";
  CHECK(shown(text, {{find(text, text), "locked from here on", false}}, 45) ==
        "   1 | ALTER TABLE users ADD COLUMN c int;\n"
        "     | -----------------------------------\n"
        "     | locked from here on\n");
}

TEST_CASE("a span longer than the screen is underlined as far as it is seen") {
  const std::string text = std::string(40, ' ') + std::string(100, 'm');
  CHECK(shown(text, std::string(100, 'm'), 37) ==
        "   1 | \xE2\x80\xA6"
        "mmmmmmmmmmmmmmmmmmmmmmmmmmmm\xE2\x80\xA6\n"
        "     |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n");
}

TEST_CASE("a line as long as a file is cut without being read whole, at whole code points") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "\xC3\xA4";
  text += "MARK";
  CHECK(shown(text, "MARK", 37) ==
        "   1 | \xE2\x80\xA6\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4\xC3\xA4"
        "MARK\n"
        "     |         ^^^^\n");
}

TEST_CASE("what would command the terminal is not obeyed") {
  CHECK(shown("-- \x1B[2J\nDROP", "--") ==
        "   1 | -- \xEF\xBF\xBD[2J\n"
        "     | ^^\n");
}

TEST_CASE("only the mark and the margin are coloured") {
  const std::string_view text = "DROP TABLE t;";
  CHECK(excerpt(text, LineIndex(text), {{find(text, "DROP"), "", true}}, Paint(true), Tone::error, 80) ==
        "\x1B[2m   1 |\x1B[0m DROP TABLE t;\n\x1B[2m     |\x1B[0m \x1B[1;31m^^^^\x1B[0m\n");
}

TEST_CASE("a statement's first words stand on one line") {
  CHECK(first_words("CREATE  TABLE t (\n\tid int\n)", 80) == "CREATE TABLE t ( id int )");
  CHECK(first_words("  a b  ", 80) == "a b");
  CHECK(first_words("abcdef", 5) == "abcd\xE2\x80\xA6");
  CHECK(first_words("", 5).empty());
}
