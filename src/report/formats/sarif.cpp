// SARIF 2.1.0 as GitHub's code scanning reads it. Optional properties without a value are left out: it does not count
// an empty string as a value.

#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include <fmt/format.h>

#include <godwit/report/format.h>

#include "report/json_writer.h"
#include "report/markdown.h"
#include "report/places.h"
#include "report/prose.h"

namespace godwit {
namespace {

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

void text(JsonWriter& json, std::string_view key, std::string_view words) {
  json.object(key, [&] { json.member("text", words); });
}

std::string file_uri(std::string_view absolute) { return "file://" + percent_encoded(absolute); }

// ---------------------------------------------------------------------------------------------------------- places

/// Names of the roots that paths are told from: `%SRCROOT%`, the outermost, is all that most reports need.
using Bases = std::map<std::string_view, std::string>;

Bases bases_of(const Report& report) {
  Bases bases;
  for (const auto& [shown, path] : report.rooted) bases[path.root];
  std::size_t number = 0;
  for (auto& [root, name] : bases) name = ++number == 1 ? "%SRCROOT%" : fmt::format("%SRCROOT{}%", number);
  if (bases.empty()) bases[{}] = "%SRCROOT%";
  return bases;
}

/// What a report's parts share.
struct Log {
  const Report& report;
  const FormatOptions& options;
  Bases bases = bases_of(report);
};

/// Places as URIs and regions. What many places share is worked out once.
class Locations {
 public:
  explicit Locations(const Log& log) : log_(log) {}

  void artifact(JsonWriter& json, const std::string& path);
  void region(JsonWriter& json, std::string_view key, const FilePlace& place);
  void physical(JsonWriter& json, const FilePlace& place);

 private:
  struct Artifact {
    std::string uri;
    std::string_view base;  ///< empty: the URI is absolute
  };
  [[nodiscard]] Artifact named(const std::string& path) const;

  const Log& log_;
  Places places_;
  std::map<std::string, Artifact, std::less<>> artifacts_;
};

/// Relative to the file's root, or absolute where it is not below it.
Locations::Artifact Locations::named(const std::string& path) const {
  const auto rooted = log_.report.rooted.find(path);
  const bool known = rooted != log_.report.rooted.end();
  const std::string& told = known ? rooted->second.path : path;
  const std::string_view name = told.empty() ? "." : std::string_view(told);
  if (name.starts_with('/')) return {file_uri(name), {}};
  return {percent_encoded(name), known ? log_.bases.at(rooted->second.root) : log_.bases.begin()->second};
}

void Locations::artifact(JsonWriter& json, const std::string& path) {
  auto known = artifacts_.find(path);
  if (known == artifacts_.end()) known = artifacts_.emplace(path, named(path)).first;
  json.object("artifactLocation", [&] {
    json.member("uri", known->second.uri);
    if (!known->second.base.empty()) json.member("uriBaseId", known->second.base);
  });
}

void Locations::region(JsonWriter& json, std::string_view key, const FilePlace& place) {
  const Place start = places_.start(place);
  const Place end = places_.end(place);
  json.object(key, [&] {
    json.member("startLine", start.line);
    json.member("startColumn", start.column);
    json.member("endLine", end.line);
    json.member("endColumn", end.column);
    json.member("byteOffset", start.offset);
    json.member("byteLength", end.offset - start.offset);
  });
}

void Locations::physical(JsonWriter& json, const FilePlace& place) {
  json.object("physicalLocation", [&] {
    artifact(json, place.file->path);
    region(json, "region", place);
  });
}

// ----------------------------------------------------------------------------------------------------------- rules

using RuleNumbers = std::map<std::string_view, std::size_t>;

void described_rule(JsonWriter& json, const RulePage& page) {
  const std::string about = first_paragraph(page.page);
  const std::string help = rendered(page.page, Paint(false), 100);
  json.object([&] {
    json.member("id", page.id);
    json.member("name", page.name);
    text(json, "shortDescription", page.summary);
    text(json, "fullDescription", about.empty() ? std::string(page.summary) : described(about));
    if (!page.formerly.empty())
      json.array("deprecatedIds", [&] {
        for (const std::string_view former : words_of(page.formerly)) json.value(former);
      });
    json.object("help", [&] {
      json.member("text", help.empty() ? page.summary : std::string_view(help));
      json.member("markdown", page.page.empty() ? page.summary : page.page);
    });
    json.object("defaultConfiguration", [&] {
      if (page.severity == Severity::off)
        json.member("enabled", false);
      else
        json.member("level", level(page.severity));
    });
    json.object("properties", [&] {
      json.array("tags", [&] {
        json.value(page.category);
        for (const std::string_view each : words_of(page.dialects.empty() ? page.folder : page.dialects)) json.value(each);
        json.value("migration");
      });
      json.member("precision", "high");
      json.member("problem.severity", problem_severity(page.severity));
    });
  });
}

void descriptor(JsonWriter& json, std::string_view id, std::string_view about) {
  json.object([&] {
    json.member("id", id);
    text(json, "shortDescription", about);
  });
}

void driver(JsonWriter& json, const FormatOptions& options) {
  static const std::vector<RulePage> none;
  const std::vector<RulePage>& rules = options.rules ? *options.rules : none;
  json.object("driver", [&] {
    json.member("name", "godwit");
    if (!options.version.empty()) {
      json.member("version", options.version);
      json.member("semanticVersion", options.version);
    }
    json.array_side_by_side("rules", rules.size(), [&](JsonWriter& part, std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) described_rule(part, rules[i]);
    });
    json.array("notifications", [&] {
      descriptor(json, "not-understood", "Statements were not understood and not checked.");
      descriptor(json, "unreadable", "A path could not be read and was not checked.");
      descriptor(json, "configuration", "A configuration is wrong, and defaults were used in its place.");
    });
  });
}

// --------------------------------------------------------------------------------------------------------- results

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

/// A stretch of the results.
class Results {
 public:
  Results(JsonWriter& json, const Log& log, const RuleNumbers& rules)
      : json_(json), locations_(log), rules_(rules) {}

