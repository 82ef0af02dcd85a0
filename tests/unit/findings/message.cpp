#include <godwit/findings/finding.h>
#include <support/catch.h>

using godwit::format;

TEST_CASE("arguments take the place of their names") {
  CHECK(format({"writes to `{table}` wait until `{index}` is built", {{"table", "users"}, {"index", "i"}}}) ==
        "writes to `users` wait until `i` is built");
  CHECK(format({"{a}{a}", {{"a", "x"}}}) == "xx");
}

TEST_CASE("an argument that looks like a template stays as it is") {
  CHECK(format({"{a} and {b}", {{"a", "{b}"}, {"b", "c"}}}) == "{b} and c");
}

TEST_CASE("braces that name no argument stay") {
  CHECK(format({"default '{}' of `{column}`", {{"column", "tags"}}}) == "default '{}' of `tags`");
  CHECK(format({"'{1,{column}}'", {{"column", "tags"}}}) == "'{1,tags}'");
  CHECK(format({"open { for `{column}` and {", {{"column", "tags"}}}) == "open { for `tags` and {");
  CHECK(format({"", {}}).empty());
}

TEST_CASE("severities and risks have words") {
  CHECK(words(godwit::Severity::off) == "off");
  CHECK(words(godwit::Severity::note) == "note");
  CHECK(words(godwit::Severity::warning) == "warning");
  CHECK(words(godwit::Severity::error) == "error");
  CHECK(words(godwit::Risk::safe) == "safe");
  CHECK(words(godwit::Risk::careful) == "careful");
  CHECK(words(godwit::Risk::dangerous) == "dangerous");
}
