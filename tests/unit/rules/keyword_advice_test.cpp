#include "support/catch.h"

#include <memory>
#include <string>
#include <vector>

#include <godwit/engine/session.h>
#include <godwit/frontends/frontends.h>

using namespace godwit;

static Report report_of(const std::string& text, const std::string& dialect = "postgres") {
  Migration migration;
  migration.path = "1";
  migration.transaction = TransactionMode::client;
  migration.steps.emplace_back(verbatim_script(dialect, std::make_shared<const Buffer>(Buffer{"1.sql", text})));
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {migration}, {true}, {}});
  return Session(Config()).run(discovery);
}

static Finding found(const std::string& text, const std::string& rule) {
  for (Finding& finding : report_of(text, rule.starts_with("cypher/") ? "cypher" : "postgres").findings)
    if (finding.rule == rule) return finding;
  FAIL("no finding of " << rule << " in " << text);
  return {};
}

static std::string advised(const std::string& text, const std::string& rule) {
  const Finding finding = found(text, rule);
  std::string out;
  for (const std::string& each : finding.help.sql) out += (out.empty() ? "" : "\n") + each;
  return out;
}

TEST_CASE("a change in batches is cut at its WHERE, not inside a comment or a name") {
  const auto batches = [](const std::string& text) { return advised(text, "sql/unbatched-change"); };
  const std::string head = "-- repeat until it changes no row, each time in a transaction of its own\n";
  const std::string tail = "\nWHERE ctid IN (SELECT ctid FROM orders WHERE total > 5 LIMIT 1000);";
  CHECK(batches("UPDATE orders SET total = 0 WHERE /* low */ total > 5;") ==
        head + "UPDATE orders SET total = 0" + tail);
  CHECK(batches("update orders set total = 0 /* where? */ where total > 5;") ==
        head + "update orders set total = 0 /* where? */" + tail);
  CHECK(batches("UPDATE orders SET total = 0 -- now\nWHERE total > 5;") ==
        head + "UPDATE orders SET total = 0 -- now" + tail);
  CHECK(batches("DELETE FROM \"where\" WHERE total > 5;") ==
        head + "DELETE FROM \"where\"\nWHERE ctid IN (SELECT ctid FROM \"where\" WHERE total > 5 LIMIT 1000);");
}

TEST_CASE("a statement that no transaction takes is named in any case of its letters") {
  const auto named = [](const std::string& text) {
    for (const auto& [key, value] : found(text, "sql/not-allowed-in-transaction").message.arguments)
      if (key == "what") return value;
    return std::string();
  };
  CHECK(named("begin; create index concurrently i on t (a); commit;") == "`CREATE INDEX CONCURRENTLY`");
  CHECK(named("BEGIN; Create/**/Index -- so\n CONCURRENTLY i ON t (a); COMMIT;") == "`CREATE INDEX CONCURRENTLY`");
  CHECK(named("BEGIN; VACUUM \"FULL\"; COMMIT;") == "`VACUUM`");
}

TEST_CASE("CONCURRENTLY goes behind the keyword, not into a comment or a name") {
  CHECK(advised("CREATE /* index */ INDEX \"index\" ON t (a);", "postgres/index-without-concurrently") ==
        "CREATE /* index */ INDEX CONCURRENTLY \"index\" ON t (a);");
  CHECK(advised("reindex /* table */ table t;", "postgres/reindex-without-concurrently") ==
        "reindex /* table */ table CONCURRENTLY t;");
  const Finding dropped = found("drop /* index */ index i;", "postgres/drop-index-without-concurrently");
  REQUIRE(dropped.fixes.size() == 1);
  REQUIRE(dropped.fixes[0].edits.size() == 1);
  CHECK(dropped.fixes[0].edits.front().place.span == Span{22, 22});
}

TEST_CASE("of several actions each is cut at its own CASCADE") {
  const Report report =
      report_of("ALTER TABLE t DROP COLUMN a /* CASCADE */ CASCADE, DROP COLUMN b cascade -- CASCADE\n;");
  std::vector<Span> cut;
  for (const Finding& finding : report.findings)
    if (finding.rule == "sql/drop-cascade")
      for (const Fix& fix : finding.fixes)
        for (const Edit& edit : fix.edits) cut.push_back(edit.place.span);
  CHECK(cut == std::vector{Span{41, 49}, Span{64, 72}});
}

TEST_CASE("words of Cypher are the statement's own, not those of comments, strings and names") {
  CHECK(
      advised("MATCH (n:A) CALL { WITH n SET n.x = 'BREAK' } IN TRANSACTIONS OF 10 ROWS ON ERROR break // CONTINUE\n;",
              "cypher/batch-errors-ignored") ==
      "MATCH (n:A) CALL { WITH n SET n.x = 'BREAK' } IN TRANSACTIONS OF 10 ROWS ON ERROR FAIL;");
  CHECK(advised("MATCH (n:A {id: 1}) SET n /* = */ = {a: 1};", "cypher/set-replaces-all-properties") ==
        "SET n /* = */ += {a: 1}");
  CHECK(advised("CREATE /* INDEX FOR */ INDEX FOR (n:A) ON (n.x);", "cypher/schema-object-without-name") ==
        "CREATE /* INDEX FOR */ INDEX a_x_index FOR (n:A) ON (n.x);");
  const std::string twice = "CREATE INDEX x FOR (n:A) ON (n.p); CREATE /* x FOR */ INDEX x FOR (n:A) ON (n.p);";
  CHECK(advised(twice, "cypher/created-twice") == "CREATE /* x FOR */ INDEX x IF NOT EXISTS FOR (n:A) ON (n.p);");
  CHECK(advised("CREATE INDEX x FOR (n:A) ON (n.p); CREATE /* x */ INDEX x FOR (n:B) ON (n.p);",
                "cypher/created-twice") == "CREATE /* x */ INDEX b_p_index FOR (n:B) ON (n.p);");
}
