#include <godwit/project/frontend.h>
#include <godwit/text/databases.h>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "frontends/drizzle/journal.h"
#include "frontends/note.h"

namespace godwit {
namespace {

constexpr std::string_view journal_name = "meta/_journal.json";

/// From 1.0 on each migration is a folder with what the schema was then, and there is no journal.
bool is_folder_of_one(const FolderView& folder, const std::string& name) {
  return !leading_digits(name).empty() && folder.holds(name + "/snapshot.json") && folder.holds(name + "/migration.sql");
}

std::string_view dialect_of_snapshot(const FolderView& folder, const std::string& name) {
  const ReadResult read = folder.read(name + "/snapshot.json");
  const nlohmann::json root = read.buffer ? nlohmann::json::parse(read.buffer->text, nullptr, false) : nlohmann::json();
  if (!root.is_object()) return {};
  const auto found = root.find("dialect");
  return found != root.end() && found->is_string() ? database_called(found->get<std::string>())
                                                   : std::string_view();
}

class Drizzle final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "drizzle"; }
  [[nodiscard]] std::string_view name() const override { return "Drizzle Kit"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    if (folder.has_folder("meta") && folder.holds(journal_name))
      return {Claim::by_marker, {"`" + folder.shown(journal_name) + "` is Drizzle's"}};
    int looks = 4;
    for (const std::string& name : folder.folders) {
      if (leading_digits(name).empty()) continue;
      if (is_folder_of_one(folder, name))
        return {Claim::by_marker, {"`" + folder.shown(name + "/snapshot.json") + "` is Drizzle's"}};
      if (--looks == 0) break;
    }
    return {};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration&) const override {
    return {"Drizzle runs all pending migrations in one transaction",
            "run it by hand before the others: Drizzle has no way out of its transaction"};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    if (!folder.holds(journal_name)) return list_folders(folder);
    const ReadResult read = folder.read(journal_name);
    const drizzle::Journal journal = read.buffer ? drizzle::read_journal(*read.buffer) : drizzle::Journal{};
    const std::string error = read.buffer ? journal.error : read.error;
    if (!error.empty()) {
      Migration failed = form("", journal_name, folder);
      failed.error = error;
      return {std::move(failed)};
    }
    std::vector<Migration> result;
    for (const drizzle::Entry& entry : journal.entries) add(folder, entry, journal, result);
    note_skipped(journal, read.buffer, result);
    return result;
  }

  [[nodiscard]] std::vector<Ignored> ignored(const FolderView& folder) const override {
    if (!folder.holds(journal_name)) return {};
    const ReadResult read = folder.read(journal_name);
    if (!read.buffer) return {};
    const drizzle::Journal journal = drizzle::read_journal(*read.buffer);
    if (!journal.error.empty()) return {};
    std::vector<Ignored> result;
    for (const std::string& name : folder.files) {
      const auto is_listed = [&](const drizzle::Entry& entry) { return entry.tag + ".sql" == name; };
      if (name.ends_with(".sql") && std::none_of(journal.entries.begin(), journal.entries.end(), is_listed))
        result.push_back({folder.shown(name), "Drizzle runs what stands in `" + folder.shown(journal_name) +
                                                  "`, and this does not"});
    }
    return result;
  }

 private:
  [[nodiscard]] Migration form(std::string version, std::string_view name, const FolderView& folder) const {
    Migration migration;
    migration.path = folder.shown(name);
    migration.version = std::move(version);
    migration.frontend = this;
    return migration;
  }

  void add(const FolderView& folder, const drizzle::Entry& entry, const drizzle::Journal& journal,
           std::vector<Migration>& result) const {
    const std::string name = entry.tag + ".sql";
    Migration& migration = result.emplace_back(
        file_migration(folder, name, *this, journal.dialect.empty() ? plain_sql : std::string_view(journal.dialect)));
    migration.version = entry.tag;
    migration.transaction = TransactionMode::one_for_all;
    if (!migration.error.empty() && !folder.holds(name))
      migration.error = "is missing, and Drizzle runs nothing as long as `" + folder.shown(journal_name) + "` names it";
    migration.reopens = true;
    frontends::refuse_unsendable(migration, "Drizzle");
    refuse_byte_order_mark(migration, file_of(migration), "Drizzle");
  }

  /// Drizzle compares each entry's time with that of the last one that the database has, as recorded.
  static void note_skipped(const drizzle::Journal& journal, const BufferPtr& file, std::vector<Migration>& migrations) {
    const drizzle::Entry* latest = nullptr;
    for (std::size_t i = 0; i < journal.entries.size(); ++i) {
      const drizzle::Entry& entry = journal.entries[i];
      if (latest != nullptr && entry.when < latest->when && !migrations[i].steps.empty())
        frontends::note(migrations[i], file, entry.place,
                        "Drizzle skips this migration in silence wherever `" + latest->tag +
                            "` has run: its `when` is the smaller one",
                        "give it a `when` above that of all entries before it");
      if (latest == nullptr || entry.when > latest->when) latest = &entry;
    }
  }

  [[nodiscard]] std::vector<Migration> list_folders(const FolderView& folder) const {
    std::vector<std::string> names;
    std::copy_if(folder.folders.begin(), folder.folders.end(), std::back_inserter(names),
                 [&](const std::string& name) { return is_folder_of_one(folder, name); });
    const std::string_view said = names.empty() ? std::string_view() : dialect_of_snapshot(folder, names.back());
    return read_each(names, [&](const std::string& name, std::vector<Migration>& to) {
      Migration& migration =
          to.emplace_back(file_migration(folder, name + "/migration.sql", *this, said.empty() ? plain_sql : said));
      migration.version = name;
      migration.transaction = TransactionMode::one_for_all;
    });
  }
};

}  // namespace

const Frontend& drizzle_frontend() {
  static const Drizzle frontend;
  return frontend;
}

}  // namespace godwit
