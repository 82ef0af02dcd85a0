#include <godwit/project/frontend.h>
#include <algorithm>

namespace godwit {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

Script verbatim_script(const BufferPtr& file, std::uint32_t begin, std::uint32_t end) {
  const std::string_view all = file->text;
  if (begin == 0 && all.starts_with(byte_order_mark)) begin = static_cast<std::uint32_t>(byte_order_mark.size());
  end = std::min(end, static_cast<std::uint32_t>(all.size()));
  begin = std::min(begin, end);

  Script script;
  script.file = file;
  script.text = all.substr(begin, end - begin);
  // A map without segments is the identity: nothing to look up for most files.
  if (begin != 0) script.map.add({{0, end - begin}, {begin, end}, Origin::verbatim});
  return script;
}

Migration file_migration(const FolderView& folder, std::string_view name, const Frontend& frontend) {
  Migration migration;
  migration.path = folder.shown(name);
  migration.framework = frontend.id();
  ReadResult read = folder.read(name);
  if (read.buffer) {
    migration.scripts.push_back(verbatim_script(read.buffer));
  } else {
    migration.error = std::move(read.error);
  }
  return migration;
}

void refuse_byte_order_mark(Migration& migration, const BufferPtr& file, std::string_view runner) {
  if (!file || !file->text.starts_with(byte_order_mark)) return;
  migration.problems.push_back({file,
                                {0, static_cast<std::uint32_t>(byte_order_mark.size())},
                                std::string(runner) + " fails at the byte order mark that this file begins with: save "
                                                      "the file without it"});
}

const Frontend* find_frontend(std::string_view id) {
  const auto& all = all_frontends();
  const auto found = std::find_if(all.begin(), all.end(), [&](const Frontend* f) { return f->id() == id; });
  return found == all.end() ? nullptr : *found;
}

}  // namespace godwit
