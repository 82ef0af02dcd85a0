#include <string>

#include "frontends/numbered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;
using frontends::VersionedName;

/// Any `.sql`, hidden ones too; `.SQL` and folders below are passed over. Measured on 1.8.
std::optional<VersionedName> parse(std::string_view file) {
  if (!file.ends_with(".sql")) return std::nullopt;
  const std::string_view number = leading_digits(file);
  return VersionedName{std::string(number.empty() ? file.substr(0, file.size() - 4) : number)};
}

/// Those with a number by it, the others behind them by their names.
bool sooner(std::string_view a, std::string_view b) {
  const bool a_counts = !leading_digits(a).empty();
  const bool b_counts = !leading_digits(b).empty();
  if (a_counts != b_counts) return a_counts;
  return a_counts ? number_less(a, b) : a < b;
}

/// `-- +migrate Up notransaction`, in the first column and in just these letters: measured on 1.8.
std::optional<Mark> mark(std::string_view line) {
  constexpr std::string_view prefix = "-- +migrate ";
  if (!line.starts_with(prefix)) return std::nullopt;
  const std::string words = ' ' + std::string(frontends::trim(line.substr(prefix.size()))) + ' ';
  const bool transaction = words.find(" notransaction ") == std::string::npos;
  if (words.starts_with(" Up ")) return Mark{Direction::up, transaction};
  if (words.starts_with(" Down ")) return Mark{Direction::down, transaction};
  return std::nullopt;
}

RunnerTransaction words(TransactionMode) {
  return {"sql-migrate runs each migration in a transaction",
          "give it a migration of its own that says `-- +migrate Up notransaction`"};
}

constexpr frontends::NumberedRunner runner{
    .id = "sql-migrate",
    .name = "sql-migrate",
    .parse = parse,
    .sooner = sooner,
    .transaction = TransactionMode::per_migration,
    .mark = mark,
    .words = words,
};

}  // namespace

const Frontend& sql_migrate_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
