// What was rolled back is not reported as if it had happened, and what really happened before and after it is.

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <godwit/engine/session.h>
#include <support/catch.h>

using namespace godwit;

namespace {

constexpr const char* made = "CREATE TABLE orders (id int PRIMARY KEY, total int, note text);\n";

/// The findings in the last of some migrations that psql runs.
Report lint(const std::vector<std::string>& texts) {
  History history;
  for (const std::string& each : texts) {
    Migration migration;
    migration.path = std::to_string(history.migrations.size());
    migration.transaction = TransactionMode::client;
    Script script("postgres");
    script.file = std::make_shared<const Buffer>(Buffer{migration.path, each});
    script.text = script.file->text;
    migration.steps = {script};
    history.migrations.push_back(std::move(migration));
    history.asked.push_back(history.migrations.size() == texts.size());
  }
  Discovery discovery;
  discovery.histories.push_back(std::move(history));
  Config config;
  config.timeouts = {{"lock_timeout", "2s"}, {"statement_timeout", "1min"}};
  RunOptions options;
  options.keep_effects = true;
  return Session(config).run(discovery, options);
}

std::vector<std::string> messages(const Report& report, std::string_view rule) {
  std::vector<std::string> out;
  for (const Finding& each : report.findings)
    if (each.rule == rule) out.push_back(format(each.message));
  return out;
}

std::string everything(const Report& report) {
  std::string out;
  for (const Finding& each : report.findings) out.append(each.rule).append(": ").append(format(each.message)).append("\n");
  return out;
}

/// The tables that a statement of the last migration works on, as they were called before it.
std::vector<std::string> touched(const Report& report, std::size_t statement) {
  std::vector<std::string> out;
  for (const RelationEffect& each : report.migrations.back().effects.at(statement).result.relations)
    out.push_back(each.object.plain());
  return out;
}

bool mentions(const Report& report, const std::string& word) {
  return everything(report).find(word) != std::string::npos;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("a rename that is rolled back beside a table that was never seen") {
  const Report report =
      lint({"BEGIN; ALTER TABLE unseen ADD COLUMN x int; ALTER TABLE zz RENAME TO yy; ROLLBACK;"});
  CHECK(messages(report, "sql/rename-table").empty());
  CHECK(touched(report, 1) == Words{"public.unseen"});
  CHECK(touched(report, 2) == Words{"public.zz"});
}

TEST_CASE("a rename that is rolled back is no rename") {
  CHECK(messages(lint({made, "BEGIN; ALTER TABLE orders RENAME TO purchases; ROLLBACK;"}), "sql/rename-table").empty());
  CHECK(messages(lint({made, "BEGIN; ALTER TABLE orders RENAME TO purchases; COMMIT;"}), "sql/rename-table").size() == 1);
}

TEST_CASE("what is made after a ROLLBACK is not what was rolled back") {
  const Report report =
      lint({"BEGIN; ALTER TABLE z RENAME TO y; ROLLBACK; CREATE TABLE k (id int); CREATE TABLE l (id int);"});
  INFO(everything(report));
  CHECK_FALSE(mentions(report, "`k`"));
  CHECK_FALSE(mentions(report, "`l`"));
  CHECK(messages(report, "sql/rename-table").empty());
  CHECK(touched(report, 1) == Words{"public.z"});
}

TEST_CASE("evidence calls a table what it was called before the statement") {
  const Report report = lint({made, "ALTER TABLE orders RENAME TO purchases;"});
  CHECK(touched(report, 0) == Words{"public.orders"});
  for (const Finding& each : report.findings)
    for (const RelationEffect& effect : each.effects) CHECK(effect.object.plain() == "public.orders");
}

TEST_CASE("a drop that a savepoint takes back leaves the table") {
  const Report report = lint({made, "BEGIN; SAVEPOINT a; DROP TABLE orders; ROLLBACK TO a;\n"
                                    "ALTER TABLE orders ALTER COLUMN total TYPE bigint; COMMIT;"});
  INFO(everything(report));
  CHECK(messages(report, "sql/drop-table").empty());
  CHECK(touched(report, 4) == Words{"public.orders"});
  const std::vector<RelationEffect> effects = report.migrations.back().effects.at(4).result.relations;
  CHECK(effects.front().rewrite);
  CHECK(effects.front().in_use == Known::yes);
}

TEST_CASE("a column that is rolled back is not there, and one that was dropped is") {
  const Report added = lint({made, "BEGIN; ALTER TABLE orders ADD COLUMN extra int; ROLLBACK;\n"
                                   "ALTER TABLE orders DROP COLUMN extra;"});
  CHECK(touched(added, 3) == Words{"public.orders"});
  const Report dropped = lint({made, "BEGIN; ALTER TABLE orders DROP COLUMN total; ROLLBACK;\n"
                                     "ALTER TABLE orders ALTER COLUMN total TYPE smallint;"});
  CHECK(messages(dropped, "sql/drop-column").empty());
  CHECK(messages(dropped, "postgres/narrowing-cast").size() == 1);
}

TEST_CASE("what the transaction did before the savepoint and after it is said") {
  const Report report = lint({std::string(made) + "CREATE TABLE items (id int); CREATE TABLE users (id int);",
                              "BEGIN;\nDROP TABLE items;\nSAVEPOINT a;\nDROP TABLE orders;\nROLLBACK TO a;\n"
                              "DROP TABLE users;\nCOMMIT;"});
  const Words said = messages(report, "sql/drop-table");
  INFO(everything(report));
  REQUIRE(said.size() == 2);
  CHECK(said[0].find("`items`") != std::string::npos);
  CHECK(said[1].find("`users`") != std::string::npos);
}

TEST_CASE("what a released savepoint did lasts, unless the transaction is rolled back") {
  const std::string inner = "BEGIN; SAVEPOINT a; ALTER TABLE orders RENAME COLUMN total TO sum; RELEASE a; ";
  CHECK(messages(lint({made, inner + "COMMIT;"}), "sql/rename-column").size() == 1);
  CHECK(messages(lint({made, inner + "ROLLBACK;"}), "sql/rename-column").empty());
  CHECK(messages(lint({made, inner + "ROLLBACK AND CHAIN; TRUNCATE orders; COMMIT;"}), "sql/truncate-table").size() == 1);
}

TEST_CASE("locks that were taken are said though nothing lasts") {
  const Report report = lint({made, "BEGIN; ALTER TABLE orders ALTER COLUMN total TYPE bigint; ROLLBACK;"});
  INFO(everything(report));
  CHECK_FALSE(report.findings.empty());
}

TEST_CASE("a rule that says one thing a migration says it of what lasts") {
  const Report report = lint({made, "BEGIN; TRUNCATE orders; ROLLBACK; TRUNCATE orders;"});
  REQUIRE(messages(report, "sql/truncate-table").size() == 1);
  for (const Finding& each : report.findings)
    if (each.rule == "sql/truncate-table") CHECK(each.place.span.begin > 30);
}

TEST_CASE("the search path ends with the transaction or the session that set it") {
  const std::string both = "CREATE SCHEMA s; CREATE TABLE s.orders (id int); CREATE TABLE orders (id int);\n";
  for (const char* end : {"COMMIT", "ROLLBACK"}) {
    const Report report = lint({both, "BEGIN; SET LOCAL search_path = s; " + std::string(end) + "; TRUNCATE orders;"});
    CHECK(touched(report, 3) == Words{"public.orders"});
  }
  CHECK(touched(lint({both + "SET search_path = s;", "TRUNCATE orders;"}), 0) == Words{"public.orders"});
  CHECK(touched(lint({both, "SET search_path = s; TRUNCATE orders;"}), 1) == Words{"s.orders"});
  CHECK(touched(lint({both, "BEGIN; SET search_path = s; COMMIT; TRUNCATE orders;"}), 3) == Words{"s.orders"});
}

TEST_CASE("a renamed type is known by its new name") {
  const Report report = lint({"CREATE DOMAIN price AS int CHECK (VALUE > 0); ALTER DOMAIN price RENAME TO cost;\n" +
                                  std::string(made),
                              "ALTER TABLE orders ADD COLUMN extra cost;"});
  CHECK(report.migrations.back().effects.at(0).result.relations.front().scan);
}

TEST_CASE("swapped names, and a view or a table in the old one's place, leave deployed queries what they name") {
  const std::string two = std::string(made) + "CREATE TABLE items (id int);";
  CHECK(messages(lint({two, "ALTER TABLE orders RENAME TO purchases; CREATE VIEW orders AS SELECT * FROM purchases;"}),
                 "sql/rename-table").empty());
  CHECK(messages(lint({two, "ALTER TABLE orders RENAME TO old; ALTER TABLE items RENAME TO orders;"}),
                 "sql/rename-table").empty());
  CHECK(messages(lint({two, "ALTER TABLE orders RENAME TO a; ALTER TABLE a RENAME TO b; DROP TABLE b;"}),
                 "sql/rename-table").size() == 2);
  CHECK(messages(lint({two, "CREATE TABLE k (id int); ALTER TABLE k RENAME TO l; ALTER TABLE l RENAME TO m;"}),
                 "sql/rename-table").empty());
}
