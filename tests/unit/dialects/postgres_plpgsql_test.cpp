#include "replayed.h"

#include <support/catch.h>

#include <algorithm>
#include <optional>
#include <string>
#include <thread>
#include <vector>

using namespace godwit;

namespace {

std::vector<std::string> made_tables(const Statement& statement) {
  std::vector<std::string> out;
  for (const Operation& operation : statement.operations)
    if (const auto* create = operation.as<CreateTable>()) out.push_back(create->table.name);
  return out;
}

template <class T>
std::size_t count(const Statement& statement) {
  return static_cast<std::size_t>(std::count_if(statement.operations.begin(), statement.operations.end(),
                                                [](const Operation& each) { return each.as<T>() != nullptr; }));
}

template <class T>
const Operation& only(const Statement& statement) {
  REQUIRE(count<T>(statement) == 1);
  return *std::find_if(statement.operations.begin(), statement.operations.end(),
                       [](const Operation& each) { return each.as<T>() != nullptr; });
}

std::string reason(const Statement& statement) { return only<Opaque>(statement).as<Opaque>()->reason; }

/// The tables that a DO block with these declarations and statements makes.
std::vector<std::string> made_by(const std::string& declarations, const std::string& body) {
  return made_tables(Replayed("DO $$ DECLARE " + declarations + "\nBEGIN " + body + " END $$").last());
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a loop with known bounds runs round by round") {
  const std::string body = "FOR i IN 0..2 LOOP EXECUTE format('CREATE TABLE %I (x int)', 'part_' || i); END LOOP;";
  CHECK(made_by("", body) == Names{"part_0", "part_1", "part_2"});
  CHECK(made_by("n int := 3;", "FOR i IN REVERSE n..n - 1 LOOP EXECUTE 'CREATE TABLE t' || i || '()'; END LOOP;") ==
        Names{"t3", "t2"});
  CHECK(made_by("", "FOR i IN 1..10 BY 4 LOOP EXECUTE 'CREATE TABLE t' || i || '()'; EXIT WHEN i > 4; END LOOP;") ==
        Names{"t1", "t5"});
  CHECK(made_by("", "FOR i IN 1..3 LOOP CONTINUE WHEN i = 2; EXECUTE 'CREATE TABLE t' || i || '()'; END LOOP;") ==
        Names{"t1", "t3"});
}

TEST_CASE("what every round says alike is said once") {
  const Replayed replayed("DO $$ BEGIN FOR i IN 1..9 LOOP UPDATE t SET a = 1; END LOOP; END $$");
  CHECK(only<ChangeRows>(replayed.last()).repeated);
}

TEST_CASE("the rows of a constant are looped over") {
  const std::string body = "EXECUTE format('CREATE TABLE %I()', t); END LOOP;";
  CHECK(made_by("t text;", "FOREACH t IN ARRAY ARRAY['a', 'b'] LOOP " + body) == Names{"a", "b"});
  CHECK(made_by("t text;", "FOR t IN SELECT unnest(ARRAY['a', 'b']) LOOP " + body) == Names{"a", "b"});
  CHECK(made_by("t text;", "FOR t IN SELECT * FROM (VALUES ('a'), ('b')) AS v(n) LOOP " + body) == Names{"a", "b"});
  CHECK(made_by("r record;",
                "FOR r IN SELECT n || '_x' AS name FROM (VALUES ('a')) AS v(n) LOOP "
                "EXECUTE format('CREATE TABLE %I()', r.name); END LOOP;") == Names{"a_x"});
}

TEST_CASE("a loop that is not known runs once, perhaps, and what it sets is not known") {
  const Replayed replayed(
      "DO $$ DECLARE r record; n int := 0; BEGIN\n"
      "FOR r IN SELECT id FROM users LOOP n := n + 1; CREATE TABLE inside (); END LOOP;\n"
      "EXECUTE 'DROP TABLE t' || n; END $$");
  CHECK(only<CreateTable>(replayed.last()).conditional);
  CHECK_FALSE(only<ReadRows>(replayed.last()).conditional);
  CHECK(reason(replayed.last()) == "EXECUTE builds its statement while it runs: DROP TABLE t<unknown>");
}

TEST_CASE("a known condition takes one branch, an unknown one all of them") {
  CHECK(made_by("n int := 2;",
                "IF n = 1 THEN CREATE TABLE a(); ELSIF n = 2 THEN CREATE TABLE b(); ELSE CREATE TABLE "
                "c(); END IF;") == Names{"b"});
  CHECK(made_by("n text := 'y';", "CASE n WHEN 'x' THEN CREATE TABLE a(); ELSE CREATE TABLE b(); END CASE;") ==
        Names{"b"});
  CHECK(made_by("n int;", "IF n > 1 THEN CREATE TABLE a(); ELSE CREATE TABLE b(); END IF;") == Names{"b"});
  const Replayed replayed(
      "DO $$ BEGIN IF EXISTS (SELECT 1 FROM t) THEN CREATE TABLE a(); ELSE CREATE TABLE b(); "
      "END IF; CREATE TABLE c(); END $$");
  CHECK(made_tables(replayed.last()) == Names{"a", "b", "c"});
  Names perhaps;
  for (const Operation& each : replayed.last().operations)
    if (const auto* create = each.as<CreateTable>(); create && each.conditional) perhaps.push_back(create->table.name);
  CHECK(perhaps == Names{"a", "b"});
}

TEST_CASE("what an unknown branch sets is not known afterwards") {
  const Replayed replayed(
      "DO $$ DECLARE n text := 'a'; BEGIN IF now() > '2030-01-01' THEN n := 'b'; END IF; "
      "EXECUTE 'DROP TABLE ' || n; END $$");
  CHECK(count<DropObjects>(replayed.last()) == 0);
  CHECK(reason(replayed.last()).find("DROP TABLE <unknown>") != std::string::npos);
}

TEST_CASE("what is built of unknown pieces is counted as not understood") {
  const Replayed replayed("DO $$ BEGIN EXECUTE 'DROP TABLE log_' || to_char(now(), 'YYYY'); END $$");
  CHECK_FALSE(replayed.last().understood());
  const Operation& opaque = only<Opaque>(replayed.last());
  CHECK(replayed.words(opaque.span) == "'DROP TABLE log_' || to_char(now(), 'YYYY')");
  CHECK(reason(replayed.last()) == "EXECUTE builds its statement while it runs: DROP TABLE log_<unknown>");
}

TEST_CASE("statements in a DO block keep their places") {
  const Replayed replayed(
      "SELECT 1;\nDO $$\nDECLARE n int;\nBEGIN\n  PERFORM pg_sleep(1);\n"
      "  SELECT 1 INTO n FROM t;\n  DROP TABLE x;\n  DROP TABLE x;\nEND $$");
  const std::vector<Operation>& operations = replayed.last().operations;
  REQUIRE(operations.size() == 5);
  CHECK(replayed.words(operations[1].span) == "pg_sleep(1)");
  CHECK(replayed.words(operations[3].span) == "DROP TABLE x");
  CHECK(operations[3].span.begin < operations[4].span.begin);
}

namespace {

const std::string makes_partitions = R"(
CREATE TABLE events (id int) PARTITION BY HASH (id);
CREATE FUNCTION make_partitions(parent text, n int DEFAULT 2) RETURNS int LANGUAGE plpgsql AS $f$
DECLARE
  part text;
BEGIN
  FOR i IN 0..n - 1 LOOP
    part := format('%s_%s', parent, i);
    IF to_regclass(part) IS NULL THEN
      EXECUTE format('CREATE TABLE %I (LIKE %I)', part, parent);
      EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES WITH (MODULUS %s, REMAINDER %s)', parent, part, n, i);
    END IF;
  END LOOP;
  RETURN n;
END $f$;
)";

}  // namespace

