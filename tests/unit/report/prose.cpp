#include "report/prose.h"

#include <support/catch.h>

using namespace godwit;

TEST_CASE("prose is wrapped at spaces, behind its indent") {
  CHECK(wrapped("one two three", 80, 0) == "one two three");
  CHECK(wrapped("one two three", 7, 0) == "one two\nthree");
  CHECK(wrapped("one two three", 9, 2) == "  one two\n  three");
  CHECK(wrapped("a\nb  c", 80, 0) == "a b c");
  CHECK(wrapped("", 80, 2) == "  ");
}

TEST_CASE("prose goes on in a line that is begun") {
  CHECK(continued("one two three", 11, 2, 4) == "one two\n  three");
  CHECK(continued("incomprehensible", 11, 2, 4) == "incomprehensible");
  CHECK(continued("", 11, 2, 4).empty());
}

TEST_CASE("what stands in backticks and what is too long stays whole") {
  CHECK(wrapped("run `CREATE INDEX i` now", 12, 0) == "run\n`CREATE INDEX i`\nnow");
  CHECK(wrapped("x incomprehensibilities y", 10, 0) == "x\nincomprehensibilities\ny");
  CHECK(wrapped("a lone ` quotes nothing", 8, 0) == "a lone `\nquotes\nnothing");
}

TEST_CASE("width is counted in code points") {
  CHECK(wrapped("\xC3\xA4\xC3\xA4 \xC3\xA4\xC3\xA4", 5, 0) == "\xC3\xA4\xC3\xA4 \xC3\xA4\xC3\xA4");
}

TEST_CASE("every line but an empty one is indented") {
  CHECK(indented("a\n\nb", 2) == "  a\n\n  b\n");
  CHECK(indented("a\n", 2) == "  a\n");
  CHECK(indented("", 2).empty());
}

TEST_CASE("counts are words") {
  CHECK(counted(0, "file", "files") == "0 files");
  CHECK(counted(1, "file", "files") == "1 file");
  CHECK(counted(999, "file", "files") == "999 files");
  CHECK(counted(1000, "file", "files") == "1,000 files");
  CHECK(counted(1234567, "file", "files") == "1,234,567 files");
  CHECK(enumerated({}).empty());
  CHECK(enumerated({"a"}) == "a");
  CHECK(enumerated({"a", "b"}) == "a and b");
  CHECK(enumerated({"a", "b", "c"}) == "a, b and c");
}
