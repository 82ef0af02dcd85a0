#include "engine/suppressions.h"

#include <support/catch.h>

#include <algorithm>

#include "rule_pages.h"

using namespace godwit;

namespace {

/// A script, with its comments and statements found the simple way: no quotes, no nesting.
struct SimpleScript {
  explicit SimpleScript(std::string_view words) : text(words) {
    for (std::uint32_t at = 0; at < text.size();) at = step(at);
    if (open) statements.push_back(statement);
  }

  std::string_view text;
  std::vector<CommentText> comments;
  std::vector<Span> statements;

 private:
  std::uint32_t step(std::uint32_t at) {
    const bool line = text.substr(at, 2) == "--";
    if (line || text.substr(at, 2) == "/*") {
      const auto end = std::min(line ? text.find('\n', at) : text.find("*/", at) + 2, text.size());
      comments.push_back({{at, static_cast<std::uint32_t>(end)}, text.substr(at, end - at)});
      return static_cast<std::uint32_t>(end);
    }
    if (text[at] == ';' && open) {
      statements.push_back(statement);
      open = false;
    } else if (text[at] != ' ' && text[at] != '\n' && text[at] != ';') {
      if (!open) statement.begin = at;
      open = true;
      statement.end = at + 1;
    }
    return at + 1;
  }
  bool open = false;
  Span statement;
};

const RulePage& rule(std::string_view id) {
  const auto& pages = test_pages();
  return *std::find_if(pages.begin(), pages.end(), [&](const RulePage& each) { return each.id == id; });
}

/// The reason why each statement may drop a table; `-` where it may not.
std::string reasons(std::string_view text, std::string_view id = "postgres/drop-table") {
  const SimpleScript script(text);
  Suppressions suppressions(test_pages());
  suppressions.read(0, script.text, default_sql(), script.comments);
  std::string out;
  for (const Span statement : script.statements) {
    const auto allowed = suppressions.find(rule(id), 0, statement);
    out += (out.empty() ? "" : "|") + (allowed ? allowed->reason : "-");
  }
  return out;
}

/// What is wrong with the comments of a text whose statements all drop a table, as `rule name: words`.
std::vector<std::string> problems(std::string_view text) {
  const SimpleScript script(text);
  Suppressions suppressions(test_pages());
  suppressions.read(0, script.text, default_sql(), script.comments);
  for (const Span statement : script.statements)
    static_cast<void>(suppressions.find(rule("postgres/drop-table"), 0, statement));
  std::vector<std::string> out;
  const auto enabled = [](const RulePage& page) { return page.name != "drop-column"; };
  for (const auto& [number, problem] : suppressions.problems(enabled)) {
    const Span span = problem.place.span;
    const auto place = text.substr(span.begin, span.end - span.begin);
    out.push_back(std::string(rule_of(problem)) + " [" + std::string(place) + "] " + problem.help);
  }
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a comment above a statement allows it, whatever other comments and blank lines stand between") {
  CHECK(reasons("-- godwit: allow drop-table: gone\nDROP a; DROP b;") == "gone|-");
  CHECK(reasons("DROP a;\n-- godwit: allow drop-table: gone\n\n-- note\n/* note */ DROP b;\nDROP c;") == "-|gone|-");
  CHECK(reasons("/* godwit: allow drop-table: gone */ DROP a;") == "gone");
  CHECK(reasons("--godwit:allow postgres/drop-table:gone: really\nDROP a;") == "gone: really");
}

TEST_CASE("a comment at the end of a line allows the statement that ends there") {
  CHECK(reasons("DROP a; -- godwit: allow drop-table: gone\nDROP b;") == "gone|-");
  CHECK(reasons("DROP a; DROP b; -- godwit: allow drop-table: gone\nDROP c;") == "-|gone|-");
  CHECK(reasons("DROP a ; /* x */ -- godwit: allow drop-table: gone\n") == "gone");
  CHECK(reasons("DROP a; /* godwit: allow drop-table: gone */ DROP b;") == "-|gone");
  CHECK(reasons("DROP a -- godwit: allow drop-table: gone") == "gone");
}

TEST_CASE("a comment inside a statement allows it") {
  CHECK(reasons("DROP\n  -- godwit: allow drop-table: gone\n  a;\nDROP b;") == "gone|-");
  CHECK(reasons("DROP -- godwit: allow drop-table: gone\n  a;\nDROP b;") == "gone|-");
  CHECK(reasons("DROP a\n  -- godwit: allow drop-table: gone\n;\nDROP b;") == "gone|-");
}

TEST_CASE("a comment after the last statement allows nothing") {
  CHECK(reasons("DROP a;\n-- godwit: allow drop-table: gone") == "-");
  CHECK(reasons("-- godwit: allow drop-table: gone\n;\nDROP a;") == "-");
}

TEST_CASE("allow-file allows every statement, in whichever script it stands") {
  CHECK(reasons("DROP a;\nDROP b;\n-- godwit: allow-file drop-table: gone") == "gone|gone");
  const SimpleScript first("DROP a;");
  const SimpleScript second("/* godwit: allow-file drop-table: gone */ DROP a;");
  Suppressions suppressions(test_pages());
  suppressions.read(0, first.text, default_sql(), first.comments);
  suppressions.read(1, second.text, default_sql(), second.comments);
  const auto allowed = suppressions.find(rule("postgres/drop-table"), 0, first.statements[0]);
  REQUIRE(allowed);
  CHECK(allowed->reason == "gone");
  CHECK(allowed->script == 1);
  CHECK(second.text.substr(allowed->span.begin, allowed->span.end - allowed->span.begin) == "drop-table");
}

TEST_CASE("comments of one script say nothing of another's statements") {
  const SimpleScript script("-- godwit: allow drop-table: gone\nDROP a;");
  Suppressions suppressions(test_pages());
  suppressions.read(0, script.text, default_sql(), script.comments);
  suppressions.read(1, "", default_sql(), {});
  CHECK_FALSE(suppressions.find(rule("postgres/drop-table"), 1, script.statements[0]));
  CHECK(suppressions.find(rule("postgres/drop-table"), 0, script.statements[0]));
}

TEST_CASE("only the rules that are named are allowed") {
  CHECK(reasons("-- godwit: allow drop-column, drop-table: gone\nDROP a;") == "gone");
  CHECK(reasons("-- godwit: allow drop-column: gone\nDROP a;") == "-");
  CHECK(reasons("-- godwit: allow data-loss: gone\nDROP a;") == "-");
}

TEST_CASE("what other tools allow is allowed") {
  CHECK(reasons("-- squawk-ignore ban-drop-column, ban-drop-table\nDROP a;\nDROP b;") == "a comment for squawk|-");
  CHECK(reasons("DROP a;\n-- squawk-ignore-file ban-drop-table\nDROP b;") ==
        "a comment for squawk|a comment for squawk");
  CHECK(reasons("-- squawk-ignore-file\nDROP a;") == "a comment for squawk");
  CHECK(reasons("-- squawk-ignore require-concurrent-index-creation\nDROP a;") == "-");
  CHECK(reasons("-- eugene: ignore E1, E6\nCREATE a;", "postgres/index-without-concurrently") ==
        "a comment for eugene");
  CHECK(reasons("-- eugene: ignore E1\nCREATE a;", "postgres/index-without-concurrently") == "-");
  CHECK(reasons("-- eugene: ignore\nDROP a;") == "-");
}

TEST_CASE("a suppression that nothing needs is a problem, unless its rule is off") {
  CHECK(problems("-- godwit: allow drop-table: gone\nDROP a;").empty());
  CHECK(problems("-- godwit: allow set-not-null, drop-table: gone\nDROP a;") ==
        Lines{"any/unused-suppression [set-not-null] remove `set-not-null` from the comment"});
  CHECK(problems("-- godwit: allow-file set-not-null: x") ==
        Lines{"any/unused-suppression [set-not-null] remove `set-not-null` from the comment"});
  CHECK(problems("-- godwit: allow drop-column: off\nDROP a;").empty());
  CHECK(problems("-- godwit: allow-file unused-suppression: many rules come and go\nDROP a;").empty());
}

TEST_CASE("a suppression that means no rule or gives no reason is a problem, and allows nothing") {
  CHECK(problems("-- godwit: allow drop-tabel: gone\nDROP a;") ==
        Lines{"any/unknown-suppression [drop-tabel] write `drop-table`"});
  CHECK(problems("-- godwit: allow ban-drop-table: gone\nDROP a;") ==
        Lines{"any/unknown-suppression [ban-drop-table] write `postgres/drop-table`"});
  CHECK(problems("-- godwit: allow drop-table it is gone\nDROP a;") ==
        Lines{"any/unknown-suppression [drop-table] say why, after a colon: `godwit: allow drop-table: reason`"});
  CHECK(problems("-- godwit: allow drop-table:\nDROP a;").size() == 1);
  CHECK(problems("-- godwit: allow : gone\nDROP a;") ==
        Lines{"any/unknown-suppression [-- godwit: allow : gone] write `godwit: allow RULE: reason`"});
  CHECK(problems("-- godwit: ignore drop-table: gone\nDROP a;").size() == 1);
  CHECK(reasons("-- godwit: allow drop-table\nDROP a;") == "-");
}

TEST_CASE("comments of other tools and plain words are never a problem") {
  CHECK(problems("-- squawk-ignore no-such-rule\n-- eugene: ignore E99\n-- godwit is a bird\nDROP a;").empty());
}

TEST_CASE("an id that a rule had once allows it, and is no unknown rule") {
  const std::string_view text = "-- godwit: allow postgres/rename-table, drop-table: gone\nDROP a;";
  CHECK(reasons(text, "sql/rename-table") == "gone");
  CHECK(problems("-- godwit: allow postgres/rename-table: gone\nDROP a;") ==
        Lines{"any/unused-suppression [postgres/rename-table] remove `postgres/rename-table` from the comment"});
  const SimpleScript script(text);
  Suppressions suppressions(test_pages());
  suppressions.read(0, script.text, default_sql(), script.comments);
  CHECK(suppressions.former_ids() == std::vector<std::string_view>{"postgres/rename-table"});
}