TEST_CASE("a function is followed with the constants it is called with") {
  const Replayed replayed(makes_partitions + "SELECT make_partitions('events'::text, 3)");
  CHECK(made_tables(replayed.last()) == Names{"events_0", "events_1", "events_2"});
  CHECK(count<AttachPartition>(replayed.last()) == 3);
  CHECK(only<ReadRows>(replayed.last()).in_code == false);
  for (const Operation& each : replayed.last().operations) CHECK(each.span == replayed.last().span);
  const Relation* parent = replayed.world.catalog.find({"", "events", {}});
  REQUIRE(parent);
  CHECK(parent->children.size() == 3);
}

TEST_CASE("what code makes is not in use when its next statements change it") {
  const Replayed replayed(makes_partitions + "SELECT make_partitions('events')");
  REQUIRE(made_tables(replayed.last()).size() == 2);
  for (const RelationEffect& effect : replayed.effects.back().relations) CHECK(effect.in_use == Known::no);
}

TEST_CASE("arguments are found by name and by default") {
  CHECK(made_tables(Replayed(makes_partitions + "SELECT make_partitions(n => 1, parent => 'events')").last()) ==
        Names{"events_0"});
  CHECK(
      made_tables(Replayed(makes_partitions + "DO $$ BEGIN PERFORM make_partitions('events', 1 + 1); END $$").last()) ==
      Names{"events_0", "events_1"});
}

