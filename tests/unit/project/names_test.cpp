#include <godwit/project/frontend.h>
#include <algorithm>

#include "support/catch.h"

using namespace godwit;

TEST_CASE("names are ordered by their numbers") {
  const std::vector<std::string> right{"1_a",   "01_b", "2_a", "003_a", "10_a", "20240101_a", "V1_a",        "V2_a",
                                       "V10_a", "a",    "a_1", "a_9",   "a_10", "b",          "\xC3\xA9.sql"};
  std::vector<std::string> names = right;
  std::reverse(names.begin(), names.end());
  std::sort(names.begin(), names.end(), numeric_aware_less);
  CHECK(names == right);
}

TEST_CASE("the longer version of two that begin alike is the later one") {
  std::vector<std::string> names{"1.10.sql", "1.0.1_fix.sql", "1.0_init.sql", "1.1.sql", "1.sql", "v1.9/a", "v1/a", "v1.10/a"};
  const std::vector<std::string> right{"1.sql", "1.0_init.sql", "1.0.1_fix.sql", "1.1.sql", "1.10.sql", "v1/a", "v1.9/a", "v1.10/a"};
  std::sort(names.begin(), names.end(), numeric_aware_less);
  CHECK(names == right);
}

TEST_CASE("the order of names is strict") {
  CHECK_FALSE(numeric_aware_less("a1", "a1"));
  CHECK(numeric_aware_less("01_a", "1_a"));
  CHECK_FALSE(numeric_aware_less("1_a", "01_a"));
  CHECK(numeric_aware_less("", "a"));
  CHECK(numeric_aware_less("99999999999999999998", "99999999999999999999"));
  CHECK(numeric_aware_less("9", "99999999999999999999"));
}

TEST_CASE("numbers compare whatever zeros lead them") {
  CHECK(number_less("9", "010"));
  CHECK_FALSE(number_less("1", "01"));
  CHECK_FALSE(number_less("01", "1"));
  CHECK(number_less("", "1"));
  CHECK(leading_digits("0012_a") == "0012");
  CHECK(leading_digits("a12").empty());
}