  void add(const Finding& finding);

 private:
  void say(const Finding& finding);
  void related(const Finding& finding);
  void suppressions(const std::optional<Suppression>& suppression);
  void fixes(const std::vector<Fix>& fixes);
  void changes(const std::vector<Edit>& edits);
  void addition(const NewFile& file);

  JsonWriter& json_;
  Locations locations_;
  const RuleNumbers& rules_;
};

void Results::say(const Finding& finding) {
  const std::string words = message(finding);
  json_.object("message", [&] {
    json_.member("text", words);
    if (!finding.help.sql.empty()) json_.member("markdown", words + fences(finding.help.sql));
  });
}

/// Related places are shown where the message links to them: `[words](1)`.
void Results::related(const Finding& finding) {
  if (finding.related.empty()) return;
  json_.array("relatedLocations", [&] {
    for (std::size_t i = 0; i < finding.related.size(); ++i)
      json_.object([&] {
        locations_.physical(json_, finding.related[i].place);
        json_.member("id", i + 1);
        if (!finding.related[i].message.empty()) text(json_, "message", finding.related[i].message);
      });
  });
}

/// Where one result has suppressions, all must say that they have none.
void Results::suppressions(const std::optional<Suppression>& suppression) {
  json_.array("suppressions", [&] {
    if (!suppression) return;
    json_.object([&] {
      json_.member("kind", suppression->by == Suppression::By::comment ? "inSource" : "external");
      if (!suppression->reason.empty()) json_.member("justification", suppression->reason);
      if (!suppression->place.file) return;
      json_.object("location", [&] { locations_.physical(json_, suppression->place); });
    });
  });
}

/// One change a file.
void Results::changes(const std::vector<Edit>& edits) {
  std::map<std::string_view, std::vector<const Edit*>> by_file;
  for (const Edit& edit : edits) by_file[edit.place.file->path].push_back(&edit);
  for (const auto& [path, of_file] : by_file)
    json_.object([&, &replacements = of_file] {
      locations_.artifact(json_, replacements[0]->place.file->path);
      json_.array("replacements", [&] {
        for (const Edit* edit : replacements)
          json_.object([&] {
            locations_.region(json_, "deletedRegion", edit->place);
            if (!edit->text.empty()) text(json_, "insertedContent", edit->text);
          });
      });
    });
}

/// A file that is not there yet is one of which nothing is deleted.
void Results::addition(const NewFile& file) {
  json_.object([&] {
    locations_.artifact(json_, file.path);
    json_.array("replacements", [&] {
      json_.object([&] {
        json_.object("deletedRegion", [&] {
          json_.member("charOffset", 0U);
          json_.member("charLength", 0U);
        });
        text(json_, "insertedContent", file.text);
      });
    });
  });
}

void Results::fixes(const std::vector<Fix>& fixes) {
  if (fixes.empty()) return;
  json_.array("fixes", [&] {
    for (const Fix& fix : fixes)
      json_.object([&] {
        json_.array("artifactChanges", [&] {
          changes(fix.edits);
          for (const NewFile& file : fix.new_files) addition(file);
        });
        if (!fix.title.empty()) text(json_, "description", sentence(fix.title));
        json_.object("properties", [&] { json_.member("applicability", words(fix.applicability)); });
      });
  });
}

void Results::add(const Finding& finding) {
  json_.object([&] {
    json_.member("ruleId", finding.rule);
    const auto number = rules_.find(finding.rule);
    if (number != rules_.end()) json_.member("ruleIndex", number->second);
    json_.member("level", level(finding.severity));
    say(finding);
    json_.array("locations", [&] { json_.object([&] { locations_.physical(json_, finding.place); }); });
    related(finding);
    if (!finding.fingerprint.empty())
      json_.object("partialFingerprints", [&] { json_.member("godwitFingerprint/v1", finding.fingerprint); });
    suppressions(finding.suppression);
    fixes(finding.fixes);
    json_.object("properties", [&] { json_.member("risk", words(finding.risk)); });
  });
}

void results(JsonWriter& json, const Log& log) {
  RuleNumbers numbers;
  if (log.options.rules)
    for (const RulePage& page : *log.options.rules) numbers.try_emplace(page.id, numbers.size());
  const std::vector<Finding>& all = log.report.findings;
  json.array_side_by_side("results", all.size(), [&](JsonWriter& part, std::size_t begin, std::size_t end) {
    Results results(part, log, numbers);
    for (std::size_t i = begin; i < end; ++i) results.add(all[i]);
  });
}

// --------------------------------------------------------------------------------------------------------- the run

void notify(JsonWriter& json, std::string_view descriptor, std::string_view level, std::string_view message,
            const std::function<void()>& place) {
  json.object([&] {
    json.object("descriptor", [&] { json.member("id", descriptor); });
    json.member("level", level);
    text(json, "message", message);
    json.array("locations", [&] { json.object([&] { json.object("physicalLocation", place); }); });
  });
}

void not_understood(JsonWriter& json, Locations& locations, const ReportedMigration& migration) {
  const std::string words = fmt::format("{} of {} not understood and not checked.", migration.not_understood,
                                        counted(migration.statements, "statement was", "statements were"));
  notify(json, "not-understood", "warning", words, [&] { locations.artifact(json, migration.path); });
}

void failed(JsonWriter& json, Locations& locations, const Problem& failure) {
  const std::string& path = failure.place.file->path;
  std::string message = fmt::format("{}: {}", path, failure.message);
  if (!failure.help.empty()) message += ". " + sentence(failure.help);
  notify(json, words(failure.kind), "error", message, [&] {
    locations.artifact(json, path);
    if (has_span(failure)) locations.region(json, "region", failure.place);
  });
}

void failures(JsonWriter& json, Locations& locations, const Report& report, bool of_configuration) {
  for (const Problem& failure : report.failures)
    if ((failure.kind == Problem::Kind::configuration) == of_configuration) failed(json, locations, failure);
}

void invocation(JsonWriter& json, const Log& log) {
  const Report& report = log.report;
  Locations locations(log);
  json.object([&] {
    json.member("executionSuccessful", report.failures.empty());
    json.array("toolExecutionNotifications", [&] {
      for (const ReportedMigration& migration : report.migrations)
        if (migration.not_understood > 0) not_understood(json, locations, migration);
      failures(json, locations, report, false);
    });
    json.array("toolConfigurationNotifications", [&] { failures(json, locations, report, true); });
  });
}

/// Uploads name the commit, from which the first one follows.
void uri_bases(JsonWriter& json, const Bases& bases) {
  json.object("originalUriBaseIds", [&] {
    for (const auto& [root, name] : bases)
      json.object(name, [&, &folder = root] {
        const bool first = folder == bases.begin()->first;
        if (!first) json.member("uri", file_uri(folder) + "/");
        text(json, "description", first ? "The root of the repository." : "The root of more files in this report.");
      });
  });
}

void run(JsonWriter& json, const Log& log) {
  json.object("tool", [&] { driver(json, log.options); });
  // A category ends in `/`; several in one repository do not overwrite each other.
  const std::string& scope = log.options.scope;
  json.object("automationDetails",
              [&] { json.member("id", scope.empty() ? "godwit/" : fmt::format("godwit/{}/", scope)); });
  json.member("columnKind", "unicodeCodePoints");
  uri_bases(json, log.bases);
  json.array("invocations", [&] { invocation(json, log); });
  results(json, log);
}

ReportText lint(const Report& report, const FormatOptions& options) {
  const Log log{report, options};
  JsonWriter json;
  json.object([&] {
    json.member("$schema", schema);
    json.member("version", "2.1.0");
    json.array("runs", [&] { json.object([&] { run(json, log); }); });
  });
  return std::move(json).text();
}

}  // namespace

extern const Format sarif_format;
const Format sarif_format{"sarif", lint, nullptr};

}  // namespace godwit
