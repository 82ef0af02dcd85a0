#include <string>

#include "frontends/numbered.h"
#include "frontends/text.h"

namespace godwit {
namespace {

using frontends::Mark;
using frontends::VersionedName;

/// Measured on 9.0: `.SQL` runs, hidden files and those in folders below do not. `1_a.down.sql` is a migration like any
/// other.
std::optional<VersionedName> parse(std::string_view file) {
  const std::string_view version = leading_digits(file);
  if (version.empty() || !lower(file).ends_with(".sql")) return std::nullopt;
  return VersionedName{std::string(version)};
}

/// `-- Up Migration`, `--- DOWN  MIGRATION`: measured.
std::optional<Mark> mark(std::string_view line) {
  line = frontends::trim(line);
  if (!line.starts_with("--")) return std::nullopt;
  line.remove_prefix(std::min(line.find_first_not_of("- \t"), line.size()));
  const std::string words = lower(line.substr(0, 40));
  const bool up = words.starts_with("up");
  if (!up && !words.starts_with("down")) return std::nullopt;
  const std::string_view rest = std::string_view(words).substr(up ? 2 : 4);
  if (rest.empty() || rest.front() != ' ' || !frontends::trim(rest).starts_with("migration")) return std::nullopt;
  return Mark{up ? Direction::up : Direction::down};
}

Claim claim(const FolderView& folder, const std::vector<std::string>&) {
  const std::string package = folder.find_above("package.json");
  const ReadResult read = package.empty() ? ReadResult{} : folder.read(package);
  if (!read.buffer || read.buffer->text.find("\"node-pg-migrate\"") == std::string::npos) return {};
  return {Claim::by_names + 5, {"`" + folder.shown(package) + "` names node-pg-migrate"}};
}

RunnerTransaction words(TransactionMode) {
  return {"node-pg-migrate runs all pending migrations in one transaction, and sends a file at once",
          "write it as a migration in JavaScript that calls `pgm.noTransaction()`: one in SQL cannot run it"};
}

constexpr frontends::NumberedRunner runner{
    .id = "node-pg-migrate",
    .name = "node-pg-migrate",
    .parse = parse,
    .claim = claim,
    .transaction = TransactionMode::one_for_all,
    .mark = mark,
    .words = words,
};

}  // namespace

const Frontend& node_pg_migrate_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
