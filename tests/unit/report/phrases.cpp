#include <godwit/ir/relational/postgres_locks.h>

#include "report/phrases.h"

#include <support/catch.h>

using namespace godwit;

namespace {

RelationEffect effect(Lock lock, bool rewrite = false, bool scan = false, bool index_build = false) {
  RelationEffect out;
  out.object = {ObjectKind::table, "public", "users", {}};
  out.lock = lock;
  out.rewrite = rewrite;
  out.scan = scan;
  out.index_build = index_build;
  return out;
}

}  // namespace

TEST_CASE("an effect says the lock, who waits and for what") {
  CHECK(phrase(effect(postgres_lock::access_exclusive)) == "ACCESS EXCLUSIVE lock: every read and write waits");
  CHECK(phrase(effect(postgres_lock::access_exclusive, true, true)) ==
        "ACCESS EXCLUSIVE lock: every read and write waits while every row is rewritten");
  CHECK(phrase(effect(postgres_lock::share, false, true, true)) == "SHARE lock: every write waits while an index is built");
  CHECK(phrase(effect(postgres_lock::share_row_exclusive, false, true)) ==
        "SHARE ROW EXCLUSIVE lock: every write waits while every row is read");
  CHECK(phrase(effect(postgres_lock::share_update_exclusive, false, true)) ==
        "SHARE UPDATE EXCLUSIVE lock: other schema changes and VACUUM wait while every row is read");
}

TEST_CASE("where nobody waits, what is done is said all the same") {
  CHECK(phrase(effect(postgres_lock::row_exclusive, false, true)) == "ROW EXCLUSIVE lock: nobody waits, every row is read");
  CHECK(phrase(effect(Lock(), false, true)) == "every row is read");
  CHECK(phrase(effect(Lock())) == "no lock");
}

TEST_CASE("nobody waits for what nobody else uses") {
  RelationEffect own = effect(Lock());
  own.lock = postgres_lock::share;
  own.in_use = Known::no;
  CHECK(described(own) == "SHARE lock, but nobody else uses it");
  own.scan = own.index_build = true;
  CHECK(described(own) == "SHARE lock, but nobody else uses it; an index is built");
  own.in_use = Known::unknown;
  CHECK(described(own) == "SHARE lock: every write waits while an index is built");
  own.readers_blocked_by_index = true;
  CHECK(described(own) ==
        "SHARE lock: every write waits while an index is built; queries that plan with its index wait, too");
}

TEST_CASE("a hazard says how certain it is") {
  CHECK(phrase(HazardEffect{Hazard::loses_data, Known::yes, {ObjectKind::column, {}, "users", "email"}, "the column goes"}) ==
        "loses data (email): the column goes");
  CHECK(phrase(HazardEffect{Hazard::refused_in_transaction, Known::unknown, {}, ""}) ==
        "is refused if it runs inside a transaction");
}

TEST_CASE("the schema that everybody has is not named") {
  CHECK(short_name("public.users") == "users");
  CHECK(short_name("audit.users") == "audit.users");
  CHECK(short_name("publicity") == "publicity");
}

TEST_CASE("findings are counted by severity") {
  Summary summary;
  CHECK(findings_phrase(summary).empty());
  summary.errors = 1;
  summary.warnings = 2;
  summary.notes = 3;
  CHECK(findings_phrase(summary) == "1 error, 2 warnings and 3 notes");
}
