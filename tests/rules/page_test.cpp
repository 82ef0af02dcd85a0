#include "support/catch.h"

#include <string>

#include "page.h"

using namespace godwit::pages;

static Page page_with(const std::string& words, const std::string& sql) {
  return read_page("# Title\n\n## Bad\n\n```" + words + "\n" + sql + "```\n");
}

TEST_CASE("a word that no fence knows is an error of the page") {
  CHECK(page_with("sql bad", "SELECT 1;\n").errors.empty());
  CHECK(page_with("text anything goes", "").fences.empty());
  CHECK(page_with("sql", "").errors.size() == 1);
  CHECK(page_with("sql ugly", "").errors.size() == 1);
  CHECK(page_with("sql bad colour=red", "").errors.size() == 1);
  CHECK(page_with("sql bad transaction=sometimes", "").errors.size() == 1);
  CHECK(page_with("sql bad version=new", "").errors.size() == 1);
  CHECK(page_with("sql bad timeouts=some", "").errors.size() == 1);
}

TEST_CASE("attributes of a fence") {
  const Page page =
      page_with("sql good file=002_b.sql transaction=per-statement version=18 timeouts=none also=x,y", "");
  REQUIRE(page.fences.size() == 1);
  const Fence& fence = page.fences[0];
  CHECK(fence.kind == FenceKind::good);
  CHECK(fence.line == 5);
  CHECK(fence.section == "## Bad");
  CHECK(fence.file == "002_b.sql");
  CHECK(fence.transaction == godwit::TransactionMode::per_statement);
  CHECK(fence.server == godwit::Server{"postgres", 18, {}});
  CHECK_FALSE(fence.timeouts);
  CHECK(fence.also == std::vector<std::string>{"x", "y"});
}

TEST_CASE("carets mark the line above them and are no SQL") {
  const Page page = page_with("sql bad", "DROP TABLE a;\n--^^^^^^^^^^ said so\nSELECT 1, 2;\n--     ^\n");
  REQUIRE(page.errors.empty());
  const Fence& fence = page.fences.at(0);
  CHECK(fence.text == "DROP TABLE a;\nSELECT 1, 2;\n");
  CHECK(fence.lines == std::vector<std::uint32_t>{6, 8});
  REQUIRE(fence.marks.size() == 2);
  CHECK(fence.marks[0].begin == 0);
  CHECK(fence.marks[0].end == 12);
  CHECK(fence.marks[0].message == "said so");
  CHECK(fence.marks[1].begin == 14 + 7);
  CHECK(fence.marks[1].end == 14 + 8);
}

TEST_CASE("fences of Cypher have its comments, versions and editions") {
  const Page page =
      page_with("cypher bad version=5.26 edition=community language=25", "DROP INDEX a;\n//^^^^^^^^ gone\n");
  REQUIRE(page.errors.empty());
  const Fence& fence = page.fences.at(0);
  CHECK(fence.text == "DROP INDEX a;\n");
  CHECK(fence.server.name == "neo4j");
  CHECK(fence.server.version == 526);
  CHECK(fence.server.trait("edition") == "community");
  CHECK(fence.server.trait("language") == "25");
  REQUIRE(fence.marks.size() == 1);
  CHECK(fence.marks[0].end == 10);
  CHECK(page_with("cypher bad edition=free", "").errors.size() == 1);
  CHECK(page_with("cypher bad language=9", "").errors.size() == 1);
}

TEST_CASE("carets under nothing are an error") {
  CHECK(page_with("sql bad", "--^^^\n").errors.size() == 1);
  CHECK(page_with("sql bad", "SELECT 1;\n--          ^^^^^^\n").errors.size() == 1);
}

TEST_CASE("the form of a page") {
  const std::string good =
      "# Sum\n## What happens\n## Bad\n```sql bad\nx\n--^\n```\n## Instead\n```sql good\n```\n## When it is fine\n";
  CHECK(check_form(read_page(good), "Sum", false, "").size() == 1);  // the carets are wider than the line
  const std::string marked = std::string(good).replace(good.find("\nx\n"), 3, "\nxyz\n");
  CHECK(check_form(read_page(marked), "Sum", false, "").empty());
  CHECK(check_form(read_page(marked), "Other", false, "").size() == 1);
  CHECK(check_form(read_page(marked), "Sum", true, "").size() == 1);
  CHECK(check_form(read_page("# Sum\n"), "Sum", false, "").size() == 4);
}

TEST_CASE("of a page that holds for several dialects each fence says which it is in, and each has something bad to show") {
  const auto form = [](const std::string& bad, std::string_view dialects) {
    const std::string text = "# Sum\n## What happens\n## Bad\n" + bad +
                             "## Instead\n```sql good dialect=postgres\n```\n## When it is fine\n";
    return check_form(read_page(text, dialects), "Sum", false, dialects);
  };
  const std::string marked = "```sql bad dialect=postgres\nxyz\n--^\n```\n";
  const std::string cypher = "```cypher bad dialect=cypher\nx\n```\n";
  CHECK(form(marked, "postgres").empty());
  CHECK(form("```sql bad\nxyz\n--^\n```\n", "postgres").empty());
  CHECK(form(marked + cypher, "postgres cypher").empty());
  REQUIRE(form(marked, "postgres cypher").size() == 1);
  CHECK(form(marked, "postgres cypher")[0].message == "no `bad` example is in cypher");
  REQUIRE(form(marked + cypher + "```sql bad\nx\n```\n", "postgres cypher").size() == 1);
  CHECK(form(marked + cypher + "```sql bad\nx\n```\n", "postgres cypher")[0].line == 11);
  CHECK(form(marked + cypher, "postgres")[0].message == "the page does not hold for cypher");
  CHECK(form(marked + "```cypher bad server=neo4j-5.26\nx\n```\n", "postgres cypher").empty());
  CHECK(page_with("sql bad dialect=oracle", "x\n").errors.size() == 1);
}
