#include <godwit/dialects/servers.h>
#include <godwit/engine/session.h>
#include <support/catch.h>

#include <algorithm>
#include <memory>

using namespace godwit;

namespace {

/// Whether a rule that is for these versions speaks about a migration that says that it is for `own`, if it does.
bool speaks(std::string_view versions, std::string_view server, const Server& own = {}) {
  std::vector<RulePage> rules{*find_rule("sql/drop-table")};
  rules.front().versions = versions;
  Migration migration;
  migration.path = "1.sql";
  migration.server = own;
  const auto file = std::make_shared<const Buffer>(Buffer{"1.sql", "DROP TABLE t;"});
  migration.steps.emplace_back(verbatim_script("postgres", file));
  Migration before = migration;
  before.path = "0.sql";
  before.server = {};
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {before, migration}, {true, true}, {}});
  Config config;
  config.servers = {parse_server(server).server};
  const Report report = Session(config, rules).run(discovery);
  return std::any_of(report.findings.begin(), report.findings.end(),
                     [](const Finding& finding) { return finding.migration == 1; });
}

}  // namespace

TEST_CASE("a rule speaks of the servers that its page names, and of those it does not name") {
  CHECK(speaks("", "postgres-13"));
  CHECK(speaks("postgres-17..", "postgres-18"));
  CHECK_FALSE(speaks("postgres-17..", "postgres-15"));
  CHECK_FALSE(speaks("postgres-17..", "neo4j-5"));  // then PostgreSQL is 15
  CHECK(speaks("neo4j-5", "postgres-13"));
}

TEST_CASE("what a migration itself says of its server decides which rules are for it") {
  CHECK(speaks("postgres-17..", "postgres-15", {"postgres", 18, {}}));
  CHECK_FALSE(speaks("postgres-17..", "postgres-18", {"postgres", 15, {}}));
}

TEST_CASE("every page names versions that there are") {
  for (const RulePage& page : all_rules()) {
    INFO(page.id);
    CHECK(parse_server_ranges(page.versions).fault.empty());
  }
}
