#include "support/catch.h"

#include <vector>

#include <godwit/rules/page.h>

using godwit::find_rule;
using godwit::find_rules;
using godwit::RulePage;

static std::vector<RulePage> rules() {
  RulePage index{};
  index.id = "postgres/big-index";
  index.name = "big-index";
  index.same_as = "squawk/require-concurrent-index-creation eugene/E6";
  RulePage drop{};
  drop.id = "postgres/drop-table";
  drop.name = "drop-table";
  drop.same_as = "eugene/E66 squawk/ban-drop-table";
  RulePage other_drop = drop;
  other_drop.id = "mysql/drop-table";
  other_drop.formerly = "mariadb/drop-table mariadb/drop";
  return {index, drop, other_drop};
}

TEST_CASE("a rule is found by its id, its bare name and its name elsewhere") {
  const auto all = rules();
  CHECK(find_rule("postgres/big-index", all) == &all[0]);
  CHECK(find_rule("big-index", all) == &all[0]);
  CHECK(find_rule("eugene/E6", all) == &all[0]);
  CHECK(find_rule("squawk/ban-drop-table", all) == &all[1]);
}

TEST_CASE("a bare name that two dialects have leads to no single rule") {
  const auto all = rules();
  CHECK(find_rule("drop-table", all) == nullptr);
  CHECK(find_rules("drop-table", all).size() == 2);
  CHECK(find_rule("mysql/drop-table", all) == &all[2]);
}

TEST_CASE("a rule is found by an id that it had once") {
  const auto all = rules();
  CHECK(find_rule("mariadb/drop-table", all) == &all[2]);
  CHECK(find_rule("mariadb/drop", all) == &all[2]);
  CHECK(all[2].first_id() == "mariadb/drop-table");
  CHECK(all[1].first_id() == "postgres/drop-table");
}

TEST_CASE("a rule holds for the dialects that its page says, or for all") {
  RulePage page{};
  CHECK(page.holds_for("sqlite"));
  page.dialects = "postgres sqlite";
  CHECK(page.holds_for("sqlite"));
  CHECK(page.holds_for("postgres"));
  CHECK_FALSE(page.holds_for("sql"));
  CHECK_FALSE(page.holds_for(""));
}

TEST_CASE("half a name leads nowhere") {
  const auto all = rules();
  CHECK(find_rule("eugene/E", all) == nullptr);
  CHECK(find_rule("", all) == nullptr);
  CHECK(find_rule("squawk/require-concurrent-index-creation eugene/E6", all) == nullptr);
}
