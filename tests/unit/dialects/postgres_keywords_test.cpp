#include "replayed.h"

#include <support/catch.h>

#include <algorithm>
#include <string>

using namespace godwit;

namespace {

/// The script with the keyword of its last statement's first operation of a kind cut out by `[` and `]`.
template <class Op>
std::string marked(const std::string& script, Span Op::*keyword) {
  const Replayed replayed(script);
  for (const Operation& operation : replayed.last().operations)
    if (const Op* op = operation.as<Op>()) {
      const Span at = op->*keyword;
      if (at.empty()) return "none";
      return script.substr(0, at.begin) + "[" + replayed.words(at) + "]" + script.substr(at.end);
    }
  return "no such operation";
}

std::string command_of(const std::string& script) {
  const Replayed replayed(script);
  std::string out;
  for (const Span word : replayed.last().command)
    if (!word.empty()) out += (out.empty() ? "" : " ") + replayed.words(word);
  return out;
}

}  // namespace

TEST_CASE("the INDEX behind which CONCURRENTLY goes is the keyword, whatever stands around it") {
  const auto created = [](const std::string& script) { return marked(script, &CreateIndex::keyword); };
  CHECK(created("CREATE INDEX i ON t (a)") == "CREATE [INDEX] i ON t (a)");
  CHECK(created("create unique index on t (a)") == "create unique [index] on t (a)");
  CHECK(created("Create /* index */ Index -- index\n i ON t (a)") ==
        "Create /* index */ [Index] -- index\n i ON t (a)");
  CHECK(created("CREATE INDEX \"index\" ON \"INDEX\" (\"index\")") ==
        "CREATE [INDEX] \"index\" ON \"INDEX\" (\"index\")");
  const auto dropped = [](const std::string& script) { return marked(script, &DropIndex::keyword); };
  CHECK(dropped("drop/*index*/index if exists i") == "drop/*index*/[index] if exists i");
  const auto reindexed = [](const std::string& script) { return marked(script, &Reindex::keyword); };
  CHECK(reindexed("REINDEX (VERBOSE) TABLE \"table\"") == "REINDEX (VERBOSE) [TABLE] \"table\"");
  CHECK(reindexed("reindex /* table */ index i") == "reindex /* table */ [index] i");
  CHECK(reindexed("REINDEX SCHEMA public") == "REINDEX [SCHEMA] public");
  CHECK(reindexed("REINDEX DATABASE postgres") == "REINDEX [DATABASE] postgres");
}

TEST_CASE("the WHERE of a change is its own, not one in a comment, a name or a subquery") {
  const auto where = [](const std::string& script) { return marked(script, &ChangeRows::where_keyword); };
  CHECK(where("UPDATE t SET a = 0 WHERE /* low */ b > 5") == "UPDATE t SET a = 0 [WHERE] /* low */ b > 5");
  CHECK(where("update t set a = 0 where(b > 5)") == "update t set a = 0 [where](b > 5)");
  CHECK(where("UPDATE t SET a = (SELECT max(x) FROM u WHERE y = 1) /* where */ Where b > 5") ==
        "UPDATE t SET a = (SELECT max(x) FROM u WHERE y = 1) /* where */ [Where] b > 5");
  CHECK(where("DELETE FROM \"where\" WHERE \"where\" = 'where'") ==
        "DELETE FROM \"where\" [WHERE] \"where\" = 'where'");
  CHECK(where("DELETE FROM t -- where\nWHERE -- where\n (a) > 1") ==
        "DELETE FROM t -- where\n[WHERE] -- where\n (a) > 1");
  CHECK(where("DELETE FROM t WHERE a IN (SELECT a FROM u WHERE b)") ==
        "DELETE FROM t [WHERE] a IN (SELECT a FROM u WHERE b)");
  CHECK(where("DELETE FROM t WHERE (SELECT x FROM u WHERE y) > a") ==
        "DELETE FROM t [WHERE] (SELECT x FROM u WHERE y) > a");
  CHECK(where("DELETE FROM t") == "none");
}

TEST_CASE("a change in a WITH has no WHERE of its own to be cut at") {
  const Replayed replayed("WITH gone AS (DELETE FROM t WHERE a > 5 RETURNING a) INSERT INTO u SELECT a FROM gone");
  for (const Operation& operation : replayed.last().operations)
    if (const auto* change = operation.as<ChangeRows>()) CHECK(change->where_keyword.empty());
}

