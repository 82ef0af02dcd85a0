#include <godwit/project/frontend.h>
#include <array>
#include <string>
#include <utility>

namespace godwit {
namespace {

/// The number a migration's folder begins with, before `_`; empty if it is none.
std::string_view version_of(std::string_view folder) {
  const std::string_view version = leading_digits(folder);
  return folder.size() > version.size() && folder[version.size()] == '_' ? version : std::string_view();
}

/// The project's `config.yaml`: beside `migrations/`, in which a database may have a folder of its own.
std::string configuration_of(const FolderView& folder) {
  constexpr std::array<std::string_view, 3> says{"metadata_directory", "migrations_directory", "endpoint:"};
  int left = 3;
  for (const std::string& above : folder.upward()) {
    std::string file = path_in(above, "config.yaml");
    if (left-- == 0) break;
    if (!folder.holds(file)) continue;
    const std::string head = folder.head(file);
    for (const std::string_view word : says)
      if (head.find(word) != std::string::npos) return file;
  }
  return {};
}

class Hasura final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "hasura"; }
  [[nodiscard]] std::string_view name() const override { return "Hasura"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    // A few are enough: this looks into every folder of the project that has numbered folders in it.
    int looks = 4;
    for (const std::string& name : folder.folders) {
      if (version_of(name).empty()) continue;
      if (!folder.holds(name + "/up.sql")) {
        if (--looks == 0) break;
        continue;
      }
      const std::string config = configuration_of(folder);
      // It stands nearer than what tells of Diesel somewhere above.
      if (!config.empty()) return {Claim::by_marker + 5, {"`" + folder.shown(config) + "` is Hasura's"}};
      break;
    }
    return {};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration&) const override {
    return {"Hasura runs each migration in a transaction",
            "run it by hand, and mark the migration as applied with `hasura migrate apply --skip-execution`"};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<Migration> result = read_each(folder.folders, [&](const std::string& name, std::vector<Migration>& to) {
      if (version_of(name).empty()) return;
      add(folder, name, Direction::up, to);
      add(folder, name, Direction::down, to);
    });
    sort_by_number(result);
    refuse_same_version(result, name());
    return result;
  }

 private:
  void add(const FolderView& folder, const std::string& name, Direction direction,
           std::vector<Migration>& result) const {
    const std::string file = name + (direction == Direction::up ? "/up.sql" : "/down.sql");
    Migration migration = file_migration(folder, file, *this);
    if (migration.steps.empty() && !folder.holds(file)) return;
    migration.version = version_of(name);
    migration.direction = direction;
    migration.transaction = TransactionMode::per_migration;
    result.push_back(std::move(migration));
  }
};

}  // namespace

const Frontend& hasura_frontend() {
  static const Hasura frontend;
  return frontend;
}

}  // namespace godwit
