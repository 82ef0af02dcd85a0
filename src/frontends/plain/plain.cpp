#include <godwit/project/frontend.h>
#include <algorithm>
#include <functional>

#include "frontends/plain/down.h"

namespace godwit {
namespace {

bool is_migration_name(std::string_view name) { return is_sql_name(name) && !name.starts_with('.'); }

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
  std::copy_if(folder.files.begin(), folder.files.end(), std::back_inserter(names), is_migration_name);
  if (std::any_of(names.begin(), names.end(), is_numbered)) {
    names.erase(std::remove_if(names.begin(), names.end(), std::not_fn(is_numbered)), names.end());
  }
  std::sort(names.begin(), names.end(), numeric_aware_less);
  return names;
}

class Plain final : public Frontend {
 public:
  [[nodiscard]] std::string_view id() const override { return "plain"; }
  [[nodiscard]] std::string_view name() const override { return "plain SQL"; }

  [[nodiscard]] Claim claim(const FolderView& folder) const override {
    return std::any_of(folder.files.begin(), folder.files.end(), is_migration_name) ? Claim::fallback : Claim::no;
  }

  [[nodiscard]] std::vector<Migration> list(const FolderView& folder) const override {
    const bool down_folder = plain::folder_names_down(folder.path.filename().native());
    return read_each(steps(folder),
                     [&](const std::string& name, std::vector<Migration>& to) { add(folder, name, down_folder, to); });
  }

 private:
  void add(const FolderView& folder, const std::string& name, bool down_folder, std::vector<Migration>& result) const {
    Migration migration = file_migration(folder, name, *this);
    migration.version = name.substr(0, name.rfind('.'));
    if (down_folder || plain::names_down(name)) migration.direction = Direction::down;
    if (migration.direction == Direction::down || migration.scripts.empty()) {
      result.push_back(std::move(migration));
      return;
    }
    const BufferPtr file = migration.scripts.front().file;
    const std::uint32_t down = plain::down_section(file->text);
    Migration back = migration;
    migration.scripts = {verbatim_script(file, 0, down)};
    result.push_back(std::move(migration));
    if (down == file->text.size()) return;
    back.direction = Direction::down;
    back.scripts = {verbatim_script(file, down)};
    result.push_back(std::move(back));
  }
};

}  // namespace

const Frontend& plain_frontend() {
  static const Plain frontend;
  return frontend;
}

}  // namespace godwit
