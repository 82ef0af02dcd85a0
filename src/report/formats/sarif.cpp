// SARIF 2.1.0 as GitHub's code scanning reads it. Optional properties without a value are left out: it does not count
// an empty string as a value.

#include <algorithm>
#include <filesystem>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <godwit/report/format.h>

#include "report/markdown.h"
#include "report/places.h"
#include "report/prose.h"

namespace godwit {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::size_t longest_description = 1024;

std::string_view level(Severity severity) { return severity == Severity::off ? "none" : words(severity); }

std::string_view problem_severity(Severity severity) {
  return severity == Severity::error || severity == Severity::warning ? words(severity) : "recommendation";
}

/// A sentence as a title: first letter upper case, full stop.
std::string sentence(std::string text) {
  if (text.empty()) return text;
  if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text.back() == '.' ? text : text + ".";
}

/// Cut behind the last sentence that fits.
std::string described(std::string text) {
  if (text.size() <= longest_description) return text;
  const std::size_t end = text.rfind(". ", longest_description - 1);
  return text.substr(0, end == std::string::npos ? text.rfind(' ', longest_description - 1) : end + 1);
}

std::string percent_encoded(std::string_view path) {
  constexpr std::string_view allowed =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";
  std::string out;
  for (const char byte : path) {
    if (allowed.find(byte) != std::string_view::npos)
      out += byte;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
  }
  return out;
}

class Log {
 public:
  Log(const Report& report, const FormatOptions& options) : report_(report), options_(options) { number_rules(); }

  [[nodiscard]] Json run();

 private:
  void number_rules();
  [[nodiscard]] Json driver() const;
  [[nodiscard]] Json artifact(std::string_view path) const;
  [[nodiscard]] Json region(const FilePlace& place);
  [[nodiscard]] Json location(const FilePlace& place);
  [[nodiscard]] Json result(const Finding& finding);
  [[nodiscard]] Json related(const Finding& finding);
  [[nodiscard]] Json fix(const Help& help);
  [[nodiscard]] Json notifications() const;

