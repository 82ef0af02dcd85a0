#include <fmt/format.h>
#include <godwit/engine/session.h>
#include <godwit/frontends/frontends.h>
#include <godwit/source/line_index.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

/// Lints a project and compares what is found with its expected.json; `--write` makes that file of what is found.
namespace godwit {
namespace {

using Json = nlohmann::ordered_json;

constexpr auto expected_name = "expected.json";

std::uint32_t line_of(const FilePlace& place) { return LineIndex(place.file->text).place(place.span.begin).line; }

Json findings_of(const Report& report) {
  Json all = Json::array();
  for (const Finding& finding : report.findings) {
    if (finding.suppression) continue;
    all.push_back({{"rule", finding.rule}, {"path", finding.place.file->path}, {"line", line_of(finding.place)}});
  }
  return all;
}

Json migrations_of(const Report& report) {
  Json all = Json::array();
  for (const ReportedMigration& migration : report.migrations) {
    if (migration.direction == Direction::down) continue;
    all.push_back(
        {{"path", migration.path}, {"framework", migration.framework}, {"transaction", words(migration.transaction)}});
  }
  return all;
}

/// The working directory is the project: the folder that a user would stand in.
Json lint() {
  const ConfigResult config = find_config(".");
  Json found;
  for (const Problem& error : config.errors) found["errors"].push_back(error.message);
  const Discovery discovery = discover({"."}, all_frontends(), disk_files(),
                                       {config.config.excluded, config.config.framework, config.config.base});
  const Report report = Session(config.config).run(discovery);
  for (const Problem& failure : report.failures) found["errors"].push_back(failure.place.file->path + ": " + failure.message);
  found["migrations"] = migrations_of(report);
  found["findings"] = findings_of(report);
  return found;
}

/// One entry a line, so that a change reads well.
std::string pretty(const Json& found) {
  std::string text = "{";
  for (const auto& [key, entries] : found.items()) {
    text += fmt::format("{}\n  \"{}\": [", text.size() > 1 ? "," : "", key);
    for (std::size_t i = 0; i < entries.size(); ++i) text += (i == 0 ? "\n    " : ",\n    ") + entries[i].dump();
    text += entries.empty() ? "]" : "\n  ]";
  }
  return text + "\n}\n";
}

void print_missing(const Json& in, const Json& from, const char* words) {
  for (const auto& [key, entries] : in.items())
    for (const Json& entry : entries)
      if (!from.contains(key) || std::find(from[key].begin(), from[key].end(), entry) == from[key].end())
        fmt::print("{}: {}\n", words, entry.dump());
}

int compare(const Json& found) {
  const Json expected = Json::parse(std::ifstream(expected_name), nullptr, false);
  if (expected == found) return 0;
  print_missing(expected, found, "expected and not found");
  print_missing(found, expected, "found and not expected");
  fmt::print("the order or the number differs, if nothing else does; found:\n{}", pretty(found));
  return 1;
}

}  // namespace
}  // namespace godwit

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  if (words.empty()) {
    std::fputs("run_project FOLDER [--write]\n", stderr);
    return 2;
  }
  std::filesystem::current_path(words[0]);
  const auto found = godwit::lint();
  if (words.back() != "--write") return godwit::compare(found);
  std::ofstream(godwit::expected_name) << godwit::pretty(found);
  return 0;
}
