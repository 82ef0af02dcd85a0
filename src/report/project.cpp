#include "report/project.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include <godwit/dialects/dialect.h>
#include <godwit/source/utf8.h>

#include "report/json_writer.h"
#include "report/paint.h"
#include "report/tokens.h"

namespace godwit {
namespace {

std::string_view dialect_of_most(const History& history) {
  std::map<std::string_view, std::size_t> counts;
  for (const Migration& migration : history.migrations)
    for (const Step& step : migration.steps) ++counts[dialect_of(step)];
  const auto most = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == counts.end() ? std::string_view() : most->first;
}

void add_unread(const Migration& migration, std::vector<SetAside>& to) {
  if (!migration.error.empty()) to.push_back({migration.path, migration.error});
  std::set<std::string_view> said;
  for (const Step& step : migration.steps) {
    const auto* unread = std::get_if<Unread>(&step);
    if (unread != nullptr && said.insert(unread->reason).second) to.push_back({migration.path, unread->reason});
    const std::string& dialect = dialect_of(step);
    if (find_dialect(dialect) == nullptr && said.insert(dialect).second)
      to.push_back({migration.path, "it is for `" + dialect + "`, which cannot be read yet"});
  }
}

ShownProject shown(const History& history) {
  ShownProject out;
  out.framework = history.frontend == nullptr ? std::string_view() : history.frontend->id();
  out.root = history.folder;
  out.dialect = dialect_of_most(history);
  out.history = &history;
  out.evidence = history.evidence;
  for (const Migration& migration : history.migrations) add_unread(migration, out.unread);
  for (const Ignored& each : history.ignored) out.ignored.push_back({each.path, each.why});
  return out;
}

ShownProject shown(const UnreadMigrations& unread) {
  ShownProject out;
  out.framework = unread.framework;
  out.root = unread.folder;
  out.evidence.push_back('`' + unread.files.front() + "` is a migration of " + unread.name + ", in code");
  for (const std::string& file : unread.files)
    out.unread.push_back({file, "godwit does not read migrations of " + unread.name + " in code yet"});
  return out;
}

/// How many characters two paths begin with in common.
std::size_t shared_length(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin()).first - a.begin());
}

void set_aside(const Ignored& each, std::vector<ShownProject>& projects) {
  const auto nearest = std::max_element(projects.begin(), projects.end(), [&](const auto& a, const auto& b) {
    return shared_length(a.root, each.path) < shared_length(b.root, each.path);
  });
  if (nearest != projects.end()) return nearest->ignored.push_back({each.path, each.why});
  ShownProject& alone = projects.emplace_back();
  alone.root = ".";
  alone.ignored.push_back({each.path, each.why});
}

void set_aside(JsonWriter& json, std::string_view key, const std::vector<SetAside>& files) {
  json.array(key, [&] {
    for (const SetAside& each : files)
      json.object([&] {
        json.member("path", each.path);
        json.member("why", each.why);
      });
  });
}

void sentences(JsonWriter& json, std::string_view key, const std::vector<std::string>& all) {
  json.array(key, [&] {
    for (const std::string& each : all) json.value(each);
  });
}

void migration(JsonWriter& json, const Migration& migration) {
  json.object([&] {
    json.member("path", migration.path);
    json.member("version", migration.version);
    json.member("direction", token(migration.direction));
    json.member("kind", words(migration.kind));
    json.member("transaction", words(migration.transaction));
  });
}

void project(JsonWriter& json, const ShownProject& project) {
  static const std::vector<std::string> none;
  json.object([&] {
    json.member("framework", project.framework);
    json.member("root", project.root);
    json.member("dialect", project.dialect);
    sentences(json, "evidence", project.evidence);
    sentences(json, "ambiguous", project.history == nullptr ? none : project.history->ambiguous);
    set_aside(json, "ignored", project.ignored);
    set_aside(json, "unread", project.unread);
    json.array("migrations", [&] {
      if (project.history == nullptr) return;
      for (const Migration& each : project.history->migrations) migration(json, each);
    });
  });
}

std::string aside_in_text(std::string_view title, const std::vector<SetAside>& files) {
  std::string out;
  for (const SetAside& each : files) out += fmt::format("  {}: {}: {}\n", title, printable(each.path), each.why);
  return out;
}

std::string in_text(const ShownProject& project, const Paint& paint) {
  std::string out = paint(Tone::strong, printable(project.root)) + '\n';
  out += fmt::format("  {}{}{}\n", project.framework.empty() ? "no framework" : project.framework,
                     project.dialect.empty() ? "" : ", for ", project.dialect);
  for (const std::string& each : project.evidence) out += fmt::format("  because {}\n", each);
  if (project.history != nullptr) {
    for (const std::string& each : project.history->ambiguous) out += fmt::format("  ambiguous: {}\n", each);
    for (const Migration& each : project.history->migrations)
      out += fmt::format("    {}{}{}  {}\n", printable(each.path), each.direction == Direction::down ? " (down)" : "",
                         each.kind == MigrationKind::versioned ? "" : fmt::format(" ({})", words(each.kind)),
                         words(each.transaction));
  }
  return out + aside_in_text("unread", project.unread) + aside_in_text("ignored", project.ignored);
}

}  // namespace

std::vector<ShownProject> shown_projects(const Discovery& discovery) {
  std::vector<ShownProject> out;
  for (const History& history : discovery.histories) out.push_back(shown(history));
  for (const UnreadMigrations& unread : discovery.unread) out.push_back(shown(unread));
  for (const Ignored& each : discovery.ignored) set_aside(each, out);
  return out;
}

ReportText project_as_json(const Discovery& discovery, const FormatOptions&) {
  JsonWriter json;
  json.array([&] {
    for (const ShownProject& each : shown_projects(discovery)) project(json, each);
  });
  return std::move(json).text();
}

ReportText project_as_text(const Discovery& discovery, const FormatOptions& options) {
  const Paint paint(options.color);
  std::string out;
  for (const ShownProject& each : shown_projects(discovery)) out += (out.empty() ? "" : "\n") + in_text(each, paint);
  if (out.empty()) out = "No migrations were found.\n";
  return {std::move(out)};
}

}  // namespace godwit
