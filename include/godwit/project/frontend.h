#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/project/migration.h>
#include <godwit/source/files.h>
#include <godwit/text/dialect_text.h>

namespace godwit {

/// A folder as frontends see it: the names in it, read once. Entries are sorted by name, bytewise. Names may lead into
/// folders below (`2014_x/up.sql`) or begin with `/`.
struct FolderView {
  const Files* access = nullptr;           ///< what everything in it is read with
  std::string path;                        ///< for `access`
  std::string shown_as;                    ///< the path as reports print it, without a trailing `/`; empty for `.`
  std::vector<std::string> files;
  std::vector<std::string> folders;
  std::string here;        ///< where in it the working directory is (`2014_x`); empty if it is not below this folder

  [[nodiscard]] bool has_file(std::string_view name) const;
  [[nodiscard]] bool has_folder(std::string_view name) const;
  [[nodiscard]] std::string shown(std::string_view name) const;  ///< `shown_as` and `name` as one path
  [[nodiscard]] std::string name() const;                        ///< the folder's own

  /// Whether a file of this name is there.
  [[nodiscard]] bool holds(std::string_view name) const;
  /// The whole file, shown as `shown(name)`. Frontends read migrations with this and nothing else.
  [[nodiscard]] ReadResult read(std::string_view name) const;
  /// The first 4 KiB of a file, to see whose it is; empty if it cannot be read.
  [[nodiscard]] std::string head(std::string_view name) const;
  /// The names in another folder, of a project that keeps its migrations in several.
  [[nodiscard]] Listing list(std::string_view name) const;
  /// This folder and those above it as absolute paths, nearest first, up to the root of the repository (at most eight):
  /// where a project keeps what tells its framework (`package.json`, `Cargo.toml`).
  [[nodiscard]] std::vector<std::string> upward() const;
  /// The nearest file of this name in one of those, as an absolute path; empty if there is none.
  [[nodiscard]] std::string find_above(std::string_view name) const;
};

/// How sure a frontend is that migrations are its own, and why. Scores between those that have a name are allowed.
struct Claim {
  int score = 0;                       ///< zero: they are not its own
  /// Sentences for people, without a full stop, with the file that gave it away: `` `diesel.toml` stands above ``.
  std::vector<std::string> evidence = {};

  static constexpr int fallback = 10;    ///< nothing speaks for it. For plain scripts only
  static constexpr int by_names = 40;    ///< names of files and folders
  static constexpr int by_content = 60;  ///< an annotation in the migrations
  static constexpr int by_marker = 90;   ///< a file that only this framework has
};

/// The dialect of a script in SQL, as long as nothing tells whose: the discovery finds out, by names of folders, or
/// takes `Frontend::likely_sql`.
constexpr std::string_view plain_sql = "sql";

/// A file that the framework has and does not run as a migration.
struct Ignored {
  std::string path;  ///< as reports print it
  std::string why;   ///< a clause: `Sqitch runs it to verify, after the change`
};

/// Understands one framework's migrations: whose a folder is, its history in order, what each migration runs and in
/// which transaction. Stateless.
class Frontend {
 public:
  virtual ~Frontend() = default;

  [[nodiscard]] virtual std::string_view id() const = 0;    ///< `golang-migrate`
  [[nodiscard]] virtual std::string_view name() const = 0;  ///< as its people write it

  /// Whether this folder holds a history of this framework: of Diesel and Prisma it is the parent of the migrations'
  /// own folders, of a framework whose projects are one history (several folders of migrations) the project's. The
  /// highest score gets the folder; of two that are equal the one whose `list` has more migrations, then the one whose
  /// id comes first. Asked once a folder. Looks at names first and opens files only when the names leave it open.
  [[nodiscard]] virtual Claim claim(const FolderView& folder) const = 0;

  /// The whole history of the folder in the order the framework runs it, up and down migrations, those too that stand
  /// in folders below. A file that cannot be read is a migration with an `error`.
  [[nodiscard]] virtual std::vector<Migration> list(const FolderView& folder) const = 0;

  /// Files beside the history that are no migrations and look like some: scripts that verify, those that a squash left.
  [[nodiscard]] virtual std::vector<Ignored> ignored(const FolderView& folder) const;

  /// Of a migration that is not sent statement by statement. Without an override, what is true of any runner.
  [[nodiscard]] virtual RunnerTransaction transaction_of(const Migration& migration) const;

  // For plain scripts only: a script that no history has, and the dialect of `plain_sql` of which nothing tells more.
  [[nodiscard]] virtual std::vector<Migration> list_alone(const FolderView& folder, const std::string& name) const;
  [[nodiscard]] virtual std::string_view likely_sql() const { return {}; }
};

using Frontends = std::vector<const Frontend*>;
[[nodiscard]] const Frontend* find_frontend(const Frontends& among, std::string_view id);

// ------------------------------------------------------------------------------------------- for frontends to share

/// A script that is a stretch of a file as it stands. `end` may be past the end of the file. A byte order mark at the
/// start of the file is left out of the text.
[[nodiscard]] Script verbatim_script(std::string_view dialect, const BufferPtr& file, std::uint32_t begin = 0,
                                     std::uint32_t end = UINT32_MAX);

/// The script of a migration that is one; null if it is not.
[[nodiscard]] Script* only_script(Migration& migration);
[[nodiscard]] const Script* only_script(const Migration& migration);

/// Orders names as people do: runs of digits by their number, the rest bytewise.
[[nodiscard]] bool numeric_aware_less(std::string_view a, std::string_view b);

/// The digits a name begins with; empty if it does not.
[[nodiscard]] std::string_view leading_digits(std::string_view name);

/// Orders runs of digits by their number: `9` before `010`, and `1` and `01` are equal.
[[nodiscard]] bool number_less(std::string_view a, std::string_view b);

/// Sorts by version, then up before down, then by path.
void sort_by_version(std::vector<Migration>& migrations, bool (*sooner)(std::string_view a, std::string_view b));
/// The same with versions that are numbers.
void sort_by_number(std::vector<Migration>& migrations);

/// For sorted migrations: notes a problem at each one that has the version of another, where the runner (`goose`) then
/// runs nothing at all.
void refuse_same_version(std::vector<Migration>& sorted, std::string_view runner);

/// For sorted migrations whose versions are whole numbers: notes a problem at the first one before which a version is
/// missing, where the runner goes no further than that. The first is to have the version `first`.
void refuse_gap(std::vector<Migration>& sorted, std::string_view first, std::string_view runner);

/// The dialect that a file is taken to be in: that of its name's ending, unless its text is another database's. Null if
/// it is none's. Opens it only where its name leaves that open.
[[nodiscard]] const DialectText* text_of_script(const FolderView& folder, std::string_view name);

/// What `add` gives for each of the names, in their order. Some are read side by side: `add` must not keep anything.
[[nodiscard]] std::vector<Migration> read_each(
    const std::vector<std::string>& names,
    const std::function<void(const std::string& name, std::vector<Migration>& result)>& add);

/// A migration that is one file sent as it stands; one with an `error` if the file cannot be read.
[[nodiscard]] Migration file_migration(const FolderView& folder, std::string_view name, const Frontend& frontend,
                                       std::string_view dialect = plain_sql);

/// Notes a problem at the start of a file that begins with a byte order mark, at which the runner (`Diesel`) fails.
void refuse_byte_order_mark(Migration& migration, const BufferPtr& file, std::string_view runner);

}  // namespace godwit
