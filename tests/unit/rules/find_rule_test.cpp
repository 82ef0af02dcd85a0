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

TEST_CASE("half a name leads nowhere") {
  const auto all = rules();
  CHECK(find_rule("eugene/E", all) == nullptr);
  CHECK(find_rule("", all) == nullptr);
  CHECK(find_rule("squawk/require-concurrent-index-creation eugene/E6", all) == nullptr);
}
