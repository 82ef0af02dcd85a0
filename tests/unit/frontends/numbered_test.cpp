#include "frontends/numbered.h"

#include <godwit/project/discovery.h>

#include "history.h"
#include "support/catch.h"

using namespace godwit;
using test::Lines;
using test::script_at;

namespace {

/// As tern and dbmate have it: a number, both ways in one file, a line that says so.
constexpr frontends::NumberedRunner runner{
    .id = "numbered",
    .name = "Numbered",
    .parse = [](std::string_view file) -> std::optional<frontends::VersionedName> {
      const std::string_view digits = leading_digits(file);
      if (digits.empty() || !file.ends_with(".sql")) return std::nullopt;
      return frontends::VersionedName{std::string(digits)};
    },
    .claim = [](const FolderView& folder, const std::vector<std::string>& files) -> Claim {
      return {Claim::by_names, {folder.shown(files.front())}};
    },
    .refuses_same_version = true,
    .transaction = TransactionMode::per_migration,
    .no_transaction_mark = "-- no transaction",
    .down_mark = "-- down",
};

History found(const Files& files) {
  static const frontends::NumberedFrontend frontend(runner);
  return discover({"."}, {&frontend}, files, {}).histories.at(0);
}

}  // namespace

TEST_CASE("a row tells names, order, marks and modes") {
  MemoryFiles files;
  files.add("10_b.sql", "SELECT 10;\n  -- down: all of it\nSELECT 11;\n");
  files.add("9_a.sql", "-- no transaction\nSELECT 9; -- down\n");
  files.add("notes.txt", "no");
  const History history = found(files);
  CHECK(history.evidence.front() == "10_b.sql");
  REQUIRE(history.migrations.size() == 3);
  CHECK(history.migrations[0].version == "9");
  CHECK(history.migrations[0].transaction == TransactionMode::per_statement);
  CHECK(history.migrations[1].transaction == TransactionMode::per_migration);
  CHECK(script_at(history.migrations[1]).text == "SELECT 10;\n");
  CHECK(history.migrations[2].direction == Direction::down);
  CHECK(script_at(history.migrations[2]).text == "  -- down: all of it\nSELECT 11;\n");
  const Migration& up = history.migrations[1];
  CHECK(transaction_of(up, up.transaction).made_by == "the runner opens a transaction for the migration");
}

TEST_CASE("of a row that refuses two files of one version the second is refused") {
  MemoryFiles files;
  files.add("1_a.sql", "SELECT 1;");
  files.add("01_b.sql", "SELECT 2;");
  const History history = found(files);
  REQUIRE(history.migrations.size() == 2);
  CHECK(history.migrations[1].problems.at(0).message.starts_with("numbered refuses to run anything: `01_b.sql`"));
}
