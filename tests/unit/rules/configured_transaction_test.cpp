#include "support/catch.h"

#include <memory>
#include <string>

#include <godwit/engine/session.h>
#include <godwit/frontends/frontends.h>

using namespace godwit;

namespace {

/// How a framework is known to send its migrations, and what godwit.toml says of that.
struct Sent {
  std::string framework = "plain";
  TransactionMode known = TransactionMode::unknown;
  std::optional<TransactionMode> configured = {};
  std::string dialect = "postgres";
};

/// The message and help of the rule's first finding, or nothing.
std::string said(const std::string& rule, const std::string& text, const Sent& sent) {
  Migration migration;
  migration.path = "db/1";
  migration.frontend = find_frontend(sent.framework);
  migration.transaction = sent.known;
  const auto file = std::make_shared<const Buffer>(Buffer{migration.path, text});
  migration.steps.emplace_back(verbatim_script(sent.dialect, file));
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {migration}, {true}, {}});
  Config config;
  config.transaction = sent.configured;
  config.timeouts = {{"lock_timeout", "2s"}, {"statement_timeout", "1min"}};
  for (const Finding& finding : Session(config).run(discovery).findings)
    if (finding.rule == rule) return format(finding.message) + "; " + finding.help.text;
  return {};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

constexpr auto per_migration = TransactionMode::per_migration;
constexpr auto per_statement = TransactionMode::per_statement;

}  // namespace

TEST_CASE("whether a transaction is nested is asked of the configured mode") {
  const std::string rule = "sql/nested-or-open-transaction";
  const std::string both = "BEGIN; CREATE TABLE t (id int PRIMARY KEY); COMMIT;";
  CHECK(said(rule, both, {}).empty());
  CHECK(has(said(rule, both, {.configured = per_migration}), "the runner has opened a transaction already"));
  CHECK(has(said(rule, both, {.configured = TransactionMode::one_for_all}), "the runner has opened a transaction"));
  CHECK(has(said(rule, both, {"goose", per_migration}), "the runner has opened a transaction already"));
  CHECK(said(rule, both, {"goose", per_migration, per_statement}).empty());
  const std::string ends = "CREATE TABLE t (id int); COMMIT;";
  CHECK(has(said(rule, ends, {.configured = per_migration}), "this ends the transaction"));
  const std::string open = "BEGIN; CREATE TABLE t (id int PRIMARY KEY);";
  CHECK(has(said(rule, open, {"goose", per_migration, per_statement}), "never committed"));
  CHECK(has(said(rule, open, {.configured = per_migration}), "the runner has opened a transaction already"));
}

TEST_CASE("what makes a transaction is said as it is configured") {
  const std::string rule = "sql/not-allowed-in-transaction";
  const std::string index = "CREATE INDEX CONCURRENTLY i ON t (a);";
  CHECK(has(said(rule, index, {"goose", per_migration}), "goose runs each migration in a transaction"));
  CHECK(said(rule, index, {"goose", per_migration, per_statement}).empty());
  // A file that says NO TRANSACTION is not told to say so.
  const std::string configured = said(rule, index, {"goose", per_statement, per_migration});
  CHECK(has(configured, "godwit.toml says that each migration runs in a transaction"));
  CHECK_FALSE(has(configured, "goose"));
  CHECK(has(said(rule, index, {.configured = per_migration}), "godwit.toml says that each migration"));
  CHECK(has(said(rule, index, {.configured = TransactionMode::one_for_all}),
            "godwit.toml says that all migrations run in one transaction"));
  CHECK(has(said(rule, "SELECT 1; " + index, {"diesel", per_migration, TransactionMode::batch}),
            "godwit.toml says that all statements of a migration are sent at once"));
  // What is configured is what the frontend knows: its words are the better ones.
  CHECK(has(said(rule, index, {"goose", per_migration, per_migration}), "goose runs each migration"));
}

TEST_CASE("what makes a transaction is said as it is configured, of a graph") {
  const std::string periodic = "call-in-transactions-in-explicit-transaction";
  const std::string text = "MATCH (n:A) CALL { WITH n SET n.x = 1 } IN TRANSACTIONS;";
  const Sent configured{"plain", TransactionMode::unknown, per_migration, "cypher"};
  CHECK(has(said("cypher/" + periodic, text, configured), "godwit.toml says that each migration"));
  CHECK(has(said("cypher/" + periodic, text, {"neo4j-migrations", per_migration, {}, "cypher"}),
            "neo4j-migrations opens a transaction"));
  CHECK(said("cypher/" + periodic, text, {"neo4j-migrations", per_migration, per_statement, "cypher"}).empty());

  const std::string kinds = "cypher/schema-and-data-in-one-transaction";
  const std::string mixed = "CREATE (:A {x: 1}); CREATE INDEX i FOR (n:A) ON (n.x);";
  CHECK(has(said(kinds, mixed, configured), "godwit.toml says that each migration runs in a transaction"));
  CHECK(has(said(kinds, mixed, {"neo4j-migrations", per_migration, {}, "cypher"}), "neo4j-migrations opens"));
  CHECK(said(kinds, mixed, {"neo4j-migrations", per_migration, per_statement, "cypher"}).empty());
}
