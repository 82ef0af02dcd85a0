#include "replayed.h"

#include <support/catch.h>

#include <string>

using namespace godwit;

namespace {

constexpr const char* history = R"(
  CREATE TABLE pen (id int PRIMARY KEY, ink text, tag text UNIQUE, n int DEFAULT 1, at timestamptz, local timestamp);
  CREATE TABLE jar (id int PRIMARY KEY, pen_id int REFERENCES pen, ink text);
  CREATE TABLE log (id int NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
  CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
  CREATE TABLE gone (id int);
  DROP TABLE gone;
  CREATE INDEX pen_ink ON pen (ink);
  CREATE UNIQUE INDEX pen_part ON pen (n) WHERE n > 1;
  CREATE VIEW pens AS SELECT id, ink FROM pen;
  CREATE TYPE mood AS ENUM ('good');
  CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
)";

/// Why the statement is certainly refused; empty: it is not.
std::string refusal(const std::string& statement) {
  const Replayed replayed(history + statement);
  for (const HazardEffect& each : replayed.effects.back().hazards)
    if (each.hazard == Hazard::refused && each.certain == Known::yes) return each.why;
  return {};
}

}  // namespace

TEST_CASE("what is there is not made again") {
  CHECK(refusal("CREATE TABLE pen (id int)") == "there is a table `pen` already");
  CHECK(refusal("CREATE VIEW jar AS SELECT 1 AS one") == "there is a table `jar` already");
  CHECK(refusal("CREATE INDEX pen_ink ON jar (ink)") == "there is an index `pen_ink` already");
  CHECK(refusal("ALTER TABLE pen ADD COLUMN ink int") == "`pen` already has a column `ink`");
  CHECK(refusal("ALTER TABLE pen ADD PRIMARY KEY (ink)") == "`pen` already has the primary key `pen_pkey`");
  CHECK(refusal("ALTER TABLE jar RENAME TO pen") == "there is a table `pen` already");
  CHECK(refusal("CREATE TYPE mood AS ENUM ('bad')") == "there is a type `mood` already");
  CHECK(refusal("ALTER TYPE mood ADD VALUE 'good'") == "`mood` has the value `good` already");
}

TEST_CASE("what stands elsewhere, is unsure or goes in the same statement is in nobody's way") {
  CHECK(refusal("CREATE TABLE IF NOT EXISTS pen (id int)").empty());
  CHECK(refusal("CREATE TABLE other.pen (id int)").empty());
  CHECK(refusal("CREATE TEMP TABLE pen (id int)").empty());
  CHECK(refusal("CREATE TABLE gone (id int)").empty());
  CHECK(refusal("ALTER TABLE pen DROP COLUMN n, ADD COLUMN n text").empty());
  CHECK(refusal("ALTER TABLE log DROP CONSTRAINT IF EXISTS k, ADD CONSTRAINT k PRIMARY KEY (id, at)").empty());
  CHECK(refusal("DO $$ BEGIN CREATE TABLE pen (id int); EXCEPTION WHEN duplicate_table THEN NULL; END $$").empty());
  CHECK(refusal("DO $$ BEGIN IF random() > 0.5 THEN DROP TABLE jar; END IF; END $$; CREATE TABLE jar (id int)").empty());
}

TEST_CASE("what is gone or was never there is not changed") {
  CHECK(refusal("ALTER TABLE gone ADD COLUMN a int") == "`gone` was dropped or renamed before");
  CHECK(refusal("ALTER TABLE pen ALTER COLUMN nib SET NOT NULL") == "`pen` has no column `nib`");
  CHECK(refusal("ALTER TABLE pen DROP CONSTRAINT nib") == "`pen` has no constraint `nib`");
  CHECK(refusal("DROP TRIGGER nib ON pen") == "`pen` has no trigger `nib`");
  CHECK(refusal("INSERT INTO pen (nib) VALUES (1)") == "`pen` has no column `nib`");
  CHECK(refusal("DROP TABLE pens") == "`pens` is a view");
}

