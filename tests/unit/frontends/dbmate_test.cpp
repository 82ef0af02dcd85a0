#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

namespace {

Lines said(std::string_view text) {
  const test::Migrations folder;
  folder.write("0_first.sql", "-- migrate:up\n-- migrate:down\n");
  folder.write("1_a.sql", text);
  Lines lines = folder.said();
  return {lines.begin() + 2, lines.end()};
}

}  // namespace

TEST_CASE("dbmate: names in the order of their text, each file with what goes up and down") {
  const test::Migrations folder;
  for (const char* name : {"2_b.sql", "10_a.sql", "1_c.sql", "003_e.sql", "7.sql", "8-x.sql", "x_9.sql", "5_u.SQL"})
    folder.write(name, "-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;\n");
  CHECK(folder.find().frontend->id() == "dbmate");
  Lines ups;
  for (const Migration& migration : folder.find().migrations)
    if (migration.direction == Direction::up) ups.push_back(migration.path.substr(migration.path.rfind('/') + 1));
  CHECK(ups == Lines{"003_e.sql", "10_a.sql", "1_c.sql", "2_b.sql", "7.sql", "8-x.sql"});
  CHECK(script_at(folder.find().migrations[1]).text == "-- migrate:down\nSELECT 2;\n");
}

TEST_CASE("dbmate: spellings of transaction:false, as recorded") {
  const std::string down = "\nSELECT 1;\n-- migrate:down\n";
  for (const char* works : {"-- migrate:up transaction:false", "--migrate:up transaction:false",
                            "-- migrate:up\ttransaction:false", "-- migrate:up foo:bar transaction:false",
                            "-- migrate:up transaction:false -- why", "--  migrate:up transaction:false"})
    CHECK(said(works + down) == Lines{"1_a.sql batch", "-1_a.sql per-migration"});
  for (const char* not_seen : {"-- migrate:up transaction: false", "-- migrate:up transaction:False",
                               "-- migrate:up transaction=false", "-- migrate:up Transaction:false",
                               "-- migrate:up transaction:no", "-- migrate:up\n-- transaction:false"})
    CHECK(said(not_seen + down) == Lines{"1_a.sql per-migration", "-1_a.sql per-migration"});
}

TEST_CASE("dbmate: what it refuses") {
  const auto refused = [](std::string_view text) {
    const test::Migrations folder;
    folder.write("0_first.sql", "-- migrate:up\n-- migrate:down\n");
    folder.write("1_a.sql", text);
    const Lines problems = folder.problems();
    return problems.empty() ? "" : problems.front();
  };
  for (const char* no_up : {"-- migrate:up,transaction:false\n-- migrate:down\n", "-- MIGRATE:UP\n-- migrate:down\n",
                            "  -- migrate:up\n-- migrate:down\n", "SELECT 1;\n"})
    CHECK(refused(no_up) == "dbmate refuses the file: no line begins with `-- migrate:up`");
  CHECK(refused("-- migrate:up\nSELECT 1;\n") == "dbmate refuses the file: it has no `-- migrate:down`");
  CHECK(refused("SELECT 1;\n-- migrate:up\n-- migrate:down\n").starts_with("dbmate refuses the file: statements"));
  CHECK(refused("-- licence\n\n-- migrate:up\nSELECT 1;\n-- migrate:down\n").empty());
}
