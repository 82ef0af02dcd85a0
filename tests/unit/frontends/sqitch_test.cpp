#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;

namespace {

const std::string when = " 2024-01-01T00:00:00Z Dev <dev@example.com> # x\n";

}  // namespace

TEST_CASE("Sqitch: the plan's order, scripts at any depth, and what only verifies") {
  const test::Migrations folder;
  folder.write("sqitch.plan", "%syntax-version=1.0.0\n%project=app\n\nz" + when + "sub/m [z other:x !no]" + when);
  folder.write("deploy/z.sql", "SELECT 1;");
  folder.write("deploy/sub/m.sql", "SELECT 1;");
  folder.write("deploy/stray.sql", "SELECT 1;");
  folder.write("revert/z.sql", "SELECT 1;");
  folder.write("verify/z.sql", "SELECT 1;");
  CHECK(folder.said() == Lines{"deploy/z.sql client", "-revert/z.sql client", "deploy/sub/m.sql client"});
  CHECK(folder.find().ignored.size() == 2);
}

TEST_CASE("Sqitch: a change that was reworked, the folders that are configured, the engine") {
  const test::Migrations folder;
  folder.write("sqitch.conf", "[core]\n\tengine = sqlite\n\ttop_dir = db\n\tplan_file = db/plan\n[deploy]\n\tverify = true\n");
  folder.write("db/plan", "a" + when + "@v1" + when + "a [a@v1]" + when);
  folder.write("db/deploy/a@v1.sql", "SELECT 1;");
  folder.write("db/deploy/a.sql", "SELECT 2;");
  CHECK(folder.said() == Lines{"db/deploy/a@v1.sql unknown", "db/deploy/a.sql unknown"});
  CHECK(dialect_of(folder.find().migrations[0].steps[0]) == "sqlite");
}

TEST_CASE("Sqitch: a change that requires a later one, a script that is missing, a line that is nothing") {
  const test::Migrations folder;
  folder.write("sqitch.plan", "z [a]" + when + "a" + when + "b" + when + "what is this\n");
  folder.write("deploy/z.sql", "SELECT 1;");
  folder.write("deploy/a.sql", "SELECT 1;");
  const History history = folder.find();
  CHECK(history.migrations.at(0).problems.at(0).message ==
        "Sqitch refuses the plan: `z` requires `a`, which is not before it");
  CHECK(history.migrations.at(0).problems.at(1).message.starts_with("Sqitch refuses the plan: this line"));
  CHECK(history.migrations.at(2).error.starts_with("is missing, and `"));
}
