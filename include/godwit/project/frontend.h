#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/project/migration.h>

namespace godwit {

/// A folder as frontends see it: the names in it, read once. Entries are sorted by name, bytewise.
struct FolderView {
  std::filesystem::path path;
  std::string shown_as;                    ///< the path as reports print it, without a trailing `/`; empty for `.`
  std::vector<std::string> files;
  std::vector<std::string> folders;
  std::string here;        ///< where in it the working directory is (`2014_x`); empty if it is not below this folder
  BufferPtr draft;         ///< a file whose text an editor holds: stands in for the one on disk, or is not there yet
  std::string draft_name;  ///< its name in this folder: `7_a.sql`, `2014_x/up.sql`

  [[nodiscard]] bool has_file(std::string_view name) const;
  [[nodiscard]] bool has_folder(std::string_view name) const;
  [[nodiscard]] std::string shown(std::string_view name) const;  ///< `shown_as` and `name` as one path

  /// Whether a file of this name is there; `name` may lead into folders below (`2014_x/up.sql`).
  [[nodiscard]] bool holds(std::string_view name) const;
  /// The whole file, shown as `shown(name)`. Frontends read migrations with this and nothing else.
  [[nodiscard]] ReadResult read(std::string_view name) const;
  /// The first 4 KiB of a file, to see whose it is; empty if it cannot be read.
  [[nodiscard]] std::string head(std::string_view name) const;
  /// This folder and those above it, nearest first, up to the root of the repository (at most eight): where a
  /// project keeps what tells its framework (`package.json`, `Cargo.toml`).
  [[nodiscard]] std::vector<std::filesystem::path> upward() const;
};

/// How sure a frontend is that a folder of migrations is its own. `fallback` is for plain scripts only.
enum class Claim : std::uint8_t { no, fallback, by_names, by_content, by_marker };

/// Understands one framework's migrations: whose a folder is, its history in order, what each migration runs and in
/// which transaction. Stateless.
class Frontend {
 public:
  virtual ~Frontend() = default;

  [[nodiscard]] virtual std::string_view id() const = 0;    ///< `golang-migrate`
  [[nodiscard]] virtual std::string_view name() const = 0;  ///< as its people write it

  /// Whether the migrations in this folder are of this framework. The strongest claim gets the folder; of two that are
  /// equally strong the one whose `list` has more migrations, then the one whose id comes first. Looks at names first and opens files only when the
  /// names leave it open. `folder` is the folder that holds the history: of Diesel and Prisma the parent of the
  /// migrations' own folders.
  [[nodiscard]] virtual Claim claim(const FolderView& folder) const = 0;

  /// The whole history of the folder in the order the framework runs it, up and down migrations. A file that cannot be
  /// read is a migration with an `error`.
  [[nodiscard]] virtual std::vector<Migration> list(const FolderView& folder) const = 0;

  /// Of a migration that is not sent statement by statement. Without an override, what is true of any runner.
  [[nodiscard]] virtual RunnerTransaction transaction_of(const Migration& migration) const;
};

/// Every frontend that is built in; one a folder of src/frontends (the table is generated from the folders).
[[nodiscard]] const std::vector<const Frontend*>& all_frontends();
[[nodiscard]] const Frontend* find_frontend(std::string_view id);

// ------------------------------------------------------------------------------------------- for frontends to share

/// A script that is a stretch of a file as it stands. `end` may be past the end of the file. A byte order mark at the
/// start of the file is left out of the text.
[[nodiscard]] Script verbatim_script(const BufferPtr& file, std::uint32_t begin = 0, std::uint32_t end = UINT32_MAX);

/// Orders names as people do: runs of digits by their number, the rest bytewise.
[[nodiscard]] bool numeric_aware_less(std::string_view a, std::string_view b);

/// The digits a name begins with; empty if it does not.
[[nodiscard]] std::string_view leading_digits(std::string_view name);

/// Orders runs of digits by their number: `9` before `010`, and `1` and `01` are equal.
[[nodiscard]] bool number_less(std::string_view a, std::string_view b);

/// Sorts by version as a number, then up before down, then by path.
void sort_by_number(std::vector<Migration>& migrations);

/// For sorted migrations: notes a problem at each one that has the version of another, where the runner (`goose`) then
/// runs nothing at all.
void refuse_same_version(std::vector<Migration>& sorted, std::string_view runner);

/// Whether a name ends in `.sql`, in any case.
[[nodiscard]] bool is_sql_name(std::string_view name);

/// What `add` gives for each of the names, in their order. Some are read side by side: `add` must not keep anything.
[[nodiscard]] std::vector<Migration> read_each(
    const std::vector<std::string>& names,
    const std::function<void(const std::string& name, std::vector<Migration>& result)>& add);

/// A migration that is one file sent as it stands; one with an `error` if the file cannot be read.
[[nodiscard]] Migration file_migration(const FolderView& folder, std::string_view name, const Frontend& frontend);

/// Notes a problem at the start of a file that begins with a byte order mark, at which the runner (`Diesel`) fails.
void refuse_byte_order_mark(Migration& migration, const BufferPtr& file, std::string_view runner);

}  // namespace godwit
