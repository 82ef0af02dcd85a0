#include "frontends/note.h"

#include <godwit/project/frontend.h>
#include <algorithm>
#include <utility>

namespace godwit::frontends {

void note(Migration& migration, const BufferPtr& file, Span place, std::string message, std::string help) {
  Problem& problem = migration.problems.emplace_back();
  problem.place = {file, place};
  problem.message = std::move(message);
  problem.help = std::move(help);
}

void note_same_version(std::vector<Migration>& sorted, std::string_view runner) {
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Migration& before = sorted[i - 1];
    Migration& migration = sorted[i];
    const bool same = before.direction == migration.direction && before.path != migration.path &&
                      !number_less(before.version, migration.version);
    if (!same || migration.version.empty() || migration.steps.empty()) continue;
    note(migration, file_of(migration), {0, 0},
         std::string(runner) + " fails to record it after it has run, for `" + before.path + "` has version " +
             before.version + ", too",
         "give one of the two another version");
  }
}

Span line_at(std::string_view text, std::size_t at) {
  const std::size_t begin = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
  const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace godwit::frontends
