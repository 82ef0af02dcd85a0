#include <godwit/project/discovery.h>

#include "project/history_finder.h"
#include "project/said_dialect.h"

namespace godwit {
namespace {

Discovery standard_input(std::string text, const DiscoveryOptions& options) {
  Migration migration;
  migration.path = "<stdin>";
  migration.scripts.push_back(verbatim_script(std::make_shared<const Buffer>(Buffer{migration.path, std::move(text)})));
  if (const std::string_view said = said_dialect(options, migration.path); !said.empty())
    migration.scripts.back().dialect = said;
  Discovery result;
  History& history = result.histories.emplace_back();
  history.folder = ".";
  history.migrations.push_back(std::move(migration));
  history.asked.push_back(true);
  return result;
}

}  // namespace

Discovery discover(const std::vector<std::filesystem::path>& paths, const DiscoveryOptions& options) {
  HistoryFinder finder(options);
  for (const std::filesystem::path& path : paths) finder.add(path);
  return finder.finish();
}

Discovery discover_text(std::string text, const std::filesystem::path& path, const DiscoveryOptions& options) {
  if (path.empty()) return standard_input(std::move(text), options);
  HistoryFinder finder(options);
  finder.add_draft(std::move(text), path);
  return finder.finish();
}

}  // namespace godwit
