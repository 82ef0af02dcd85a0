#include <godwit/project/glob.h>
#include <support/catch.h>

#include <string>

using godwit::glob_matches;

TEST_CASE("a star and a question mark stay within one name") {
  CHECK(glob_matches("db/*.sql", "db/001.sql"));
  CHECK(glob_matches("db/00?.sql", "db/001.sql"));
  CHECK_FALSE(glob_matches("db/*.sql", "db/old/001.sql"));
  CHECK_FALSE(glob_matches("db/00?.sql", "db/00.sql"));
  CHECK_FALSE(glob_matches("db?001.sql", "db/001.sql"));
  CHECK(glob_matches("db/a*b*c.sql", "db/a-b-bc.sql"));
}

TEST_CASE("two stars stand for any number of folders") {
  CHECK(glob_matches("**/*.sql", "001.sql"));
  CHECK(glob_matches("**/*.sql", "a/b/001.sql"));
  CHECK(glob_matches("a/**/c/*.sql", "a/c/1.sql"));
  CHECK(glob_matches("a/**/c/*.sql", "a/b/c/c/1.sql"));
  CHECK_FALSE(glob_matches("a/**/c/*.sql", "b/c/1.sql"));
  CHECK(glob_matches("**", "anything/at/all"));
}

TEST_CASE("a folder covers what is in it") {
  CHECK(glob_matches("db/old", "db/old/2019/001.sql"));
  CHECK(glob_matches("db/old/", "db/old/001.sql"));
  CHECK(glob_matches("db/20*", "db/2019_users/up.sql"));
  CHECK_FALSE(glob_matches("db/old", "db/older/001.sql"));
}

TEST_CASE("a pattern without a slash is matched against every name of the path") {
  CHECK(glob_matches("2019*", "db/2019_users/up.sql"));
  CHECK(glob_matches("*.down.sql", "db/001.down.sql"));
  CHECK(glob_matches("old/", "db/old/001.sql"));
  CHECK_FALSE(glob_matches("old", "db/older/001.sql"));
  CHECK_FALSE(glob_matches("/old", "db/old/001.sql"));
}

TEST_CASE("a leading dot and slash mean nothing, an empty pattern matches nothing") {
  CHECK(glob_matches("./db/*.sql", "db/001.sql"));
  CHECK(glob_matches("db/*.sql", "./db/001.sql"));
  CHECK_FALSE(glob_matches("", "db/001.sql"));
}

TEST_CASE("many stars do not take forever") {
  const std::string path(3000, 'a');
  std::string pattern;
  for (int i = 0; i < 30; ++i) pattern += "a*";
  CHECK_FALSE(glob_matches(pattern + "b", path));
}
