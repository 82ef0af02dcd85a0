#include <godwit/text/dialect_text.h>

#include <support/catch.h>

#include <array>
#include <random>
#include <string>
#include <vector>

using namespace godwit;

namespace {

const DialectText& postgres() { return language_of("postgres"); }

std::string first(std::string_view text) { return std::string(text.substr(0, postgres().token(text, 0).end)); }

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  for (const Span each : postgres().statements(text)) out.emplace_back(text.substr(each.begin, each.end - each.begin));
  return out;
}

using Statements = std::vector<std::string>;

}  // namespace

TEST_CASE("quoted texts, bodies and comments are one token") {
  CHECK(first("'it''s; ok' x") == "'it''s; ok'");
  CHECK(first("E'q\\'; z' x") == "E'q\\'; z'");
  CHECK(first("e'\\\\' x") == "e'\\\\'");
  CHECK(first("'q\\' x'") == "'q\\'");
  CHECK(first("B'01' x") == "B'01'");
  CHECK(first("\"o;\"\"dd\" x") == "\"o;\"\"dd\"");
  CHECK(first("$$ a; $b$ $$ x") == "$$ a; $b$ $$");
  CHECK(first("$tag$ $$ $tag$ x") == "$tag$ $$ $tag$");
  CHECK(first("$1 x") == "$1");
  CHECK(first("a$b$ x") == "a$b$");
  CHECK(first("-- a\nb") == "-- a");
  CHECK(first("-- a") == "-- a");
  CHECK(first("/* a /* b */ c */ d") == "/* a /* b */ c */");
}

TEST_CASE("what is never closed says so") {
  for (const char* text : {"'a", "\"a", "$$ a $", "$x$ a $$", "/* /* */", "E'a\\'"}) {
    INFO(text);
    CHECK_FALSE(postgres().token(text, 0).terminated);
  }
  for (const char* text : {"'a'", "--", "$1", "a", ";"}) {
    INFO(text);
    CHECK(postgres().token(text, 0).terminated);
  }
}

TEST_CASE("tokens are told apart") {
  using Kind = Token::Kind;
  const auto kind = [](std::string_view text) { return postgres().token(text, 0).kind; };
  CHECK(kind(" x") == Kind::blank);
  CHECK(kind("-- x") == Kind::comment);
  CHECK(kind("select") == Kind::word);
  CHECK(kind("12.5") == Kind::word);
  CHECK(kind("\"select\"") == Kind::name);
  CHECK(kind("'select'") == Kind::string);
  CHECK(kind("E'select'") == Kind::string);
  CHECK(kind("$$select$$") == Kind::string);
  CHECK(kind("(") == Kind::symbol);
}

TEST_CASE("every text is tokens from its beginning to its end") {
  for (const std::string& text :
       {std::string("SELECT 'a', \"b\", $$c$$, $1 -- d\n/* e */;"), std::string("'never"), std::string("a\0b", 3),
        std::string("\xFF\xFE$"), std::string("/*;\nselect"), std::string("U&\"d\\0061t\" U&'a;b' UESCAPE '!'")}) {
    INFO(text);
    for (std::size_t at = 0; at < text.size();) {
      const Token token = postgres().token(text, at);
      REQUIRE(token.end > at);
      REQUIRE(token.end <= text.size());
      at = token.end;
    }
  }
}

TEST_CASE("a script is cut as psql cuts it") {
  CHECK(split("SELECT 1; SELECT 2") == Statements{"SELECT 1", "SELECT 2"});
  CHECK(split("SELECT E'a\\';b'; SELECT U&'a;b'; SELECT U&\"a;b\"") ==
        Statements{"SELECT E'a\\';b'", "SELECT U&'a;b'", "SELECT U&\"a;b\""});
  CHECK(split("/* a /* ; */ ; */ SELECT 1 -- ;") == Statements{"SELECT 1"});
  CHECK(split("DO $a$ BEGIN; $$ ; $$ END $a$; SELECT 1") == Statements{"DO $a$ BEGIN; $$ ; $$ END $a$", "SELECT 1"});
  CHECK(split("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3").size() == 2);
  CHECK(split("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3").size() == 2);
  CHECK(split("\\set x 'y'\nSELECT 1 \\g\nSELECT 2;") == Statements{"SELECT 1", "SELECT 2"});
  CHECK(split("COPY t FROM stdin;\n1;2\n\\.\nSELECT 1;") == Statements{"COPY t FROM stdin", "SELECT 1"});
  CHECK(split("SELECT 'never;\nSELECT 2;").size() == 2);
  CHECK(split("-- nothing\n;;").empty());
}

/// The same from its tokens, one by one. `plain`: none of them never ends, or begins a command for psql.
static Statements split_by_tokens(std::string_view text, bool& plain) {
  Statements out;
  std::size_t begin = 0, end = 0;
  int depth = 0;
  const auto finish = [&] {
    if (end > begin) out.emplace_back(text.substr(begin, end - begin));
    begin = end = depth = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const Token token = postgres().token(text, at);
    const char symbol = token.kind == Token::Kind::symbol ? text[at] : ' ';
    plain = plain && token.terminated && symbol != '\\';
    if (symbol == ';' && depth == 0) {
      finish();
    } else if (token.is_code()) {
      if (end == 0) begin = at;
      end = token.end;
      if (symbol == '(') ++depth;
      if (symbol == ')' && depth > 0) --depth;
    }
    at = token.end;
  }
  finish();
  return out;
}

TEST_CASE("what is skipped at once is cut as it is token by token") {
  constexpr std::array<std::string_view, 22> parts{
      "select ", "'a;b'", "e'\\';'", "E",      "a$b$", "$q$;$q$", "-- ;\n", "/*;*/", "-",    "/",        "(",
      ")",       ";",     "1e",      "\"x;\"", " ",    "\n",      "u&",     "$1",    "x.y ", "\xC3\xA9", "="};
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    std::string text = "x ";
    for (int i = 0; i < 24; ++i) text += parts[random() % parts.size()];
    bool plain = true;
    const Statements expected = split_by_tokens(text, plain);
    if (!plain) continue;
    INFO(text);
    REQUIRE(split(text) == expected);
  }
}

TEST_CASE("blanks, comments and semicolons are no statement") {
  CHECK_FALSE(has_statement(postgres(), ""));
  CHECK_FALSE(has_statement(postgres(), " \r\n;\t;"));
  CHECK_FALSE(has_statement(postgres(), "-- a\n/* b /* c */ */\n-- d"));
  CHECK_FALSE(has_statement(postgres(), "/* never closed SELECT 1;"));
  CHECK(has_statement(postgres(), "-- a\nSELECT 1"));
  CHECK(has_statement(postgres(), "/* a */x"));
}

TEST_CASE("names of PostgreSQL are quoted where they must be") {
  CHECK(postgres().quoted("users") == "users");
  CHECK(postgres().quoted("Users") == "\"Users\"");
  CHECK(postgres().quoted("order") == "\"order\"");
  CHECK(postgres().quoted("a\"b") == "\"a\"\"b\"");
  CHECK(postgres().quoted("1st") == "\"1st\"");
  CHECK(postgres().quoted("") == "\"\"");
  CHECK(postgres().quoted(Name{"audit", "user", {}}) == "audit.\"user\"");
}
