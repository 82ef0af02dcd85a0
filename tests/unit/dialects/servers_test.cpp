#include <godwit/dialects/dialect.h>
#include <support/catch.h>

#include <algorithm>
#include <string>

using namespace godwit;

namespace {

Server read(std::string_view text) {
  const ServerReading reading = parse_server(text);
  CHECK(reading.fault.empty());
  return reading.server;
}

std::string fault(std::string_view text) { return parse_server(text).fault; }

const ServerKind& kind(std::string_view name) {
  REQUIRE(find_server_kind(name) != nullptr);
  return *find_server_kind(name);
}

}  // namespace

TEST_CASE("every table of servers is sound") {
  for (const Dialect* dialect : all_dialects()) REQUIRE_FALSE(dialect->servers().empty());
  for (const ServerKind* each : all_server_kinds()) {
    CHECK(find_server_kind(each->name) == each);
    CHECK(each->name.find('-') == std::string_view::npos);
    CHECK(each->traits.size() <= Server{}.traits.size());
    CHECK_FALSE(each->releases.empty());
    CHECK(std::is_sorted(each->releases.begin(), each->releases.end(),
                         [](const Releases& a, const Releases& b) { return a.last < b.first; }));
    const std::string text = std::string(each->name) + "-" + write_version(*each, each->otherwise);
    CHECK(read(text) == Server{each->name, each->otherwise, {}});
    for (const ServerSpelling& spelling : each->spellings)
      CHECK((spelling.trait.empty() ||
             std::any_of(each->traits.begin(), each->traits.end(),
                         [&](const TraitKind& trait) { return trait.name == spelling.trait; })));
  }
}

TEST_CASE("a server is a name, then its version and traits, as far as they are said") {
  CHECK(read("postgres") == Server{"postgres", 0, {}});
  CHECK(read("postgres-15") == Server{"postgres", 15, {}});
  CHECK(read("postgres-15.4") == Server{"postgres", 15, {}});
  CHECK(read("neo4j-5.26-enterprise") == Server{"neo4j", 526, {}}.with("edition", "enterprise"));
  CHECK(read("neo4j-community") == Server{"neo4j", 0, {}}.with("edition", "community"));
  CHECK(read("neo4j-2026.08.1-language=25-edition=community") ==
        Server{"neo4j", 202608, {}}.with("language", "25").with("edition", "community"));
}

TEST_CASE("a version without its second part is the newest of those that are known") {
  CHECK(read("neo4j-4").version == 404);
  CHECK(read("neo4j-5").version == 526);
  CHECK(read("neo4j-2025").version == 202512);
  CHECK(read("neo4j-2026").version == 202608);
  CHECK(fault("neo4j-6") == "Neo4j is a version such as 5.26, from 4.4 on, not 6");
  CHECK(read("neo4j-2027.01").version == 202701);  // a newer one is taken for what it says
}

TEST_CASE("what is no server is said with what there is") {
  CHECK(fault("postgre-15") == "unknown server `postgre`; did you mean `postgres`? (neo4j, postgres)");
  CHECK(fault("") == "unknown server `` (neo4j, postgres)");
  CHECK(fault("db2-11") == "unknown server `db2` (neo4j, postgres)");
  CHECK(fault("postgres-12") == "PostgreSQL is 13 to 18, not 12");
  CHECK(fault("postgres-19") == "PostgreSQL is 13 to 18, not 19");
  CHECK(fault("postgres-15x") == "PostgreSQL is 13 to 18, not 15x");
  CHECK(fault("postgres-99999999999") == "PostgreSQL is 13 to 18, not 99999999999");
  CHECK(fault("neo4j-4.3") == "Neo4j is a version such as 5.26, from 4.4 on, not 4.3");
  CHECK(fault("postgres-enterprise") == "`enterprise` says nothing of PostgreSQL");
  CHECK(fault("postgres-") == "`` says nothing of PostgreSQL");
  CHECK(fault("neo4j-5.26-enterprize") ==
        "`enterprize` says nothing of Neo4j; did you mean `enterprise`? (community, enterprise, language=5, "
        "language=25)");
  CHECK(fault("neo4j-5.26-edition=free") == "`edition` is community or enterprise, not `free`");
  CHECK(fault("neo4j-5.26-colour=red") == "`colour` is nothing of Neo4j");
  CHECK(fault("neo4j-community-enterprise") == "the edition of Neo4j is named twice, community and enterprise");
  CHECK(fault("neo4j-enterprise-5.26").substr(0, 31) == "`5.26` says nothing of Neo4j (c");
}

TEST_CASE("one source says one thing of each database") {
  std::vector<Server> said;
  CHECK(say_once(said, read("neo4j-5.26")).empty());
  CHECK(say_once(said, read("postgres-16")).empty());
  CHECK(say_once(said, read("neo4j-enterprise")).empty());
  CHECK(say_once(said, read("neo4j-5.26")).empty());
  CHECK(said == std::vector<Server>{read("postgres-16"), read("neo4j-5.26-enterprise")});
  CHECK(say_once(said, read("neo4j-4.4")) == "two versions of Neo4j are named, 5.26 and 4.4");
  CHECK(say_once(said, read("neo4j-community")) == "the edition of Neo4j is named twice, enterprise and community");
}

TEST_CASE("what nobody says is what the dialect's table says") {
  const Dialect& postgres = *find_dialect("postgres");
  const Dialect& cypher = *find_dialect("cypher");
  CHECK(server_of(postgres, {}) == read("postgres-15"));
  CHECK(server_of(cypher, {}) == read("neo4j-5.26-language=5"));
  const std::vector<Server> said{read("neo4j-enterprise"), read("postgres-18")};
  CHECK(server_of(postgres, said) == read("postgres-18"));
  CHECK(server_of(cypher, said).version == 526);
  CHECK(server_of(cypher, said).trait("edition") == "enterprise");
  CHECK(server_of(cypher, said).trait("language") == "5");
}

TEST_CASE("versions from one to another") {
  const auto meant = [](std::string_view ranges, std::string_view server) {
    const RangesReading reading = parse_server_ranges(ranges);
    CHECK(reading.fault.empty());
    return is_meant(reading.ranges, read(server));
  };
  CHECK(meant("", "postgres-13"));
  CHECK(meant("postgres-14..16", "postgres-14"));
  CHECK(meant("postgres-14..16", "postgres-16"));
  CHECK_FALSE(meant("postgres-14..16", "postgres-13"));
  CHECK_FALSE(meant("postgres-14..16", "postgres-17"));
  CHECK(meant("postgres-17..", "postgres-18"));
  CHECK_FALSE(meant("postgres-..16", "postgres-17"));
  CHECK(meant("postgres-13  postgres-18", "postgres-18"));
  CHECK(meant("neo4j-5", "neo4j-5.0"));
  CHECK(meant("neo4j-5", "neo4j-5.26"));
  CHECK_FALSE(meant("neo4j-5", "neo4j-4.4"));
  CHECK_FALSE(meant("neo4j-5..", "neo4j-4.4"));
  CHECK(meant("neo4j-4.4..5", "neo4j-5.26"));
  CHECK(meant("neo4j-5", "postgres-13"));  // of other servers they say nothing
  for (const char* wrong : {"postgres", "postgres-", "postgres-..", "postgres-12", "postgres-16..14", "oracle-19"})
    CHECK_FALSE(parse_server_ranges(wrong).fault.empty());
}

TEST_CASE("a kind of server says its versions in words") {
  CHECK(versions_in_words(kind("postgres")) == "13 to 18");
  CHECK(versions_in_words(kind("neo4j")) == "a version such as 5.26, from 4.4 on");
}
