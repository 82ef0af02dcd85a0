#include <string>

#include "frontends/numbered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;
using frontends::VersionedName;

/// `20240131120000_words.sql`, as its manual has it; `bootstrap.sql` is no migration.
std::optional<VersionedName> parse(std::string_view file) {
  const std::string_view version = leading_digits(file);
  if (version.empty() || !file.ends_with(".sql") || file.substr(version.size(), 1) != "_") return std::nullopt;
  return VersionedName{std::string(version)};
}

std::optional<Mark> mark(std::string_view line) {
  std::string_view words = frontends::trim(line);
  if (!words.starts_with("--")) return std::nullopt;
  words = frontends::trim(words.substr(2));
  if (!words.starts_with("//")) return std::nullopt;
  if (frontends::trim(words.substr(2)) != "@UNDO") return std::nullopt;
  return Mark{Direction::down};
}

RunnerTransaction words(TransactionMode) {
  return {"MyBatis Migrations commits once a script, unless `auto_commit=true` stands in the environment's properties",
          "give it a script of its own, and run that in an environment with `auto_commit=true`"};
}

constexpr frontends::NumberedRunner runner{
    .id = "mybatis",
    .name = "MyBatis Migrations",
    .parse = parse,
    .transaction = TransactionMode::per_migration,
    .mark = mark,
    .words = words,
};

}  // namespace

const Frontend& mybatis_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