TEST_CASE("CASCADE is the last word of a DROP, and of its action") {
  CHECK(marked("DROP TABLE cascade CASCADE", &DropObjects::cascade_keyword) == "DROP TABLE cascade [CASCADE]");
  CHECK(marked("drop table \"CASCADE\" /* cascade */ Cascade -- cascade", &DropObjects::cascade_keyword) ==
        "drop table \"CASCADE\" /* cascade */ [Cascade] -- cascade");
  CHECK(marked("DROP TABLE cascade", &DropObjects::cascade_keyword) == "none");
  CHECK(marked("DROP INDEX i cascade", &DropIndex::cascade_keyword) == "DROP INDEX i [cascade]");
  CHECK(marked("ALTER TABLE t DROP COLUMN a CASCADE, DROP COLUMN b CASCADE", &DropColumn::cascade_keyword) ==
        "ALTER TABLE t DROP COLUMN a [CASCADE], DROP COLUMN b CASCADE");
  CHECK(marked("ALTER TABLE t DROP COLUMN a, DROP CONSTRAINT c /* , */ CASCADE", &DropConstraint::cascade_keyword) ==
        "ALTER TABLE t DROP COLUMN a, DROP CONSTRAINT c /* , */ [CASCADE]");
}

TEST_CASE("a partition's bounds end before the table's own options") {
  const auto bounds = [](const std::string& script) {
    const Replayed replayed(script);
    return replayed.words(replayed.last().operations.front().as<CreateTable>()->bound.span);
  };
  const std::string parent = "CREATE TABLE p (a int) PARTITION BY RANGE (a); CREATE TABLE c PARTITION OF p ";
  CHECK(bounds(parent + "for /* FOR */ values FROM (1) TO (f(')')) WITH (fillfactor = 70)") == "FROM (1) TO (f(')'))");
  CHECK(bounds(parent + "FOR VALUES IN ('for', /* ) */ 'b') TABLESPACE x") == "IN ('for', /* ) */ 'b')");
  CHECK(bounds(parent + "FOR VALUES WITH (MODULUS 2, REMAINDER 0)") == "WITH (MODULUS 2, REMAINDER 0)");
  CHECK(bounds(parent + "DEFAULT") == "DEFAULT");
}

TEST_CASE("a column's type is where its name stands, and a domain's VALUE only where it is the word") {
  const Replayed column("ALTER TABLE t ADD COLUMN json /* json */ Json DEFAULT '{\"json\": 1}'");
  CHECK(column.last().operations.front().as<AddColumn>()->column.type_word == Span{41, 45});
  const Replayed domain("CREATE DOMAIN d AS text CHECK (VALUE <> 'VALUE' AND length(Value) > 1 /* value */)");
  const Expression& check = domain.last().operations.front().as<CreateDomain>()->constraints.at(0).check;
  REQUIRE(check.value_words.size() == 2);
  CHECK(check.text.substr(check.value_words[0], 5) == "VALUE");
  CHECK(check.text.substr(check.value_words[1], 5) == "Value");
}

TEST_CASE("a statement's command is the keywords that it begins with") {
  CHECK(command_of("create index concurrently on t (a)") == "create index concurrently");
  CHECK(command_of("CREATE /* x */ UNIQUE -- y\n INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)") ==
        "CREATE UNIQUE INDEX CONCURRENTLY");
  CHECK(command_of("Drop Database \"index\"") == "Drop Database");
  CHECK(command_of("VACUUM users") == "VACUUM");
  CHECK(command_of("vacuum (full) t") == "vacuum");
  CHECK(command_of("DO $$ BEGIN END $$") == "DO");
}

TEST_CASE("statements that were not understood are never more than the statements") {
  const auto holds = [](const std::string& script, std::string_view dialect) {
    const auto reader = find_dialect(dialect)->read(script);
    std::vector<Problem> problems;
    std::vector<Span> read;
    for (auto batch = reader->next(problems); !batch.empty(); batch = reader->next(problems))
      for (const Statement& each : batch) read.push_back(each.span);
    for (const Problem& each : problems) read.push_back(each.statement);
    std::sort(read.begin(), read.end(),
              [](Span a, Span b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
    read.erase(std::unique(read.begin(), read.end()), read.end());
    return read.size() <= reader->statement_count();
  };
  const std::string nul(1, '\0');
  for (const std::string& script :
       {"foo bar " + nul + " baz;\n", "RETURN 1;" + nul + "RETURN 2;", "SELECT 1;\n-- a" + nul + "\n", nul + nul,
        "foo; bar " + nul + "; SELECT 'a" + nul + "';", std::string("SELECT (1; foo; bar; SELECT 2;"),
        "( " + nul + "; foo; bar", "( foo; " + nul + "; bar", "( foo; bar;" + nul,
        std::string("SELECT 'never; SELECT 1")}) {
    INFO(script);
    CHECK(holds(script, "postgres"));
    CHECK(holds(script, "cypher"));
  }
}
