#include <godwit/project/frontend.h>
#include <toml++/toml.h>
#include <algorithm>
#include <array>

#include "frontends/prisma/version.h"

namespace godwit {
namespace {

constexpr std::string_view lock_name = "migration_lock.toml";

/// The provider that migration_lock.toml names, as the dialect its SQL is in.
std::string_view language_of(const FolderView& folder) {
  struct Provider {
    std::string_view name, dialect;
  };
  static constexpr std::array<Provider, 6> providers{{{"postgresql", "postgres"},
                                                      {"mysql", "mysql"},
                                                      {"sqlite", "sqlite"},
                                                      {"sqlserver", "mssql"},
                                                      {"cockroachdb", "cockroach"},
                                                      {"mongodb", "mongodb"}}};
  std::string provider;
  try {
    provider = toml::parse(folder.head(lock_name))["provider"].value_or(std::string());
  } catch (const toml::parse_error&) {
    provider.clear();
  }
  const auto* found =
      std::find_if(providers.begin(), providers.end(), [&](const Provider& other) { return other.name == provider; });
  return found == providers.end() ? plain_sql : found->dialect;
}

/// Up to 7.4 the engine hands a whole file to the server as one simple query, as recorded from 6.19. Where no version
/// can be found, too: what was recorded stands above what was only read.
TransactionMode mode_of(const FolderView& folder) {
  const auto version = prisma::find_version(folder);
  return version && prisma::sends_one_by_one(*version) ? TransactionMode::per_statement : TransactionMode::batch;
}

class Prisma final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "prisma"; }
  [[nodiscard]] std::string_view name() const override { return "Prisma Migrate"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    if (folder.has_file(lock_name))
      return {Claim::by_marker, {"`" + folder.shown(lock_name) + "` is Prisma's"}};
    int looks = 4;
    for (const std::string& name : folder.folders) {
      if (leading_digits(name).empty()) continue;
      // Drizzle's newer layout differs from Prisma's only in this file.
      if (folder.holds(name + "/snapshot.json")) return {};
      const std::string file = name + "/migration.sql";
      if (folder.holds(file))
        return {Claim::by_names, {"`" + folder.shown(file) + "` is called as Prisma wants it"}};
      if (--looks == 0) break;
    }
    return {};
  }

  // Folders run in the order of their bytes, hidden ones too.
  [[nodiscard]] RunnerTransaction transaction_of(const Migration&) const override {
    return {"Prisma sends all statements of a migration at once, which makes them one transaction",
            "give it a migration of its own"};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    const std::string_view language = language_of(folder);
    const TransactionMode mode = mode_of(folder);
    return read_each(folder.folders, [&](const std::string& name, std::vector<Migration>& to) {
      Migration& migration = to.emplace_back(file_migration(folder, name + "/migration.sql", *this, language));
      migration.version = name;
      migration.transaction = mode;
      if (!migration.error.empty() && !folder.holds(name + "/migration.sql")) {
        migration.error = "is missing, and Prisma stops at a folder of migrations without it (P3015)";
      }
    });
  }
};

}  // namespace

const Frontend& prisma_frontend() {
  static const Prisma frontend;
  return frontend;
}

}  // namespace godwit