TEST_CASE("to_regclass is answered by the tables there are") {
  const Replayed again(makes_partitions + "SELECT make_partitions('events', 2);SELECT make_partitions('events', 2)");
  CHECK(made_tables(again.last()).empty());
}

TEST_CASE("RETURN and RAISE EXCEPTION end a routine") {
  CHECK(made_by("", "CREATE TABLE a(); RETURN; CREATE TABLE b();") == Names{"a"});
  CHECK(made_by("", "CREATE TABLE a(); RAISE EXCEPTION 'no'; CREATE TABLE b();") == Names{"a"});
  CHECK(made_by("", "RAISE NOTICE 'go on'; CREATE TABLE b();") == Names{"b"});
  const Replayed perhaps("DO $$ BEGIN IF EXISTS (SELECT 1 FROM t) THEN RETURN; END IF; CREATE TABLE a(); END $$");
  CHECK(only<CreateTable>(perhaps.last()).conditional);
  const Replayed guarded(
      "DO $$ BEGIN IF EXISTS (SELECT 1 FROM t) THEN RAISE EXCEPTION 'no'; END IF; CREATE TABLE "
      "a(); END $$");
  CHECK_FALSE(only<CreateTable>(guarded.last()).conditional);
}

TEST_CASE("handlers of errors may run") {
  const Replayed replayed("DO $$ BEGIN CREATE TABLE a(); EXCEPTION WHEN others THEN CREATE TABLE b(); END $$");
  REQUIRE(made_tables(replayed.last()) == Names{"a", "b"});
  CHECK_FALSE(replayed.last().operations[1].conditional);
  CHECK(replayed.last().operations[2].conditional);
}

TEST_CASE("variables of inner blocks are set in each round") {
  const std::string body =
      "FOR i IN 1..2 LOOP\nDECLARE\n name text := 't' || i;\nBEGIN\n EXECUTE format('CREATE TABLE %I()', name); "
      "END;\nEND LOOP;";
  CHECK(made_by("", body) == Names{"t1", "t2"});
}

TEST_CASE("recursion and endless work stop") {
  const Replayed deep(
      "CREATE FUNCTION f(n int) RETURNS void LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE t(); "
      "PERFORM f(n + 1); END $$;SELECT f(1)");
  CHECK(count<CreateTable>(deep.last()) == 8);
  CHECK(reason(deep.last()) == "`f()` calls itself, or others, too deep to be followed");
  const Replayed wide(
      "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN FOR i IN 1..200 LOOP FOR j IN "
      "1..200 LOOP INSERT INTO t VALUES (1); END LOOP; END LOOP; END $$;SELECT f()");
  CHECK(count<ChangeRows>(wide.last()) <= 10000);
  CHECK(reason(wide.last()) == "this code does more than is followed");
}

TEST_CASE("functions in SQL and procedures are followed too") {
  const Replayed replayed(
      "CREATE FUNCTION g() RETURNS void LANGUAGE sql AS $$ UPDATE users SET a = 1; DROP TABLE old; $$;"
      "CREATE PROCEDURE p(t text) LANGUAGE plpgsql AS $$ BEGIN PERFORM g(); COMMIT; EXECUTE 'TRUNCATE ' || "
      "quote_ident(t); END $$;CALL p('Big One')");
  CHECK(count<ChangeRows>(replayed.last()) == 1);
  CHECK(count<DropObjects>(replayed.last()) == 1);
  CHECK(only<Truncate>(replayed.last()).as<Truncate>()->tables.front().name.name == "Big One");
  CHECK(only<RunCode>(replayed.last()).as<RunCode>()->commits);
}

TEST_CASE("a function that is called for a value adds nothing") {
  const Replayed replayed(
      "CREATE FUNCTION slug(t text) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN lower(t); END "
      "$$;SELECT slug('X')");
  CHECK(replayed.last().operations.size() == 1);
}

