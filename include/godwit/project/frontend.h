#pragma once

#include <filesystem>
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

  [[nodiscard]] bool has_file(std::string_view name) const;
  [[nodiscard]] bool has_folder(std::string_view name) const;
  [[nodiscard]] std::string shown(std::string_view name) const;  ///< `shown_as` and `name` as one path
};

/// How sure a frontend is that a folder of migrations is its own. `fallback` is for plain SQL only.
enum class Claim : std::uint8_t { no, fallback, by_names, by_content, by_marker };

/// Understands one framework's migrations: whose a folder is, its history in order, what each migration runs and in
/// which transaction. Stateless.
class Frontend {
 public:
  virtual ~Frontend() = default;

  [[nodiscard]] virtual std::string_view id() const = 0;    ///< `golang-migrate`
  [[nodiscard]] virtual std::string_view name() const = 0;  ///< as its people write it

  /// Whether the migrations in this folder are of this framework. Looks at names first and opens files only when the
  /// names leave it open. `folder` is the folder that holds the history: of Diesel and Prisma the parent of the
  /// migrations' own folders.
  [[nodiscard]] virtual Claim claim(const FolderView& folder) const = 0;

  /// The whole history of the folder in the order the framework runs it, up and down migrations. A file that cannot be
  /// read is a migration with an `error`.
  [[nodiscard]] virtual std::vector<Migration> list(const FolderView& folder) const = 0;
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

}  // namespace godwit
