#include <godwit/project/discovery.h>

#include "project/evidence.h"
#include "project/history_finder.h"

namespace godwit {
namespace {

Discovery standard_input(std::string text, const Frontends& frontends, const DiscoveryOptions& options) {
  Migration migration;
  migration.path = "<stdin>";
  const auto file = std::make_shared<const Buffer>(Buffer{migration.path, std::move(text)});
  migration.steps.emplace_back(verbatim_script(plain_sql, file));
  Discovery result;
  History& history = result.histories.emplace_back();
  history.folder = ".";
  history.migrations.push_back(std::move(migration));
  history.asked.push_back(true);
  settle_plain_sql(history, nullptr, options, plain_among(frontends));
  return result;
}

}  // namespace

Discovery discover(const std::vector<std::filesystem::path>& paths, const Frontends& frontends, const Files& files,
                   const DiscoveryOptions& options) {
  HistoryFinder finder(frontends, files, options);
  for (const std::filesystem::path& path : paths) finder.add(path);
  return finder.finish();
}

Discovery discover_text(std::string text, const std::filesystem::path& path, const Frontends& frontends,
                        const Files& files, const DiscoveryOptions& options) {
  if (path.empty()) return standard_input(std::move(text), frontends, options);
  OverlaidFiles overlaid(files);
  overlaid.put(path.native(), std::move(text));
  HistoryFinder finder(frontends, overlaid, options);
  finder.add_script(path);
  return finder.finish();
}

}  // namespace godwit
