#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "frontends/cypher_scripts.h"
#include "frontends/numbered.h"

namespace godwit {
namespace {

using frontends::VersionedName;

/// `V1_2__any words.cypher`, as morpheus 4 has it: other than neo4j-migrations it takes any words. The version, with
/// `.` between its numbers.
std::optional<VersionedName> parse(std::string_view name) {
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
  if (version.empty()) return std::nullopt;
  return VersionedName{std::move(version)};
}

/// Words as `morpheus create` writes them, `create-sensors`, at which neo4j-migrations passes a file over.
bool has_dash(std::string_view name) { return name.find('-') != std::string_view::npos; }

/// What `morpheus init` writes, now and before, or the package in a project's list; empty if there is neither.
std::string marker_around(const FolderView& folder) {
  for (const std::string_view name : {"morpheus.json", ".morpheus.json"})
    if (std::string file = folder.find_above(name); !file.empty()) return file;
  for (const std::string& above : folder.upward()) {
    std::string file = path_in(above, "package.json");
    const ReadResult package = folder.read(file);
    if (package.buffer && package.buffer->text.find("\"morpheus4j\"") != std::string::npos) return file;
  }
  return {};
}

Claim claim(const FolderView& folder, const std::vector<std::string>& files) {
  if (const std::string marker = marker_around(folder); !marker.empty())
    return {Claim::by_marker, {"`" + folder.shown(marker) + "` names Morpheus"}};
  if (!std::all_of(files.begin(), files.end(), has_dash)) return {};
  return {Claim::by_names, {"`" + folder.shown(files.front()) + "` is called as Morpheus calls a new migration"}};
}

void note_hazards(const FolderView&, std::vector<Migration>& migrations) {
  for (Migration& migration : migrations) {
    const BufferPtr file = file_of(migration);
    if (!file) continue;
    // A byte order mark is a blank to it, which it trims away.
    note_splitter_hazards(
        migration, file,
        {"Morpheus", "at a `;` that ends its line, and only there", "put a line break directly behind this `;`",
         pieces_at_line_ends(file->text, without_byte_order_mark(file->text))});
  }
}

RunnerTransaction words(TransactionMode) {
  return {"Morpheus opens a transaction for each migration",
          "run this statement with cypher-shell: Morpheus has no migrations without a transaction"};
}

constexpr frontends::NumberedRunner runner{
    .id = "morpheus",
    .name = "Morpheus",
    .parse = parse,
    .claim = claim,
    .dialect = [](const FolderView&, const std::string&) -> std::string_view { return "cypher"; },
    .sooner = dotted_less,
    .transaction = TransactionMode::per_migration,
    .words = words,
    .finish = note_hazards,
};

}  // namespace

const Frontend& morpheus_frontend() {
  static const frontends::NumberedFrontend frontend(runner);
  return frontend;
}

}  // namespace godwit
