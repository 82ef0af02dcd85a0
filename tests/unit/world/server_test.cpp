#include <godwit/world/server.h>
#include <support/catch.h>

using namespace godwit;

TEST_CASE("versions of two parts are one number") {
  CHECK(parse_dotted_version("4.4") == 404);
  CHECK(parse_dotted_version("5.26.30") == 526);
  CHECK(parse_dotted_version("10.6") == 1006);
  CHECK(parse_dotted_version("2026.08") == 202608);
  for (const char* text : {"5", "five.2", "", ".4", "4.", "4.x", "-4.4", "4.-4", "4.100", "99999999.1", "4.4-x"})
    CHECK_FALSE(parse_dotted_version(text));
  for (const char* text : {"4.4", "5.0", "5.26", "10.6", "2025.01", "2026.08", "2026.12"})
    CHECK(dotted_version(parse_dotted_version(text).value()) == text);
}

TEST_CASE("what is said later of a server stands above, and leaves what it does not say") {
  const Server said = Server{"neo4j", 404, {}}.with("edition", "enterprise").with("language", "5");
  const Server newer = overlaid(said, {"neo4j", 526, {}});
  CHECK(newer.version == 526);
  CHECK(newer.trait("edition") == "enterprise");
  const Server other = overlaid(said, Server{"neo4j", 0, {}}.with("edition", "community"));
  CHECK(other.version == 404);
  CHECK(other.trait("edition") == "community");
  CHECK(other.trait("language") == "5");
  CHECK(other.trait("colour").empty());
  CHECK(overlaid(said, {"postgres", 0, {}}) == Server{"postgres", 0, {}});
}

TEST_CASE("of several servers the last one said stands at the end") {
  std::vector<Server> said;
  say(said, {"a", 1, {}});
  say(said, {"b", 2, {}});
  say(said, {"c", 3, {}});
  say(said, {"a", 4, {}});
  CHECK(said == std::vector<Server>{{"b", 2, {}}, {"c", 3, {}}, {"a", 4, {}}});
}