TEST_CASE("expressions as PostgreSQL gives them") {
  const auto name = [](const std::string& expression) {
    const Names made = made_by("a text := 'x'; b int := 7; c text;",
                               "EXECUTE 'CREATE TABLE ' || quote_ident(" + expression + ") || '()';");
    return made.size() == 1 ? made.front() : std::string("unknown");
  };
  CHECK(name("a || b + 1") == "x8");
  CHECK(name("format('%2$s_%1$s', a, b)") == "7_x");
  CHECK(name("concat(a, c, b)") == "x7");
  CHECK(name("coalesce(c, upper(a))") == "X");
  CHECK(name("CASE WHEN b > 5 AND c IS NULL THEN 'big' ELSE 'small' END") == "big");
  CHECK(name("CASE b WHEN 7 THEN 'seven' END") == "seven");
  CHECK(name("(b % 4)::text") == "3");
  CHECK(name("CASE WHEN b IN (1, 7) AND NOT (a = 'y') THEN 'in' ELSE 'out' END") == "in");
  CHECK(name("format('%I', 'order')") == "\"order\"");
  CHECK(name("format('%-5s', a)") == "unknown");
  CHECK(name("b / 0") == "unknown");
  CHECK(name("random()::text") == "unknown");
}

TEST_CASE("variables of a schema's types hide nothing of the code") {
  for (const std::string type :
       {"app.pen", "\"App\".\"Pen\"", "app.pen[]", "pen[]", "app.pen%ROWTYPE[]", "app.pen.id%TYPE[]", "app.pen%ROWTYPE",
        "app.pen.id%TYPE", "pg_temp.pen", "pg_catalog.int4", "information_schema.sql_identifier"}) {
    INFO(type);
    CHECK(made_by("r " + type + ";", "SELECT * INTO r FROM app.pen; CREATE TABLE a();") == Names{"a"});
  }
  const Replayed replayed("DO $$ DECLARE r app.pen; BEGIN EXECUTE 'DROP TABLE ' || r.a; END $$");
  CHECK(reason(replayed.last()) == "EXECUTE builds its statement while it runs: DROP TABLE <unknown>");
  CHECK_FALSE(Replayed("DO $$ DECLARE r pg_catalog.nothing; BEGIN NULL; END $$").last().understood());
}

TEST_CASE("each block declares its own variables, wherever it stands") {
  CHECK(made_by("a text := 'x';", "DECLARE b text := a || 'y'; BEGIN EXECUTE 'CREATE TABLE ' || b || '()'; END;") ==
        Names{"xy"});
  CHECK(made_by("a text := 'x';", "DECLARE a text := 'y'; BEGIN EXECUTE 'CREATE TABLE ' || a || '()'; END;").empty());
}

TEST_CASE("code that is nested too deep is not read, and ends nothing") {
  const auto nested = [](std::size_t levels) {
    std::string body = "CREATE TABLE a();";
    for (std::size_t i = 0; i < levels; ++i) body = "IF true THEN " + body + " END IF;";
    return Replayed("DO $$ BEGIN " + body + " END $$");
  };
  CHECK(made_tables(nested(300).last()) == Names{"a"});
  CHECK_FALSE(nested(10000).last().understood());
}

TEST_CASE("a routine that one thread has read is called, and ends, on others") {
  const std::string loop = "BEGIN FOR i IN 1..3 LOOP EXECUTE format('CREATE TABLE %I (x int)', n || i); END LOOP; END";
  std::optional<Replayed> replayed;
  std::thread([&] {
    replayed.emplace("CREATE FUNCTION f(n text) RETURNS void LANGUAGE plpgsql AS $$ " + loop + " $$; SELECT f('a')");
  }).join();
  const Dialect& dialect = *find_dialect("postgres");
  const std::string call = "SELECT f('b')";
  Statement again = dialect.read(call)->next(replayed->problems).front();
  dialect.follow_code(again, replayed->world);
  CHECK(made_tables(again) == Names{"b1", "b2", "b3"});
  std::thread([&] { replayed.reset(); }).join();
}

TEST_CASE("expressions that only give values add nothing, those that call or read do") {
  const std::string made =
      "CREATE FUNCTION f(i int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE a(); END $$;";
  const auto tables = [&](const std::string& expression) {
    return made_tables(Replayed(made + "DO $$ DECLARE i int := 1; BEGIN i := " + expression + "; END $$").last());
  };
  CHECK(tables("i + 1").empty());
  CHECK(tables("CASE WHEN i > 0 THEN i END").empty());
  CHECK(tables("f(i)") == Names{"a"});
  CHECK(tables("CASE WHEN i > 0 THEN f(i) END") == Names{"a"});
  CHECK(tables("(SELECT f(i))") == Names{"a"});
  CHECK(tables("i FROM f(i)") == Names{"a"});
  CHECK(count<ReadRows>(Replayed("DO $$ DECLARE i int; BEGIN i := (SELECT x FROM t); END $$").last()) == 1);
  std::string deep = "i";
  for (int levels = 0; levels < 3000; ++levels) deep = "(" + deep + " + 1)";
  CHECK(tables(deep).empty());
}
