#include <godwit/source/line_index.h>
#include <godwit/source/utf8.h>

#include "support/catch.h"

using godwit::LineIndex;
using godwit::Place;

namespace {

struct Case {
  std::string_view text;
  std::uint32_t offset, line, column;
};

void check(const Case& c) {
  const LineIndex index(c.text);
  const Place place = index.place(c.offset);
  INFO("text: " << c.text << " offset: " << c.offset);
  CHECK(place.line == c.line);
  CHECK(place.column == c.column);
}

}  // namespace

TEST_CASE("lines end with a line feed, both, or a lone carriage return") {
  const Case cases[] = {
      {"ab\ncd", 0, 1, 1},   {"ab\ncd", 2, 1, 3},    {"ab\ncd", 3, 2, 1},    {"ab\r\ncd", 3, 1, 4},
      {"ab\r\ncd", 4, 2, 1}, {"ab\rcd", 2, 1, 3},    {"ab\rcd", 3, 2, 1},    {"a\r\r\nb", 2, 2, 1},
      {"a\r\r\nb", 4, 3, 1}, {"a\n\rb\nc", 3, 3, 1}, {"a\n\rb\nc", 5, 4, 1}, {"a\r", 2, 2, 1},
  };
  for (const Case& c : cases) check(c);
}

TEST_CASE("columns count code points, and each byte that is no UTF-8") {
  const Case cases[] = {
      {"\xC3\xA9x", 2, 1, 2},          // one of two bytes
      {"\xE2\x82\xACx", 3, 1, 2},      // of three
      {"\xF0\x9F\x90\xA6x", 4, 1, 2},  // of four
      {"\xC3x", 1, 1, 2},              // cut short by another character
      {"x\xC3", 2, 1, 3},              // cut short by the end
      {"\xFF\xFEx", 2, 1, 3},          // never part of UTF-8
      {"\xC0\xAFx", 2, 1, 3},          // overlong
      {"\xED\xA0\x80x", 3, 1, 4},      // a surrogate
      {"\xF4\x90\x80\x80x", 4, 1, 5},  // past the last code point
      {"\xF0\x9F\x90\xA6x", 2, 1, 1},  // inside a code point: where it begins
      {"a\n\xC3\xA9\xC3\xA9z", 6, 2, 3},
  };
  for (const Case& c : cases) check(c);
}

TEST_CASE("a byte order mark is no column, and offsets still count it") {
  const Case cases[] = {
      {"\xEF\xBB\xBF"
       "ab\nc",
       3, 1, 1},
      {"\xEF\xBB\xBF"
       "ab\nc",
       4, 1, 2},
      {"\xEF\xBB\xBF"
       "ab\nc",
       6, 2, 1},
      {"\xEF\xBB\xBF"
       "ab",
       0, 1, 1},
      {"\xEF\xBB\xBF"
       "ab",
       1, 1, 1},
      {"\xEF\xBB\xBF", 3, 1, 1},
  };
  for (const Case& c : cases) check(c);
  CHECK(LineIndex("\xEF\xBB\xBF"
                  "ab")
            .place(3)
            .offset == 3);
  CHECK(LineIndex("\xEF\xBB\xBF"
                  "ab\n")
            .line(1) == "ab");
}

TEST_CASE("an offset past the end is the end") {
  const LineIndex index("ab\ncd");
  CHECK(index.place(5).column == 3);
  CHECK(index.place(99).line == 2);
  CHECK(index.place(99).column == 3);
  CHECK(index.place(99).offset == 5);
  CHECK(LineIndex("").place(7).line == 1);
  CHECK(LineIndex("").place(7).column == 1);
}

TEST_CASE("the text of a line has no line end") {
  const LineIndex index("one\r\ntwo\rthree\n\nlast");
  REQUIRE(index.lines() == 5);
  CHECK(index.line(1) == "one");
  CHECK(index.line(2) == "two");
  CHECK(index.line(3) == "three");
  CHECK(index.line(4).empty());
  CHECK(index.line(5) == "last");
  CHECK(index.line(0).empty());
  CHECK(index.line(6).empty());
  CHECK(LineIndex("a\n").lines() == 2);
  CHECK(LineIndex("a\n").line(2).empty());
}

TEST_CASE("columns of a long line are those that counting from its start gives") {
  std::string text = "x\n";
  for (int i = 0; i < 2000; ++i)
    text += i % 7 == 0 ? "\xE2\x82\xAC" : i % 11 == 0 ? "\xFF" : i % 13 == 0 ? "\xC3\xA4" : "a";
  const LineIndex index(text);
  for (std::uint32_t offset = 2, column = 1; offset < text.size(); ++column) {
    const auto length = godwit::code_point_length(std::string_view(text).substr(offset));
    for (std::uint32_t inside = 0; inside < length; ++inside) CHECK(index.place(offset + inside).column == column);
    offset += static_cast<std::uint32_t>(length);
  }
}

TEST_CASE("an offset is found again from its line and column") {
  const std::string_view text = "\xEF\xBB\xBF" "a\xC3\xA4\xE2\x82\xAC" "b\r\n\ncd";
  const LineIndex index(text);
  for (const std::size_t at : {text.find('a'), text.find("\xC3"), text.find("\xE2"), text.find('b'), text.find('c'), text.size()}) {
    const Place place = index.place(static_cast<std::uint32_t>(at));
    CHECK(index.offset(place.line, place.column) == at);
  }
  CHECK(index.offset(1, 99) == text.find('\r'));
  CHECK(index.offset(9, 1) == text.size());
}
