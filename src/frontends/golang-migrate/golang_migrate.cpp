#include <godwit/project/frontend.h>
#include <algorithm>
#include <array>
#include <optional>

#include "frontends/cypher_scripts.h"
#include "frontends/golang-migrate/neo4j.h"
#include "frontends/golang-migrate/url.h"
#include "frontends/note.h"
#include "frontends/numbered.h"
#include "frontends/placeholders.h"

namespace godwit {
namespace {

constexpr std::string_view id = "golang-migrate";

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
  for (const std::string& above : folder.upward()) {
    if (folder.holds(path_in(above, "go.mod"))) return false;
    if (folder.holds(path_in(above, "Cargo.toml"))) return true;
  }
  return false;
}

std::optional<frontends::VersionedName> version_of(std::string_view name) {
  const auto parsed = parse(name);
  if (!parsed) return std::nullopt;
  return frontends::VersionedName{std::string(parsed->version), parsed->direction};
}

/// The runner takes any ending; what is neither SQL nor Cypher is for another database's driver.
std::string_view dialect(const FolderView& folder, const std::string& name) {
  if (is_cypher_file(folder, name)) return "cypher";
  const std::string_view ending = parse(name)->ending;
  return ending == "sql" || ending == "txt" ? plain_sql : std::string_view();
}

Claim claim(const FolderView& folder, const std::vector<std::string>& files) {
  const std::string* sql = nullptr;
  const std::string* cypher = nullptr;
  for (const std::string& name : files) {
    const auto parsed = parse(name);
    const bool up = parsed->direction == Direction::up;
    if (up && cypher == nullptr && is_cypher_file(folder, name)) cypher = &name;
    if (parsed->ending != "sql") continue;
    if (is_pop(parsed->title)) return {};
    if (up && sql == nullptr) sql = &name;
  }
  if (cypher == nullptr && (sql == nullptr || in_rust_project(folder))) return {};
  const std::string& name = cypher != nullptr ? *cypher : *sql;
  return {Claim::by_names, {"`" + folder.shown(name) + "` is called as golang-migrate wants it"}};
}

RunnerTransaction words(TransactionMode mode) {
  if (mode == TransactionMode::per_migration)
    return {"golang-migrate opens a transaction for each file that it calls with x-multi-statement=true",
            "call it without x-multi-statement=true, with one statement a file"};
  return {"golang-migrate sends all statements of a file at once, which makes them one transaction",
          "give it a file of its own"};
}

/// With x-multi-statement=true every `;` ends a statement, in quotes and comments as well (as read in its source), and
/// what stands between two of them is sent by itself.
void split_at_semicolons(Migration& migration) {
  migration.transaction = TransactionMode::per_statement;
  const BufferPtr file = file_of(migration);
  const std::string_view text = file->text;
  for (std::size_t at = 0; at < text.size();) {
    const Token token = default_sql().token(text, at);
    const std::size_t cut = token.kind == Token::Kind::symbol ? token.end : text.find(';', at);
    if (cut < token.end)
      return frontends::note(migration, file, {static_cast<std::uint32_t>(cut), static_cast<std::uint32_t>(cut + 1)},
                             "golang-migrate ends a statement at this `;` as well: with x-multi-statement=true it looks "
                             "neither at quotes nor at comments",
                             "write the text without `;`, or call it without x-multi-statement=true");
    at = token.end;
  }
}

const golang_migrate::Database sql_databases{{"postgres", "pgx", "cockroach", "migrate"},
                                             {"postgres://", "postgresql://", "pgx://", "pgx4://", "pgx5://"}};

void read_sql(const FolderView& folder, std::vector<Migration>& migrations) {
  const auto is_sql = [](const Migration& each) { return !each.steps.empty() && !golang_migrate::is_cypher(each); };
  if (std::none_of(migrations.begin(), migrations.end(), is_sql)) return;
  if (!golang_migrate::multi_statement(folder, sql_databases).value_or(false)) return;
  for (Migration& migration : migrations)
    if (is_sql(migration)) split_at_semicolons(migration);
}

void finish(const FolderView& folder, std::vector<Migration>& migrations) {
  read_sql(folder, migrations);
  for (Migration& migration : migrations)
    // Whoever embeds the runner may lay templates over its files: Go's own, as Supabase's and Ory's servers do.
    if (!golang_migrate::is_cypher(migration)) {
      frontends::refuse_unsendable(migration, id);
      frontends::read_templates(migration);
    }
  for (Migration& migration : migrations)
    if (!golang_migrate::is_cypher(migration)) refuse_byte_order_mark(migration, file_of(migration), id);
  golang_migrate::read_neo4j(folder, migrations, id);
}

constexpr frontends::NumberedRunner runner{
    .id = id,
    .name = "golang-migrate",
    .parse = version_of,
    .claim = claim,
    .dialect = dialect,
    .refuses_same_version = true,
    .transaction = TransactionMode::batch,
    .words = words,
    .finish = finish,
};

}  // namespace

const Frontend& golang_migrate_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
