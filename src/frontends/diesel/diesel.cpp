#include <godwit/project/frontend.h>
#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <optional>
#include <utility>

#include "frontends/diesel/metadata.h"
#include "frontends/note.h"

namespace godwit {
namespace {

/// What stands before the first `_`, without `-`: `2024-01-31-120000_add_users` is 20240131120000.
std::string version_of(std::string_view folder) {
  std::string version(folder.substr(0, folder.find('_')));
  version.erase(std::remove(version.begin(), version.end(), '-'), version.end());
  return version;
}

Claim claim_by(const FolderView& folder, const std::string& up) {
  Claim claim{Claim::by_names, {"`" + folder.shown(up) + "` is called as Diesel wants it"}};
  const std::string marker = folder.find_above("diesel.toml");
  return marker.empty() ? claim : Claim{Claim::by_marker, {"`" + folder.shown(marker) + "` is Diesel's"}};
}

class Diesel final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "diesel"; }
  [[nodiscard]] std::string_view name() const override { return "Diesel"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    // A few are enough: this looks into every folder of the project that has numbered folders in it.
    int looks = 4;
    for (const std::string& name : folder.folders) {
      if (leading_digits(name).empty()) continue;
      if (folder.holds(name + "/up.sql")) return claim_by(folder, name + "/up.sql");
      if (--looks == 0) break;
    }
    return {};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration& migration) const override {
    if (migration.transaction == TransactionMode::batch)
      return {
          "without a transaction of its own Diesel sends all statements of a migration at once, which makes them one",
          "give it a migration of its own"};
    return {"Diesel runs each migration in a transaction",
            "give it a migration of its own with a metadata.toml that says `run_in_transaction = false`"};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<Migration> result = read_each(folder.folders, [&](const std::string& name, std::vector<Migration>& to) {
      if (!name.starts_with('.')) add(folder, name, to);
    });
    std::stable_sort(result.begin(), result.end(),
                     [](const Migration& a, const Migration& b) { return a.version < b.version; });
    return result;
  }

 private:
  void add(const FolderView& folder, const std::string& name, std::vector<Migration>& result) const {
    std::optional<Migration> up = one(folder, name, "up.sql");
    std::optional<Migration> down = one(folder, name, "down.sql");
    if (up && folder.holds(name + "/metadata.toml")) add_metadata(folder.read(name + "/metadata.toml"), *up);
    if (up) {
      refuse_empty(*up);
      const bool alone = up->transaction == TransactionMode::batch;
      frontends::refuse_unsendable(*up, "Diesel", {.survives_commit = alone});
    }
    if (down) {
      down->direction = Direction::down;
      if (up) down->transaction = up->transaction;
      if (!up) refuse_lone(folder.shown(name), *down);
    }
    const Listing inside = up || down ? Listing() : folder.list(name);
    if (!inside.files.empty() || !inside.folders.empty()) result.push_back(without_up(folder, name));
    if (up) result.push_back(std::move(*up));
    if (down) result.push_back(std::move(*down));
  }

  /// Nothing if there is no such file.
  [[nodiscard]] std::optional<Migration> one(const FolderView& folder, const std::string& name,
                                             std::string_view file) const {
    const std::string path = (name + '/').append(file);
    Migration migration = file_migration(folder, path, *this);
    if (migration.steps.empty() && !folder.holds(path)) return std::nullopt;
    migration.version = version_of(name);
    migration.transaction = TransactionMode::per_migration;
    migration.reopens = true;
    refuse_byte_order_mark(migration, file_of(migration), "Diesel");
    return migration;
  }

  static void add_metadata(const ReadResult& file, Migration& up) {
    if (!file.buffer) return;
    diesel::Metadata metadata = diesel::read_metadata(file.buffer);
    if (!metadata.transaction) up.transaction = TransactionMode::batch;
    std::move(metadata.problems.begin(), metadata.problems.end(), std::back_inserter(up.problems));
  }

  [[nodiscard]] Migration without_up(const FolderView& folder, const std::string& name) const {
    Migration migration;
    migration.path = folder.shown(name + "/up.sql");
    migration.version = version_of(name);
    migration.frontend = this;
    migration.error = "is missing, and Diesel refuses to run anything while a folder of migrations lacks it";
    return migration;
  }

  static void refuse_lone(const std::string& folder, Migration& down) {
    if (down.steps.empty()) return;
    Problem& problem = down.problems.emplace_back();
    problem.place = {file_of(down), {0, 0}};
    problem.message = "Diesel refuses to run anything while `" + folder + "` has no up.sql";
  }

  static void refuse_empty(Migration& up) {
    const Script* script = only_script(up);
    if (script == nullptr || has_statement(default_sql(), script->text)) return;
    Problem& problem = up.problems.emplace_back();
    problem.place = {script->file, {0, 0}};
    problem.message = "Diesel stops at a migration without a statement: write `SELECT 1;` if it shall do nothing";
  }
};

}  // namespace

const Frontend& diesel_frontend() {
  static const Diesel frontend;
  return frontend;
}

}  // namespace godwit
