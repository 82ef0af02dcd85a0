#include <godwit/source/closest.h>
#include <support/catch.h>

using godwit::closest;

TEST_CASE("the word that was probably meant is offered") {
  const std::vector<std::string_view> words{"postgres_version", "transaction", "exclude", "rules"};
  CHECK(closest("postgres-version", words) == "postgres_version");
  CHECK(closest("tranasction", words) == "transaction");
  CHECK(closest("rule", words) == "rules");
  CHECK(closest("excludes", words) == "exclude");
}

TEST_CASE("nothing is offered for a word that resembles none") {
  CHECK(closest("zzz", {"transaction", "exclude"}).empty());
  CHECK(closest("", {"transaction"}).empty());
  CHECK(closest("rules", {}).empty());
  CHECK(closest("ab", {"xy"}).empty());
}

TEST_CASE("of two equally near words the first is offered") { CHECK(closest("cat", {"bat", "hat"}) == "bat"); }
