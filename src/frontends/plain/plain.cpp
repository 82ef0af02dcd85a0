#include <godwit/project/frontend.h>
#include <algorithm>
#include <functional>

#include "frontends/cypher_scripts.h"
#include "frontends/plain/client.h"
#include "frontends/plain/down.h"
#include "frontends/placeholders.h"
#include "frontends/psql.h"

namespace godwit {
namespace {

bool is_migration(const FolderView& folder, std::string_view name) {
  return !name.starts_with('.') && text_of_script(folder, name) != nullptr;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether the name begins with a version, perhaps after one word: `001_a`, `V1__a`, `m0001_a`, `migration_12`.
bool is_numbered(std::string_view name) {
  std::size_t at = 0;
  while (at < name.size() && is_letter(name[at])) ++at;
  const std::string_view word = name.substr(0, at);
  if (word == "migration" && at < name.size() && (name[at] == '_' || name[at] == '-')) ++at;
  return !leading_digits(name.substr(at)).empty();
}

/// Where some files are numbered, the others (schema.sql, seeds.sql) are not steps of the history.
std::vector<std::string> steps(const FolderView& folder) {
  std::vector<std::string> names;
  std::copy_if(folder.files.begin(), folder.files.end(), std::back_inserter(names),
               [&](const std::string& name) { return is_migration(folder, name); });
  if (std::any_of(names.begin(), names.end(), is_numbered)) {
    names.erase(std::remove_if(names.begin(), names.end(), std::not_fn(is_numbered)), names.end());
  }
  std::sort(names.begin(), names.end(), numeric_aware_less);
  return names;
}

/// `1`, `010`, `v2`, `1.4.0`.
bool is_version(std::string_view name) {
  if (name.starts_with('v') || name.starts_with('V')) name.remove_prefix(1);
  return !leading_digits(name).empty() && name.find_first_not_of("0123456789._-") == std::string_view::npos;
}

/// Whether a script may be a part of a history over several folders, and not some framework's that keeps to one.
bool is_step_below(const FolderView& folder, const std::string& name) {
  const std::string_view file = last_name(name);
  if (file.starts_with('.') || !is_numbered(file) || file.find("__") != std::string_view::npos) return false;
  return text_of_script(folder, name) != nullptr;
}

bool is_some_frameworks(std::string_view head) {
  return head.find("+goose") != std::string_view::npos || head.find("iquibase formatted") != std::string_view::npos ||
         plain::down_section(head) != head.size();
}

/// The scripts of a history whose folders are numbered, in its order: `1/01_a.sql`, `2/01_b.sql`, `10/01_c.sql`. None
/// where fewer than two folders are, or where the folders are those of versions but not of one history.
std::vector<std::string> steps_below(const FolderView& folder) {
  std::vector<std::string> names;
  std::size_t folders = 0;
  for (const std::string& below : folder.folders) {
    if (!is_version(below)) continue;
    const std::size_t before = names.size();
    for (const std::string& file : folder.list(below).files)
      if (const std::string name = path_in(below, file); is_step_below(folder, name)) names.push_back(name);
    if (names.size() != before) ++folders;
  }
  if (folders < 2 || is_some_frameworks(folder.head(names.front()))) return {};
  std::sort(names.begin(), names.end(), numeric_aware_less);
  return names;
}

class Plain final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "plain"; }
  [[nodiscard]] std::string_view name() const override { return "plain scripts"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    if (const std::vector<std::string> below = steps_below(folder); !below.empty())
      return {Claim::by_names + 1, {"`" + folder.shown(below.front()) + "` stands in one of several numbered folders"}};
    const auto any = std::find_if(folder.files.begin(), folder.files.end(),
                                  [&](const std::string& name) { return is_migration(folder, name); });
    if (any == folder.files.end()) return {};
    return {Claim::fallback, {"`" + folder.shown(*any) + "` is a script, and nothing tells of a framework"}};
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    std::vector<std::string> below = steps_below(folder);
    std::vector<Migration> result = below.empty() ? scripts(folder, steps(folder)) : scripts(folder, below);
    send_with_client(result);
    for (Migration& migration : result) frontends::read_templates(migration);
    note_missing_rollbacks(result);
    return result;
  }

  [[nodiscard]] std::string_view likely_sql() const override { return default_sql().id(); }

  [[nodiscard]] std::vector<Migration> list_alone(const FolderView& folder, const std::string& name) const override {
    if (std::vector<Migration> listed = list(folder); !listed.empty()) return listed;
    const DialectText* named = text_of_file(name);
    if (named == nullptr || named == &default_sql()) return {file_migration(folder, name, *this)};
    const std::string_view other = named->shares_ending(name) ? named->other_owner(folder.head(name)) : "";
    return {file_migration(folder, name, *this, other.empty() ? named->id() : other)};
  }

 private:
  [[nodiscard]] std::vector<Migration> scripts(const FolderView& folder, const std::vector<std::string>& names) const {
    const Beside beside{plain::folder_names_down(folder.name()), names};
    return read_each(names, [&](const std::string& name, std::vector<Migration>& to) {
      if (is_cypher_name(name))
        to.push_back(cypher(folder, name, beside));
      else
        add(folder, name, beside, to);
    });
  }

  /// What all the files of a history have in common.
  struct Beside {
    bool down_folder = false;
    std::vector<std::string> names = {};
  };

  static void set_name(Migration& migration, const std::string& name, const Beside& beside) {
    migration.version = name.substr(0, name.rfind('.'));
    if (beside.down_folder || plain::goes_down(name, beside.names)) migration.direction = Direction::down;
  }

  [[nodiscard]] Migration cypher(const FolderView& folder, const std::string& name, const Beside& beside) const {
    Migration migration = cypher_migration(folder, name, *this);
    set_name(migration, name, beside);
    refuse_cypher_byte_order_mark(migration, file_of(migration), "a client that reads it as it stands");
    return migration;
  }

  /// One script with commands for cypher-shell tells who runs all of the folder.
  static void send_with_client(std::vector<Migration>& migrations) {
    const auto is_cypher = [](const Migration& m) {
      return !m.steps.empty() && dialect_of(m.steps.front()) == "cypher";
    };
    const bool client = std::any_of(migrations.begin(), migrations.end(), [&](const Migration& m) {
      return is_cypher(m) && plain::has_client_command(text_of(m.steps.front()));
    });
    for (Migration& migration : migrations)
      if (client && is_cypher(migration)) migration.transaction = TransactionMode::client;
  }

  void add(const FolderView& folder, const std::string& name, const Beside& beside,
           std::vector<Migration>& result) const {
    Migration migration = file_migration(folder, name, *this);
    set_name(migration, name, beside);
    const BufferPtr file = file_of(migration);
    if (migration.direction == Direction::down || !file) return result.push_back(std::move(migration));
    const std::uint32_t down = plain::down_section(file->text);
    Migration back = migration;
    migration.steps = {verbatim_script(plain_sql, file, 0, down)};
    frontends::run_through_psql(folder, name, migration);
    result.push_back(std::move(migration));
    if (down == file->text.size()) return;
    back.direction = Direction::down;
    back.steps = {verbatim_script(plain_sql, file, down)};
    result.push_back(std::move(back));
  }
};

}  // namespace

const Frontend& plain_frontend() {
  static const Plain frontend;
  return frontend;
}

}  // namespace godwit
