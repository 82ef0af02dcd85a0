#include "cli/analysis.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <godwit/frontends/frontends.h>

#include <godwit/engine/root.h>
#include <godwit/source/line_index.h>

#include "cli/terminal.h"

namespace godwit::cli {
namespace {

namespace fs = std::filesystem;

/// Paths that one configuration governs.
struct Group {
  ConfigResult config;
  std::vector<fs::path> paths;
};

fs::path folder_of(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return path;
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

std::vector<Group> grouped(const AnalysisOptions& options, const std::vector<fs::path>& paths) {
  if (!options.config.empty()) return {{read_config(options.config), paths}};
  std::vector<Group> groups;
  std::map<fs::path, std::size_t> by_config;
  for (const fs::path& path : paths) {
    ConfigResult config = find_config(folder_of(path));
    const auto [entry, added] = by_config.try_emplace(config.path, groups.size());
    if (added) groups.push_back({std::move(config), {}});
    groups[entry->second].paths.push_back(path);
  }
  return groups;
}

/// The command line stands above the file.
Config overridden(Config config, const AnalysisOptions& options) {
  config.selected = options.selected;
  config.ignored = options.ignored;
  config.asked_servers = options.servers;
  config.asked_dialect = options.dialect;
  config.allow_empty = options.allow_empty;
  return config;
}

/// With its place in front.
std::string placed(const Problem& problem) {
  const Place start = LineIndex(problem.place.file->text).place(problem.place.span.begin);
  const std::string& path = problem.place.file->path;
  return has_span(problem) ? fmt::format("{}:{}:{}: {}", path, start.line, start.column, problem.message)
                           : fmt::format("{}: {}", path, problem.message);
}

/// Says once of each rule that is named by an id it had once what it is called now, and where such a name stands.
class FormerIds {
 public:
  void of_command_line(const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns)
      if (const std::string now = former_id_note(pattern); !now.empty()) say(now, now);
  }
  void of_configuration(const ConfigResult& config) {
    for (const Problem& note : config.notes) say(note.message, placed(note));
  }
  void of_comments(const Report& report) {
    for (const FormerId& each : report.former_ids) {
      const std::string now = former_id_note(each.written);
      say(now, fmt::format("{}: {}", each.path, now));
    }
  }

 private:
  void say(const std::string& once, const std::string& message) {
    if (said_.insert(once).second) remark(message);
  }
  std::set<std::string> said_;
};

Discovery discovered(const AnalysisOptions& options, const Config& config, const std::vector<fs::path>& paths) {
  const DiscoveryOptions how = config.discovery_options();
  if (!reads_standard_input(options)) return discover(paths, all_frontends(), disk_files(), how);
  std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  if (text.size() > INT32_MAX) {
    Discovery nothing;
    nothing.errors.push_back(unreadable("standard input", "2 GiB or larger"));
    return nothing;
  }
  const fs::path path = options.stdin_filename.empty() ? fs::path() : paths.front();
  return discover_text(std::move(text), path, all_frontends(), disk_files(), how);
}

fs::path shared_start(const fs::path& one, const fs::path& other) {
  fs::path shared;
  const auto end = std::mismatch(one.begin(), one.end(), other.begin(), other.end()).first;
  for (auto part = one.begin(); part != end; ++part) shared /= *part;
  return shared;
}

/// The folder that holds all that was asked for, as its root tells it; empty where nothing says what the root is.
std::string scope(const std::vector<fs::path>& paths) {
  std::optional<fs::path> shared;
  for (const fs::path& path : paths) {
    const fs::path folder = folder_of(path);
    const Root root = path.empty() ? Root() : Root(folder);
    const fs::path name = root.assumed() ? "" : root.inside(folder.native());
    shared = shared ? shared_start(*shared, name) : name;
  }
  return shared ? shared->generic_string() : "";
}

std::vector<fs::path> asked_paths(const AnalysisOptions& options) {
  if (reads_standard_input(options)) return {options.stdin_filename};
  return {options.paths.begin(), options.paths.end()};
}

}  // namespace

bool reads_standard_input(const AnalysisOptions& options) {
  return std::find(options.paths.begin(), options.paths.end(), "-") != options.paths.end();
}

const Report& analyse(const AnalysisOptions& options, RunOptions run) {
  Progress progress;
  run.progress = [&progress](std::size_t done, std::size_t all) { progress.show(done, all); };
  const std::vector<fs::path> paths = asked_paths(options);
  static Report& out = *new Report;
  FormerIds former_ids;
  former_ids.of_command_line(options.selected);
  former_ids.of_command_line(options.ignored);
  for (const Group& group : grouped(options, paths)) {
    for (const Problem& error : group.config.errors) add_failure(error, out);
    former_ids.of_configuration(group.config);
    const Config config = overridden(group.config.config, options);
    append(out, Session(config).run(discovered(options, config, group.paths), run));
  }
  former_ids.of_comments(out);
  for (const Problem& failure : out.failures) complain(placed(failure));
  return out;
}

namespace {

template <class T>
void move_behind(std::vector<T>& to, std::vector<T>& from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

}  // namespace

Found find(const AnalysisOptions& options) {
  Found out;
  for (const Group& group : grouped(options, asked_paths(options))) {
    for (const Problem& error : group.config.errors) complain(placed(error));
    const Config config = overridden(group.config.config, options);
    Discovery part = discovered(options, config, group.paths);
    for (const Problem& error : part.errors) complain(placed(error));
    out.failed = out.failed || !group.config.errors.empty() || !part.errors.empty();
    for (History& history : part.histories)
      for (Migration& migration : history.migrations)
        migration.transaction = config.transaction_for(migration.path).value_or(migration.transaction);
    move_behind(out.discovery.histories, part.histories);
    move_behind(out.discovery.unread, part.unread);
    move_behind(out.discovery.ignored, part.ignored);
  }
  return out;
}

FormatOptions format_options(const AnalysisOptions& options) {
  FormatOptions out;
  out.color = colored_output(options.color, !options.output.empty());
  out.width = output_width();
  out.version = GODWIT_VERSION;
  out.rules = &all_rules();
  out.partial = !options.selected.empty();
  out.scope = scope(asked_paths(options));
  return out;
}

bool write(const AnalysisOptions& options, const ReportText& text) {
  if (options.output.empty()) {
    bool written = true;
    for (const std::string& piece : text)
      written = written && std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size();
    written = written && std::fflush(stdout) == 0;
    if (!written) complain("cannot write to standard output");
    return written;
  }
  std::ofstream file(options.output, std::ios::binary);
  for (const std::string& piece : text) file.write(piece.data(), static_cast<std::streamsize>(piece.size()));
  file.close();
  if (!file) complain(fmt::format("{}: cannot be written", options.output));
  return !file.fail();
}

}  // namespace godwit::cli
