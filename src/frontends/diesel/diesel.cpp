#include <godwit/project/frontend.h>
#include <godwit/project/sql_text.h>
#include <algorithm>
#include <filesystem>
#include <tuple>

#include "frontends/diesel/metadata.h"

namespace godwit {
namespace {

/// What stands before the first `_`, without `-`: `2024-01-31-120000_add_users` is 20240131120000.
std::string version_of(std::string_view folder) {
  std::string version(folder.substr(0, folder.find('_')));
  version.erase(std::remove(version.begin(), version.end(), '-'), version.end());
  return version;
}

bool has_diesel_toml(const FolderView& folder) {
  const auto above = folder.upward();
  return std::any_of(above.begin(), above.end(), [](const std::filesystem::path& at) {
    std::error_code unreadable;
    return std::filesystem::exists(at / "diesel.toml", unreadable);
  });
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
      if (folder.holds(name + "/up.sql")) return has_diesel_toml(folder) ? Claim::by_marker : Claim::by_names;
      if (--looks == 0) break;
    }
    return Claim::no;
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<Migration> result;
    for (const std::string& name : folder.folders) {
      if (!name.starts_with('.')) add(folder, name, result);
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Migration& a, const Migration& b) { return a.version < b.version; });
    return result;
  }

 private:
  void add(const FolderView& folder, const std::string& name, std::vector<Migration>& result) const {
    const bool has_up = folder.holds(name + "/up.sql");
    const bool has_down = folder.holds(name + "/down.sql");
    diesel::Metadata metadata;
    if (folder.holds(name + "/metadata.toml")) {
      if (const ReadResult file = folder.read(name + "/metadata.toml"); file.buffer) {
        metadata = diesel::read_metadata(file.buffer);
      }
    }
    const TransactionMode mode = metadata.transaction ? TransactionMode::per_migration : TransactionMode::batch;
    if (has_up) {
      Migration& up = result.emplace_back(one(folder, name, "up.sql", mode));
      up.problems.insert(up.problems.end(), metadata.problems.begin(), metadata.problems.end());
      refuse_empty(up);
    }
    if (!has_down) return;
    Migration& down = result.emplace_back(one(folder, name, "down.sql", mode));
    down.direction = Direction::down;
    if (!has_up && !down.scripts.empty()) {
      down.problems.push_back({down.scripts.front().file,
                               {0, 0},
                               "Diesel refuses to run anything while `" + folder.shown(name) + "` has no up.sql"});
    }
  }

  [[nodiscard]] Migration one(const FolderView& folder, const std::string& name, std::string_view file,
                              TransactionMode mode) const {
    Migration migration = file_migration(folder, (name + '/').append(file), *this);
    migration.version = version_of(name);
    migration.transaction = mode;
    if (!migration.scripts.empty()) refuse_byte_order_mark(migration, migration.scripts.front().file, this->name());
    return migration;
  }

  static void refuse_empty(Migration& up) {
    if (up.scripts.empty() || has_statement(up.scripts.front().text)) return;
    up.problems.push_back(
        {up.scripts.front().file,
         {0, 0},
         "Diesel stops at a migration without a statement: write `SELECT 1;` if it shall do nothing"});
  }
};

}  // namespace

const Frontend& diesel_frontend() {
  static const Diesel frontend;
  return frontend;
}

}  // namespace godwit
