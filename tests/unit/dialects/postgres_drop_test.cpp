#include <godwit/ir/relational/postgres_locks.h>

#include "replayed.h"

#include <support/catch.h>

#include <string>

using namespace godwit;

namespace {

/// What the statement does after these tables were made.
Replayed after_tables(const std::string& statement) {
  return Replayed(R"(
    CREATE TYPE state AS ENUM ('a', 'b');
    CREATE FUNCTION number() RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION number(int) RETURNS int LANGUAGE sql AS 'SELECT $1';
    CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
    CREATE SEQUENCE counter;
    CREATE TABLE a (id int PRIMARY KEY, s state DEFAULT 'a', n int DEFAULT nextval('counter'), kept int);
    CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id), n int);
    CREATE TABLE c (id int DEFAULT number(), n int);
    CREATE TRIGGER stamped BEFORE INSERT ON c FOR EACH ROW EXECUTE FUNCTION stamp();
    CREATE VIEW v AS SELECT s FROM a;
    CREATE MATERIALIZED VIEW over AS SELECT s FROM v;
    CREATE VIEW whole AS SELECT * FROM b;
    CREATE VIEW joined AS SELECT b.a_id, c.n FROM b JOIN c ON c.id = b.id;
  )" + statement);
}

}  // namespace

TEST_CASE("what something needs is not dropped without CASCADE") {
  CHECK(after_tables("DROP TYPE state").refusal() == "the column `s` of `a` needs it");
  CHECK(after_tables("DROP SEQUENCE counter").refusal() == "the default of the column `n` of `a` needs it");
  CHECK(after_tables("DROP FUNCTION stamp()").refusal() == "the trigger `stamped` of `c` needs it");
  CHECK(after_tables("DROP TABLE a").refusal() == "the foreign key `b_a_id_fkey` of `b` and 2 more need it");
  CHECK(after_tables("DROP VIEW v").refusal() == "the view `over` needs it");
  CHECK(after_tables("ALTER TABLE a DROP COLUMN s").refusal() == "the view `v` and 1 more need it");
  CHECK(after_tables("ALTER TABLE b DROP COLUMN a_id").refusal() == "the view `whole` and 1 more need it");
}

TEST_CASE("what nothing is known to need is not said to be refused") {
  CHECK(after_tables("DROP TABLE b, c CASCADE").refusal().empty());
  CHECK(after_tables("DROP MATERIALIZED VIEW over").refusal().empty());
  CHECK(after_tables("ALTER TABLE a DROP COLUMN kept").refusal().empty());
  CHECK(after_tables("ALTER TABLE c DROP COLUMN n").refusal().empty());  // of `joined` it may be the column of b
  CHECK(after_tables("DROP FUNCTION number(int)").refusal().empty());    // the default may call the other one
  CHECK(after_tables("DROP VIEW joined; DROP VIEW whole; DROP TABLE b, c").refusal().empty());
}

TEST_CASE("one DROP of several takes what they need of each other") {
  const std::string views = "DROP VIEW joined; DROP VIEW whole; DROP MATERIALIZED VIEW over; DROP VIEW v; ";
  CHECK(after_tables(views + "DROP TABLE a").refusal() == "the foreign key `b_a_id_fkey` of `b` needs it");
  CHECK(after_tables(views + "DROP TABLE b, a").refusal().empty());
}

TEST_CASE("CASCADE locks what it takes something away from") {
  CHECK(after_tables("DROP TYPE state CASCADE").lock("a") == postgres_lock::access_exclusive);
  CHECK(after_tables("DROP SEQUENCE counter CASCADE").lock("a") == postgres_lock::access_exclusive);
  CHECK(after_tables("DROP FUNCTION stamp() CASCADE").lock("c") == postgres_lock::access_exclusive);
  CHECK(after_tables("DROP TABLE a CASCADE").lock("b") == postgres_lock::access_exclusive);
  CHECK(after_tables("DROP TABLE a CASCADE").lock("c") == Lock());
}

TEST_CASE("what CASCADE took is gone") {
  const Replayed type = after_tables("DROP TYPE state CASCADE");
  CHECK(type.world.catalog.find(Name{"", "a", {}})->column("s") == nullptr);
  const Replayed function = after_tables("DROP FUNCTION stamp() CASCADE");
  CHECK(function.world.catalog.find(Name{"", "c", {}})->triggers.empty());
  const Replayed table = after_tables("DROP TABLE a CASCADE");
  CHECK(table.world.catalog.find(Name{"", "over", {}}) == nullptr);
  CHECK(after_tables("DROP TABLE a CASCADE; DROP TABLE b CASCADE").refusal().empty());
}

TEST_CASE("a default made for the old type goes with that type") {
  const std::string changed =
      "DROP MATERIALIZED VIEW over; DROP VIEW v; ALTER TABLE a ALTER COLUMN s TYPE text USING s::text; ";
  CHECK(after_tables(changed + "DROP TYPE state").refusal() == "the default of the column `s` of `a` needs it");
  CHECK(after_tables(changed + "ALTER TABLE a ALTER COLUMN s SET DEFAULT 'a'; DROP TYPE state").refusal().empty());
}

TEST_CASE("a body in SQL is read when the function is made") {
  const std::string make = "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS ";
  CHECK(after_tables(make + "'UPDATE b SET n = 1'").lock("b") == postgres_lock::row_exclusive);
  CHECK(after_tables(make + "'SELECT id FROM b FOR UPDATE'").lock("b") == postgres_lock::row_share);
  CHECK(after_tables(make + "'SELECT id FROM b'").lock("b") == postgres_lock::access_share);
  CHECK(after_tables("SET check_function_bodies = off; " + make + "'UPDATE b SET n = 1'").lock("b") == Lock());
}

TEST_CASE("views that read in a circle end somewhere") {
  const std::string circle =
      "CREATE VIEW x AS SELECT n FROM b; CREATE VIEW y AS SELECT n FROM x; CREATE OR REPLACE VIEW x AS SELECT n FROM "
      "y; ";
  CHECK(after_tables(circle + "SELECT * FROM x").lock("y") == postgres_lock::access_share);
  CHECK(after_tables(circle + "DROP VIEW x CASCADE").world.catalog.find(Name{"", "y", {}}) == nullptr);
  CHECK_FALSE(after_tables(circle + "DROP VIEW x").refusal().empty());
}

TEST_CASE("a table is not put below itself") {
  const Replayed inherited = after_tables("ALTER TABLE b INHERIT c; ALTER TABLE c INHERIT b; ALTER TABLE c INHERIT c");
  CHECK(inherited.world.catalog.find(Name{"", "c", {}})->parents.empty());
  const Replayed attached = after_tables(
      "CREATE TABLE p (id int) PARTITION BY LIST (id); CREATE TABLE q (id int) PARTITION BY LIST (id);"
      "ALTER TABLE p ATTACH PARTITION q DEFAULT; ALTER TABLE q ATTACH PARTITION p DEFAULT;"
      "ALTER TABLE p ADD COLUMN n int NOT NULL");
  CHECK(attached.lock("q") == postgres_lock::access_exclusive);
}
