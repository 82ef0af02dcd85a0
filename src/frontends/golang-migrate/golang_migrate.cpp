#include <godwit/project/cypher_scripts.h>
#include <godwit/project/frontend.h>
#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

#include "frontends/golang-migrate/neo4j.h"

namespace godwit {
namespace {

struct FileName {
  std::string_view version, title, ending;
  Direction direction = Direction::up;
};

/// `^([0-9]+)_(.*)\.(down|up)\.(.*)$`, as the runner has it: greedy, so the last `.up.` or `.down.` counts. Measured:
/// `7.up.sql`, `12-d.up.sql`, `5_u.UP.SQL` and hidden files are passed over in silence.
std::optional<FileName> parse(std::string_view name) {
  const std::string_view version = leading_digits(name);
  if (version.empty() || name.size() == version.size() || name[version.size()] != '_') return std::nullopt;
  const std::size_t up = name.rfind(".up.");
  const std::size_t down = name.rfind(".down.");
  if (up == std::string_view::npos && down == std::string_view::npos) return std::nullopt;
  const bool is_up = down == std::string_view::npos || (up != std::string_view::npos && up > down);
  const std::size_t dot = is_up ? up : down;
  const std::size_t ending = dot + (is_up ? 4U : 6U);
  if (dot < version.size() + 1) return std::nullopt;
  return FileName{version, name.substr(version.size() + 1, dot - version.size() - 1), name.substr(ending),
                  is_up ? Direction::up : Direction::down};
}

/// Ory's and Buffalo's pop names its files so, too, once a database or with its own transaction mark.
bool is_pop(std::string_view title) {
  constexpr std::array<std::string_view, 6> marks{".autocommit", ".cockroach", ".mysql",
                                                  ".postgres",   ".sqlite",    ".sqlite3"};
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) { return title.ends_with(mark); });
}

/// sqlx for Rust has reversible migrations under the same names, and runs them in a transaction: the nearest project
/// file tells whose they are.
bool in_rust_project(const FolderView& folder) {
  std::error_code unreadable;
  for (const std::filesystem::path& above : folder.upward()) {
    if (std::filesystem::exists(above / "go.mod", unreadable)) return false;
    if (std::filesystem::exists(above / "Cargo.toml", unreadable)) return true;
  }
  return false;
}

class GolangMigrate final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "golang-migrate"; }
  [[nodiscard]] std::string_view name() const override { return "golang-migrate"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    bool any = false;
    bool any_cypher = false;
    for (const std::string& name : folder.files) {
      const auto parsed = parse(name);
      if (!parsed) continue;
      if (is_cypher_file(folder, name)) any_cypher = any_cypher || parsed->direction == Direction::up;
      if (parsed->ending != "sql") continue;
      if (is_pop(parsed->title)) return Claim::no;
      any = any || parsed->direction == Direction::up;
    }
    return any_cypher || (any && !in_rust_project(folder)) ? Claim::by_names : Claim::no;
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration& migration) const override {
    if (migration.transaction == TransactionMode::per_migration)
      return {"golang-migrate opens a transaction for each file that it calls with x-multi-statement=true",
              "call it without x-multi-statement=true, with one statement a file"};
    return {"golang-migrate sends all statements of a file at once, which makes them one transaction",
            "give it a file of its own"};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<Migration> result = read_each(folder.files, [&](const std::string& name, std::vector<Migration>& to) {
      const auto parsed = parse(name);
      if (!parsed) return;
      const bool neo4j = is_cypher_file(folder, name);
      // The runner takes any ending; what is neither is for another database's driver.
      if (!neo4j && parsed->ending != "sql" && parsed->ending != "txt") return;
      Migration& migration =
          to.emplace_back(neo4j ? cypher_migration(folder, name, *this) : file_migration(folder, name, *this));
      migration.version = parsed->version;
      migration.direction = parsed->direction;
      migration.transaction = TransactionMode::batch;
      if (!neo4j && !migration.scripts.empty()) {
        refuse_byte_order_mark(migration, migration.scripts.front().file, id());
      }
    });
    golang_migrate::read_neo4j(folder, result, id());
    sort_by_number(result);
    refuse_same_version(result, id());
    return result;
  }
};

}  // namespace

const Frontend& golang_migrate_frontend() {
  static const GolangMigrate frontend;
  return frontend;
}

}  // namespace godwit
