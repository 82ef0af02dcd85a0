#include <godwit/project/cypher_scripts.h>
#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace godwit {
namespace {

/// `V1_2__any words.cypher`, as morpheus 4 has it: other than neo4j-migrations it takes any words. The version, with
/// `.` between its numbers.
std::optional<std::string> version_of(std::string_view name) {
  if (!name.starts_with('V') || !name.ends_with(".cypher")) return std::nullopt;
  name = name.substr(1, name.size() - 8);
  const std::size_t end = name.find("__");
  if (end == std::string_view::npos || end + 2 == name.size()) return std::nullopt;
  std::string version(name.substr(0, end));
  const char separator = version.find('_') == std::string::npos ? '.' : '_';
  std::size_t at = 0;
  for (; at < version.size(); ++at) {
    const std::size_t digits = leading_digits(std::string_view(version).substr(at)).size();
    at += digits;
    if (digits == 0 || (at < version.size() && version[at] != separator) || at + 1 == version.size())
      return std::nullopt;
    if (at < version.size()) version[at] = '.';
  }
  return version.empty() ? std::nullopt : std::optional(version);
}

/// Words as `morpheus create` writes them, `create-sensors`, at which neo4j-migrations passes a file over.
bool has_dash(std::string_view name) { return name.find('-') != std::string_view::npos; }

/// What `morpheus init` writes, now and before, or the package in a project's list.
bool in_morpheus_project(const FolderView& folder) {
  constexpr std::array<std::string_view, 2> settings{"morpheus.json", ".morpheus.json"};
  for (const std::filesystem::path& above : folder.upward()) {
    std::error_code unreadable;
    for (const std::string_view name : settings)
      if (std::filesystem::exists(above / name, unreadable)) return true;
    const ReadResult package = read_buffer(above / "package.json", {});
    if (package.buffer && package.buffer->text.find("\"morpheus4j\"") != std::string::npos) return true;
  }
  return false;
}

class Morpheus final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "morpheus"; }
  [[nodiscard]] std::string_view name() const override { return "Morpheus"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    std::vector<std::string_view> names;
    for (const std::string& name : folder.files)
      if (version_of(name)) names.push_back(name);
    if (names.empty()) return Claim::no;
    if (in_morpheus_project(folder)) return Claim::by_marker;
    return std::all_of(names.begin(), names.end(), has_dash) ? Claim::by_names : Claim::no;
  }

  [[nodiscard]] RunnerTransaction transaction_of(const Migration&) const override {
    return {"Morpheus opens a transaction for each migration",
            "run this statement with cypher-shell: Morpheus has no migrations without a transaction"};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<Migration> result;
    for (const std::string& name : folder.files) {
      std::optional<std::string> version = version_of(name);
      if (!version) continue;
      Migration& migration = result.emplace_back(cypher_migration(folder, name, *this));
      migration.version = std::move(*version);
      migration.transaction = TransactionMode::per_migration;
      if (migration.scripts.empty()) continue;
      const BufferPtr file = migration.scripts.front().file;
      // A byte order mark is a blank to it, which it trims away.
      note_splitter_hazards(
          migration, file,
          {"Morpheus", "at a `;` that ends its line, and only there", "put a line break directly behind this `;`",
           pieces_at_line_ends(file->text, without_byte_order_mark(file->text))});
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Migration& a, const Migration& b) { return dotted_less(a.version, b.version); });
    return result;
  }
};

}  // namespace

const Frontend& morpheus_frontend() {
  static const Morpheus frontend;
  return frontend;
}

}  // namespace godwit
