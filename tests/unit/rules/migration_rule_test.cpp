#include "support/catch.h"

#include <memory>
#include <string>

#include <godwit/engine/session.h>

using namespace godwit;

static Script script_of(const std::string& path, const std::string& text) {
  Script script("postgres");
  script.file = std::make_shared<Buffer>(Buffer{path, text});
  script.text = script.file->text;
  return script;
}

TEST_CASE("a rule over a migration points into the script that its statement is in") {
  Migration migration;
  migration.path = "001";
  migration.steps = {script_of("first.rb", "ALTER TABLE orders RENAME TO purchases;"),
                       script_of("second.rb", "SELECT 1;")};
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {migration}, {true}, {}});
  Config config;
  config.timeouts = {{"lock_timeout", "2s"}, {"statement_timeout", "1min"}};
  const Report report = Session(config).run(discovery);
  REQUIRE(report.findings.size() == 1);
  const Finding& finding = report.findings.front();
  CHECK(finding.rule == "sql/rename-table");
  CHECK(finding.place.file->path == "first.rb");
  CHECK(finding.place.span == Span{0, 38});
  CHECK(finding.help.sql.at(0) ==
        "ALTER TABLE orders RENAME TO purchases;\nCREATE VIEW orders AS SELECT * FROM purchases;");
}
