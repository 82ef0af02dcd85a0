#include <godwit/source/utf8.h>
#include <support/catch.h>

using namespace godwit;

TEST_CASE("code points are counted, broken bytes one by one") {
  CHECK(code_point_count("") == 0);
  CHECK(code_point_count("na\xC3\xAFve") == 5);
  CHECK(code_point_count("\xE2\x82\xAC\xF0\x9F\x90\xA6") == 2);
  CHECK(code_point_count("\xE2\x82") == 2);
  CHECK(code_point_count("\xC0\x80") == 2);
}

TEST_CASE("nothing that a terminal obeys is printed") {
  CHECK(printable("a\tb\nc \xC3\xA9") == "a\tb\nc \xC3\xA9");
  CHECK(printable("\x1B[2J") == "\xEF\xBF\xBD[2J");
  CHECK(printable("a\rb") ==
        "a\xEF\xBF\xBD"
        "b");
  CHECK(printable("\xC2\x9B"
                  "31m") ==
        "\xEF\xBF\xBD"
        "31m");
  CHECK(printable(std::string("\0\x7F", 2)) == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(printable("\xFFx") == "\xEF\xBF\xBDx");
}
