#include <godwit/project/sql_text.h>

#include <string>

#include "support/catch.h"

using namespace godwit;

TEST_CASE("quoted texts, bodies and comments are one token") {
  const auto first = [](std::string_view text) { return std::string(text.substr(0, sql_token_end(text, 0))); };
  CHECK(first("'it''s; ok' x") == "'it''s; ok'");
  CHECK(first("E'q\\'; z' x") == "E'q\\'; z'");
  CHECK(first("'q\\' x'") == "'q\\'");
  CHECK(first("\"o;\"\"dd\" x") == "\"o;\"\"dd\"");
  CHECK(first("$$ a; $b$ $$ x") == "$$ a; $b$ $$");
  CHECK(first("$tag$ $$ $tag$ x") == "$tag$ $$ $tag$");
  CHECK(first("$1 x") == "$");
  CHECK(first("a$b$ x") == "a$b$");
  CHECK(first("-- a\nb") == "-- a");
  CHECK(first("/* a /* b */ c */ d") == "/* a /* b */ c */");
}

TEST_CASE("what is never closed has no end") {
  for (const char* text : {"'a", "\"a", "$$ a $", "$x$ a $$", "/* /* */", "E'a\\'"}) {
    INFO(text);
    CHECK(sql_token_end(text, 0) == std::string_view::npos);
  }
}

TEST_CASE("blanks, comments and semicolons are no statement") {
  CHECK_FALSE(has_statement(""));
  CHECK_FALSE(has_statement(" \r\n;\t;"));
  CHECK_FALSE(has_statement("-- a\n/* b /* c */ */\n-- d"));
  CHECK_FALSE(has_statement("/* never closed SELECT 1;"));
  CHECK(has_statement("-- a\nSELECT 1"));
  CHECK(has_statement("/* a */x"));
}
