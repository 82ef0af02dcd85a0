#include "history.h"

#include <godwit/frontends/frontends.h>

namespace godwit::test {
History Migrations::find(std::string_view folder) const {
  Discovery discovery = discover({path() / folder}, all_frontends(), disk_files(), {});
  if (discovery.histories.empty()) return {};
  History history = std::move(discovery.histories.front());
  const std::string prefix = path().native() + '/';
  for (Migration& migration : history.migrations) {
    if (migration.path.starts_with(prefix)) migration.path.erase(0, prefix.size());
  }
  return history;
}

std::vector<std::string> Migrations::said(std::string_view folder) const {
  std::vector<std::string> lines;
  for (const Migration& migration : find(folder).migrations) {
    std::string line = migration.direction == Direction::down ? "-" : "";
    line += migration.path + ' ' + std::string(words(migration.transaction));
    if (!migration.error.empty()) line += " !" + migration.error;
    for (const Problem& problem : migration.problems) line += " !" + problem.message;
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> Migrations::problems(std::string_view folder) const {
  std::vector<std::string> lines;
  for (const Migration& migration : find(folder).migrations)
    for (const Problem& problem : migration.problems) lines.push_back(problem.message);
  return lines;
}

}  // namespace godwit::test
