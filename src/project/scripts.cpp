#include <godwit/project/frontend.h>
#include <godwit/source/side_by_side.h>
#include <godwit/text/dialect_text.h>
#include <algorithm>
#include <iterator>

namespace godwit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

Script verbatim_script(std::string_view dialect, const BufferPtr& file, std::uint32_t begin, std::uint32_t end) {
  const std::string_view all = file->text;
  if (begin == 0 && all.starts_with(byte_order_mark)) begin = static_cast<std::uint32_t>(byte_order_mark.size());
  end = std::min(end, static_cast<std::uint32_t>(all.size()));
  begin = std::min(begin, end);

  Script script(dialect);
  script.file = file;
  script.text = all.substr(begin, end - begin);
  // A map without segments is the identity: nothing to look up for most files.
  if (begin != 0) script.map.add({{0, end - begin}, {begin, end}, Origin::verbatim});
  return script;
}

Script* only_script(Migration& migration) {
  return migration.steps.size() == 1 ? std::get_if<Script>(&migration.steps.front()) : nullptr;
}

const Script* only_script(const Migration& migration) {
  return migration.steps.size() == 1 ? std::get_if<Script>(&migration.steps.front()) : nullptr;
}

Migration file_migration(const FolderView& folder, std::string_view name, const Frontend& frontend,
                         std::string_view dialect) {
  Migration migration;
  migration.path = folder.shown(name);
  migration.frontend = &frontend;
  ReadResult read = folder.read(name);
  if (read.buffer) {
    migration.steps.emplace_back(verbatim_script(dialect, read.buffer));
  } else {
    migration.error = std::move(read.error);
  }
  return migration;
}

const DialectText* text_of_script(const FolderView& folder, std::string_view name) {
  const DialectText* named = text_of_file(name);
  if (!named || !named->shares_ending(name)) return named;
  return named->other_owner(folder.head(name)).empty() ? named : nullptr;
}

std::vector<Migration> read_each(
    const std::vector<std::string>& names,
    const std::function<void(const std::string& name, std::vector<Migration>& result)>& add) {
  constexpr std::size_t at_once = 32;
  std::vector<std::vector<Migration>> parts((names.size() + at_once - 1) / at_once);
  side_by_side(parts.size(), [&](std::size_t part) {
    const std::size_t end = std::min((part + 1) * at_once, names.size());
    for (std::size_t i = part * at_once; i < end; ++i) add(names[i], parts[part]);
  });
  std::vector<Migration> result;
  for (std::vector<Migration>& part : parts) std::move(part.begin(), part.end(), std::back_inserter(result));
  return result;
}

void refuse_byte_order_mark(Migration& migration, const BufferPtr& file, std::string_view runner) {
  if (!file || !file->text.starts_with(byte_order_mark)) return;
  Problem& problem = migration.problems.emplace_back();
  problem.place = {file, {0, static_cast<std::uint32_t>(byte_order_mark.size())}};
  problem.message =
      std::string(runner) + " fails at the byte order mark that this file begins with: save the file without it";
}

const Frontend* find_frontend(const Frontends& among, std::string_view id) {
  const auto found = std::find_if(among.begin(), among.end(), [&](const Frontend* f) { return f->id() == id; });
  return found == among.end() ? nullptr : *found;
}

std::vector<Ignored> Frontend::ignored(const FolderView&) const { return {}; }

std::vector<Migration> Frontend::list_alone(const FolderView&, const std::string&) const { return {}; }

}  // namespace godwit
