#include "engine/fingerprint.h"

#include <support/catch.h>

using namespace godwit;

TEST_CASE("the words of a statement have no comments and single blanks") {
  const std::string_view text = "-- a\n  DROP /* x */ TABLE\n\t t -- b\n;";
  const auto comment = [&](std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(text.find(words));
    return CommentText{{begin, begin + static_cast<std::uint32_t>(words.size())}, words};
  };
  const std::vector<CommentText> comments{comment("-- a"), comment("/* x */"), comment("-- b")};
  const auto begin = static_cast<std::uint32_t>(text.find("DROP"));
  CHECK(statement_words(text, {begin, static_cast<std::uint32_t>(text.size()) - 1}, comments) == "DROP TABLE t");
}

TEST_CASE("a fingerprint is the same on every machine and differs in each of its parts") {
  const std::string one = fingerprint("postgres/drop-table", "db/1.sql", "DROP TABLE t", 0);
  CHECK(one == "8f12f577ea8a5286");
  CHECK(one != fingerprint("postgres/drop-view", "db/1.sql", "DROP TABLE t", 0));
  CHECK(one != fingerprint("postgres/drop-table", "db/2.sql", "DROP TABLE t", 0));
  CHECK(one != fingerprint("postgres/drop-table", "db/1.sql", "DROP TABLE u", 0));
  CHECK(one != fingerprint("postgres/drop-table", "db/1.sql", "DROP TABLE t", 1));
  CHECK(fingerprint("a", "bc", "", 0) != fingerprint("ab", "c", "", 0));
}

TEST_CASE("equal findings are told apart by their order") {
  Fingerprints prints;
  CHECK(prints.next("r", "p", "w") == fingerprint("r", "p", "w", 0));
  CHECK(prints.next("r", "p", "w") == fingerprint("r", "p", "w", 1));
  CHECK(prints.next("r", "p", "x") == fingerprint("r", "p", "x", 0));
  CHECK(prints.next("r", "p", "w") == fingerprint("r", "p", "w", 2));
}
