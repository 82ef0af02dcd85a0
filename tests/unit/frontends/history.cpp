#include "history.h"

#include <godwit/frontends/frontends.h>

#include <array>

namespace godwit::test {
namespace {

constexpr std::array<std::string_view, 6> modes{"unknown", "one-for-all",   "per-migration",
                                                "batch",   "per-statement", "client"};

}  // namespace

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
    const auto mode = static_cast<std::size_t>(migration.transaction);
    std::string line = migration.direction == Direction::down ? "-" : "";
    line += migration.path + ' ' + std::string(modes[mode]);
    if (!migration.error.empty()) line += " !" + migration.error;
    for (const Problem& problem : migration.problems) line += " !" + problem.message;
    lines.push_back(line);
  }
  return lines;
}

}  // namespace godwit::test