TEST_CASE("of what the history never made nothing is certain") {
  CHECK(refusal("ALTER TABLE older DROP COLUMN a").empty());
  CHECK(refusal("DROP TABLE older").empty());
  CHECK(refusal("ALTER TABLE older ADD COLUMN a int").empty());
  CHECK(refusal("DO LANGUAGE plpython3u 'x'; ALTER TABLE gone ADD COLUMN a int").empty());
}

TEST_CASE("keys, partitions and indexes keep to their rules") {
  CHECK(refusal("ALTER TABLE log ADD UNIQUE (id)").find("leaves out `at`") != std::string::npos);
  CHECK(refusal("ALTER TABLE log ADD UNIQUE (id, at)").empty());
  CHECK(refusal("ALTER TABLE jar ADD FOREIGN KEY (ink) REFERENCES pen (ink)").find("whole unique index") !=
        std::string::npos);
  CHECK(refusal("ALTER TABLE jar ADD FOREIGN KEY (ink) REFERENCES pen (tag)").empty());
  CHECK(refusal("ALTER TABLE jar ADD FOREIGN KEY (ink) REFERENCES pen").find("nothing compares them") !=
        std::string::npos);
  CHECK(refusal("ALTER TABLE pen ADD CONSTRAINT k UNIQUE USING INDEX pen_part") == "the index `pen_part` is partial");
  CHECK(refusal("ALTER TABLE pen DROP CONSTRAINT pen_pkey") == "the foreign key `jar_pen_id_fkey` of `jar` needs it");
  CHECK(refusal("ALTER TABLE jar DROP CONSTRAINT jar_pkey").empty());
  CHECK(refusal("ALTER TABLE log_1 DROP COLUMN id") == "the column comes from `log`, and changes only there");
  CHECK(refusal("TRUNCATE pen").find("references it") != std::string::npos);
  CHECK(refusal("TRUNCATE jar, pen").empty());
}

TEST_CASE("an index is over what is IMMUTABLE, overload by overload") {
  CHECK(refusal("CREATE INDEX ON pen (date_trunc('day', local))").empty());
  CHECK(refusal("CREATE INDEX ON pen (date_trunc('day', at))").find("not IMMUTABLE") != std::string::npos);
  CHECK(refusal("CREATE INDEX ON pen ((at::date))").find("not IMMUTABLE") != std::string::npos);
  CHECK(refusal("CREATE INDEX ON pen ((local::date))").empty());
  CHECK(refusal("CREATE INDEX ON pen (to_tsvector(ink))").find("not IMMUTABLE") != std::string::npos);
  CHECK(refusal("CREATE INDEX ON pen (to_tsvector('english', ink))").empty());
  CHECK(refusal("CREATE INDEX ON pen (lower(ink))").empty());
  CHECK(refusal("CREATE INDEX ON pen (nobody_knows(ink))").empty());
}

TEST_CASE("types become others by themselves or with a USING") {
  CHECK(refusal("ALTER TABLE pen ALTER COLUMN ink TYPE uuid").find("only with a USING") != std::string::npos);
  CHECK(refusal("ALTER TABLE pen ALTER COLUMN ink TYPE uuid USING ink::uuid").empty() == false);  // the view reads it
  CHECK(refusal("ALTER TABLE pen ALTER COLUMN n TYPE bigint").empty());
  CHECK(refusal("ALTER TABLE pen ALTER COLUMN n TYPE text").empty());
  CHECK(refusal("ALTER TABLE jar ALTER COLUMN ink TYPE mood USING ink::mood").empty());
}

TEST_CASE("views and functions keep what they promised when they are replaced") {
  CHECK(refusal("CREATE OR REPLACE VIEW pens AS SELECT id, ink, n FROM pen").empty());
  CHECK(refusal("CREATE OR REPLACE VIEW pens AS SELECT * FROM pen").empty());
  CHECK(refusal("CREATE OR REPLACE VIEW pens AS SELECT ink FROM pen").find("leaves some out") != std::string::npos);
  CHECK(refusal("CREATE OR REPLACE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 2'").empty());
  CHECK(refusal("CREATE OR REPLACE FUNCTION f(a text) RETURNS text LANGUAGE sql AS 'SELECT 2'").empty());
  CHECK(refusal("CREATE OR REPLACE FUNCTION f(a int) RETURNS text LANGUAGE sql AS 'SELECT 2'").find("drop it first") !=
        std::string::npos);
}

