#include <godwit/frontends/frontends.h>
#include <support/catch.h>

#include <string_view>

using namespace godwit;

namespace {

RunnerTransaction of(std::string_view framework, TransactionMode mode) {
  Migration migration;
  migration.frontend = find_frontend(framework);
  migration.transaction = mode;
  return transaction_of(migration, mode);
}

bool says(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

}  // namespace

TEST_CASE("a runner tells how a statement gets out of its transaction") {
  CHECK(says(of("goose", TransactionMode::per_migration).way_out, "NO TRANSACTION"));
  CHECK(says(of("diesel", TransactionMode::per_migration).way_out, "run_in_transaction = false"));
  CHECK(says(of("diesel", TransactionMode::batch).made_by, "at once"));
  CHECK(says(of("golang-migrate", TransactionMode::batch).way_out, "a file of its own"));
  CHECK(says(of("golang-migrate", TransactionMode::per_migration).way_out, "x-multi-statement"));
}

TEST_CASE("of a runner that says nothing, or of none, what is true of any is said") {
  CHECK(says(of("plain", TransactionMode::batch).made_by, "sent at once"));
  CHECK(says(of("", TransactionMode::per_migration).made_by, "the runner opens a transaction"));
}
