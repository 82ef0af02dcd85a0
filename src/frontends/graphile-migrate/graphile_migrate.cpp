#include <godwit/project/frontend.h>
#include <algorithm>
#include <string>
#include <utility>

#include "frontends/text.h"

namespace godwit {
namespace {

constexpr std::string_view committed = "committed";

/// `000001.sql`, `000001-words.sql`.
bool is_committed(std::string_view name) { return !leading_digits(name).empty() && name.ends_with(".sql"); }

bool is_script(std::string_view name) { return !name.starts_with('.') && name.ends_with(".sql"); }

/// The names in a folder below, with it before them.
std::vector<std::string> below(const FolderView& folder, std::string_view name, bool (*taken)(std::string_view)) {
  std::vector<std::string> result;
  if (!folder.has_folder(name)) return result;
  for (const std::string& file : folder.list(name).files)
    if (taken(file)) result.push_back(path_in(name, file));
  std::sort(result.begin(), result.end(), numeric_aware_less);
  return result;
}

/// `--! no-transaction` is the first line of the body, behind headers such as `--! Previous: sha1:...`. Source: its
/// header.ts.
bool says_no_transaction(std::string_view text) {
  const auto is_header = [](std::string_view line) {
    constexpr std::string_view mark = "--! ";
    return line.starts_with(mark) && line.size() > mark.size() && line[mark.size()] >= 'A' && line[mark.size()] <= 'Z';
  };
  std::string_view line;
  do {
    line = frontends::trim(frontends::take_line(text));
  } while (!text.empty() && (line.empty() || is_header(line)));
  if (!line.starts_with("--!")) return false;
  constexpr std::string_view said = "no-transaction";
  const std::string_view words = frontends::trim(line.substr(3));
  return words.starts_with(said) && (words.size() == said.size() || words[said.size()] == ' ');
}

class GraphileMigrate final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "graphile-migrate"; }
  [[nodiscard]] std::string_view name() const override { return "Graphile Migrate"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    if (!folder.has_folder(committed)) return {};
    if (const std::string config = folder.find_above(".gmrc"); !config.empty())
      return {Claim::by_marker, {"`" + folder.shown(config) + "` is Graphile Migrate's"}};
    if (!folder.has_file("current.sql") && !folder.has_folder("current")) return {};
    return {Claim::by_marker,
            {"`" + folder.shown(folder.has_file("current.sql") ? "current.sql" : "current") +
             "` stands beside `committed`, as Graphile Migrate wants it"}};
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration& migration) const override {
    if (migration.transaction == TransactionMode::batch)
      return {"Graphile Migrate sends a file at once, which makes its statements one transaction",
              "give it a migration of its own"};
    return {"Graphile Migrate runs each migration in a transaction",
            "give it a migration of its own that begins with `--! no-transaction`"};
  }

  /// `committed/` by number, then the one that is still being written: `current.sql`, or the files of `current/`.
  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<std::string> names = below(folder, committed, is_committed);
    if (folder.has_file("current.sql")) names.emplace_back("current.sql");
    std::vector<std::string> current = below(folder, "current", is_script);
    std::move(current.begin(), current.end(), std::back_inserter(names));
    return read_each(names, [&](const std::string& name, std::vector<Migration>& to) {
      Migration& migration = to.emplace_back(file_migration(folder, name, *this, default_sql().id()));
      migration.version = leading_digits(name.substr(name.find('/') + 1));
      if (name.starts_with("current")) migration.version = "current";
      const BufferPtr file = file_of(migration);
      migration.transaction = file && says_no_transaction(file->text) ? TransactionMode::batch
                                                                      : TransactionMode::per_migration;
    });
  }
};

}  // namespace

const Frontend& graphile_migrate_frontend() {
  static const GraphileMigrate frontend;
  return frontend;
}

}  // namespace godwit