TEST_CASE("ON CONFLICT names what a unique index is over") {
  CHECK(refusal("INSERT INTO pen (id) VALUES (1) ON CONFLICT (tag) DO NOTHING").empty());
  CHECK(refusal("INSERT INTO pen (id) VALUES (1) ON CONFLICT DO NOTHING").empty());
  CHECK(refusal("INSERT INTO pen (id) VALUES (1) ON CONFLICT (n) WHERE n > 1 DO NOTHING").empty());
  CHECK_FALSE(refusal("INSERT INTO pen (id) VALUES (1) ON CONFLICT (n) DO NOTHING").empty());
  CHECK_FALSE(refusal("INSERT INTO pen (id) VALUES (1) ON CONFLICT (ink) DO NOTHING").empty());
}

TEST_CASE("a partial twin of a key carries no foreign key") {
  CHECK_FALSE(refusal("CREATE UNIQUE INDEX pen_twin ON pen (id) WHERE n > 1; ALTER TABLE pen DROP CONSTRAINT pen_pkey").empty());
  CHECK(refusal("CREATE UNIQUE INDEX pen_twin ON pen (id); ALTER TABLE pen DROP CONSTRAINT pen_pkey").empty());
}

TEST_CASE("DEFERRED is so in either order of its words") {
  const std::string made = "CREATE TABLE cap (id int PRIMARY KEY, pen_id int REFERENCES pen ";
  const std::string used = "); BEGIN; INSERT INTO cap VALUES (1, 1); ALTER TABLE cap ADD COLUMN x int";
  const auto waits = [&](const std::string& words) {
    return Replayed(history + made + words + used).refusal().find("deferred check") != std::string::npos;
  };
  CHECK(waits("DEFERRABLE INITIALLY DEFERRED"));
  CHECK(waits("INITIALLY DEFERRED DEFERRABLE"));
  CHECK_FALSE(waits("DEFERRABLE"));
}

TEST_CASE("each of the tables that are emptied or dropped may be waited for") {
  const std::string used =
      "CREATE TABLE cap (id int PRIMARY KEY, pen_id int REFERENCES pen DEFERRABLE INITIALLY DEFERRED); CREATE TABLE lid (id int); "
      "BEGIN; INSERT INTO cap VALUES (1, 1); ";
  CHECK(Replayed(history + used + "TRUNCATE lid, cap").refusal().find("deferred check") != std::string::npos);
  CHECK(Replayed(history + used + "DROP TABLE lid, cap").refusal().find("deferred check") != std::string::npos);
  CHECK(Replayed(history + used + "TRUNCATE lid").refusal().empty());
}

TEST_CASE("a cast in a view has the name of what it casts") {
  const std::string view = "CREATE VIEW v AS SELECT coalesce(n, 0)::bigint FROM pen; CREATE OR REPLACE VIEW v AS SELECT ";
  CHECK(refusal(view + "coalesce(n, 0)::bigint AS coalesce FROM pen").empty());
  const std::string constant = "CREATE VIEW v AS SELECT '1'::text; CREATE OR REPLACE VIEW v AS SELECT ";
  CHECK(refusal(constant + "'2'::text AS text").empty());
  CHECK(refusal(constant + "'2'::text AS other").find("would become") != std::string::npos);
}

TEST_CASE("only a cast of texts stops at one that is no such thing") {
  const auto fails = [](const std::string& how) {
    const Replayed replayed(std::string("CREATE TABLE pen (ink text); INSERT INTO pen VALUES ('a'); ALTER TABLE pen ALTER COLUMN ink TYPE int USING ") + how);
    return replayed.effects.back().find(Hazard::fails_on_existing_rows) != nullptr;
  };
  CHECK(fails("ink::int"));
  CHECK_FALSE(fails("length(ink)"));
  CHECK_FALSE(fails("0"));
}