  const Report& report_;
  const FormatOptions& options_;
  Places places_;
  std::map<std::string_view, std::size_t> rule_numbers_;
};

Json text(std::string_view words) { return {{"text", words}}; }

Json described_rule(const RulePage& page) {
  const std::string about = first_paragraph(page.page);
  Json rule{{"id", page.id},
            {"name", page.name},
            {"shortDescription", text(page.summary)},
            {"fullDescription", text(about.empty() ? std::string(page.summary) : described(about))}};
  const std::string help = rendered(page.page, Paint(false), 100);
  rule["help"] = text(help.empty() ? page.summary : help);
  rule["help"]["markdown"] = page.page.empty() ? page.summary : page.page;
  if (page.severity == Severity::off)
    rule["defaultConfiguration"] = {{"enabled", false}};
  else
    rule["defaultConfiguration"] = {{"level", level(page.severity)}};
  rule["properties"] = {{"tags", {page.category, page.dialect, "migration"}},
                        {"precision", "high"},
                        {"problem.severity", problem_severity(page.severity)}};
  return rule;
}

void Log::number_rules() {
  if (!options_.rules) return;
  for (const RulePage& page : *options_.rules) rule_numbers_.try_emplace(page.id, rule_numbers_.size());
}

Json Log::driver() const {
  Json driver{{"name", "godwit"}};
  if (!options_.version.empty()) {
    driver["version"] = options_.version;
    driver["semanticVersion"] = options_.version;
  }
  driver["rules"] = Json::array();
  if (options_.rules)
    for (const RulePage& page : *options_.rules) driver["rules"].push_back(described_rule(page));
  driver["notifications"] = Json::array();
  driver["notifications"].push_back(
      {{"id", "not-understood"}, {"shortDescription", text("Statements were not understood and not checked.")}});
  driver["notifications"].push_back(
      {{"id", "unreadable"}, {"shortDescription", text("A path could not be read and was not checked.")}});
  return driver;
}

/// Relative to the root of the repository where the path is inside of it.
Json Log::artifact(std::string_view path) const {
  const std::filesystem::path given(path);
  if (given.is_absolute()) return {{"uri", "file://" + percent_encoded(path)}};
  const std::string inside = (std::filesystem::path(options_.root_prefix) / given).lexically_normal().generic_string();
  return {{"uri", percent_encoded(inside)}, {"uriBaseId", "%SRCROOT%"}};
}

Json Log::region(const FilePlace& place) {
  const Place start = places_.start(place);
  const Place end = places_.end(place);
  return {{"startLine", start.line}, {"startColumn", start.column}, {"endLine", end.line},
          {"endColumn", end.column}, {"byteOffset", start.offset},  {"byteLength", end.offset - start.offset}};
}

Json Log::location(const FilePlace& place) {
  return {{"physicalLocation", {{"artifactLocation", artifact(place.file->path)}, {"region", region(place)}}}};
}

/// Related places are shown where the message links to them: `[words](1)`.
Json Log::related(const Finding& finding) {
  Json out = Json::array();
  for (const RelatedPlace& each : finding.related) {
    out.push_back(location(each.place));
    out.back()["id"] = out.size();
    if (!each.message.empty()) out.back()["message"] = text(each.message);
  }
  return out;
}

std::string message(const Finding& finding) {
  std::string out = sentence(format(finding.message));
  if (!finding.help.text.empty()) out += " " + sentence(finding.help.text);
  for (std::size_t i = 0; i < finding.related.size(); ++i) {
    const std::string& words = finding.related[i].message;
    out += fmt::format(" See [{}]({}).", words.empty() ? "the related place" : words, i + 1);
  }
  return out;
}

std::string fences(const std::vector<std::string>& sql) {
  std::string out;
  for (const std::string& each : sql) out += fmt::format("\n\n```sql\n{}\n```", each);
  return out;
}

/// One change a file; null where there is nothing to edit.
Json Log::fix(const Help& help) {
  if (help.edits.empty()) return nullptr;
  std::map<std::string_view, Json> by_file;
  for (const Edit& edit : help.edits) {
    Json replacement{{"deletedRegion", region(edit.place)}};
    if (!edit.text.empty()) replacement["insertedContent"] = text(edit.text);
    by_file[edit.place.file->path].push_back(std::move(replacement));
  }
  Json changes = Json::array();
  for (auto& [path, replacements] : by_file)
    changes.push_back({{"artifactLocation", artifact(path)}, {"replacements", std::move(replacements)}});
  Json out{{"artifactChanges", std::move(changes)}};
  if (!help.text.empty()) out["description"] = text(sentence(help.text));
  return out;
}

Json Log::result(const Finding& finding) {
  Json out{{"ruleId", finding.rule}};
  const auto number = rule_numbers_.find(finding.rule);
  if (number != rule_numbers_.end()) out["ruleIndex"] = number->second;
  out["level"] = level(finding.severity);
  out["message"] = text(message(finding));
  if (!finding.help.sql.empty()) out["message"]["markdown"] = message(finding) + fences(finding.help.sql);
  out["locations"] = Json::array({location(finding.place)});
  if (!finding.related.empty()) out["relatedLocations"] = related(finding);
  if (!finding.fingerprint.empty()) out["partialFingerprints"] = {{"godwitFingerprint/v1", finding.fingerprint}};
  // Where one result has suppressions, all must say that they have none.
  out["suppressions"] = Json::array();
  if (finding.suppression.suppressed) {
    Json suppression{{"kind", "inSource"}};
    if (!finding.suppression.reason.empty()) suppression["justification"] = finding.suppression.reason;
    out["suppressions"].push_back(std::move(suppression));
  }
  if (Json edits = fix(finding.help); !edits.is_null()) out["fixes"] = Json::array({std::move(edits)});
  out["properties"] = {{"risk", words(finding.risk)}};
  return out;
}

Json Log::notifications() const {
  Json out = Json::array();
  for (const ReportedMigration& migration : report_.migrations) {
    if (migration.not_understood == 0) continue;
    const std::string words = fmt::format("{} of {} not understood and not checked.", migration.not_understood,
                                          counted(migration.statements, "statement was", "statements were"));
    out.push_back(
        {{"descriptor", {{"id", "not-understood"}}},
         {"level", "warning"},
         {"message", text(words)},
         {"locations", Json::array({{{"physicalLocation", {{"artifactLocation", artifact(migration.path)}}}}})}});
  }
  for (const Failure& failure : report_.failures)
    out.push_back(
        {{"descriptor", {{"id", "unreadable"}}},
         {"level", "error"},
         {"message", text(fmt::format("{}: {}", failure.path, failure.message))},
         {"locations", Json::array({{{"physicalLocation", {{"artifactLocation", artifact(failure.path)}}}}})}});
  return out;
}

Json Log::run() {
  Json results = Json::array();
  for (const Finding& finding : report_.findings) results.push_back(result(finding));
  Json root{{"description", text("The root of the repository.")}};
  // A category ends in `/`; several in one repository do not overwrite each other.
  const std::string scope = options_.root_prefix + options_.scope;
  return {{"tool", {{"driver", driver()}}},
          {"automationDetails", {{"id", scope.empty() ? "godwit/" : fmt::format("godwit/{}/", scope)}}},
          {"columnKind", "unicodeCodePoints"},
          {"originalUriBaseIds", {{"%SRCROOT%", std::move(root)}}},
          {"invocations", Json::array({{{"executionSuccessful", report_.failures.empty()},
                                        {"toolExecutionNotifications", notifications()}}})},
          {"results", std::move(results)}};
}

ReportText lint(const Report& report, const FormatOptions& options) {
  Json out{{"$schema", schema}, {"version", "2.1.0"}, {"runs", Json::array()}};
  out["runs"].push_back(Log(report, options).run());
  return {out.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"};
}

}  // namespace

extern const Format sarif_format;
const Format sarif_format{"sarif", lint, nullptr};

}  // namespace godwit
