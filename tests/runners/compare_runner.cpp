#include <fmt/format.h>
#include <godwit/engine/session.h>
#include <godwit/frontends/frontends.h>
#include <godwit/text/dialect_text.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

/// Compares what a runner sent for some files (statements, their order, whether each was in a transaction, how it ended)
/// with what godwit takes from the same files.
namespace godwit {
namespace {

using Json = nlohmann::json;

/// What both sides are compared by: code without blanks, comments and `;`, in small letters.
std::string squeezed(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const Token token = default_sql().token(text, at);
    for (std::size_t i = at; token.is_code() && i < token.end; ++i) {
      const char c = text[i];
      if (c != ';' && c != ' ' && c != '\n' && c != '\r') result += static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    at = token.end;
  }
  return result;
}

bool only_controls(const std::string& squeezed_text) {
  constexpr std::array<std::string_view, 6> words{"begin", "commit", "rollback", "end", "starttransaction", "copyfromstdin"};
  return std::find(words.begin(), words.end(), squeezed_text) != words.end();
}

struct Statement {
  std::string text;  ///< squeezed
  Known in_transaction = Known::unknown;
};

void add_statements(std::string_view text, Known in_transaction, std::vector<Statement>& to) {
  for (const Span span : default_sql().statements(text)) {
    Statement statement{squeezed(text.substr(span.begin, span.end - span.begin)), in_transaction};
    if (!statement.text.empty() && !only_controls(statement.text)) to.push_back(std::move(statement));
  }
}

struct Recording {
  std::vector<Statement> sent;
  bool ok = false;
  bool refused = false;  ///< by the runner, or for what no server would take in that place
};

/// Errors that the files alone tell of; that a table is not there they do not.
bool is_told_by_files(const std::string& error) {
  return error == "25001" || error == "42601" || error == "55P04" || error == "25P01";
}

Recording recording_of(const Json& experiment) {
  Recording recording;
  recording.ok = experiment.at("ok").get<bool>();
  std::string error;
  for (const Json& message : experiment.at("sent")) {
    if (message.contains("error")) error = message.at("error").get<std::string>();
    if (!error.empty() && !recording.ok) break;
    add_statements(message.at("text").get<std::string>(), known(message.at("in_transaction").get<bool>()), recording.sent);
  }
  recording.refused = !recording.ok && (error.empty() || is_told_by_files(error));
  return recording;
}

struct Taken {
  std::string framework;
  std::vector<Statement> sent;
  std::set<std::string> beside;   ///< of callbacks, which run again and again
  std::string refused;   ///< the first reason for which it would not run; empty: it would
};

constexpr std::array<std::string_view, 5> refusing_rules{"any/runner-trap", "any/syntax-error",
                                                         "sql/not-allowed-in-transaction", "postgres/refused-by-server",
                                                         "postgres/enum-value-used-in-same-transaction"};

/// A trap is either a refusal or only something that nobody would expect.
bool says_refused(const Finding& finding) {
  if (std::find(refusing_rules.begin(), refusing_rules.end(), finding.rule) == refusing_rules.end()) return false;
  if (finding.rule != "any/runner-trap") return true;
  constexpr std::array<std::string_view, 7> words{"refuse", " fails ", " stops ", " for ever", "ends the statement here",
                                                  "ends a statement at", "ends this comment"};
  const std::string message = format(finding.message);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return message.find(word) != std::string::npos; });
}

std::ptrdiff_t asked(const History& history) { return std::count(history.asked.begin(), history.asked.end(), true); }

Taken take(const Json& files) {
  MemoryFiles memory("/project");
  memory.add("/project/.git/HEAD", "");
  for (const auto& [name, text] : files.items()) memory.add("/project/" + name, text.get<std::string>());
  const Discovery discovery = discover({"."}, all_frontends(), memory, {});
  RunOptions options;
  options.keep_effects = true;
  const Report report = Session({}).run(discovery, options);
  Taken taken;
  std::map<std::pair<std::string, std::uint32_t>, Known> open;  // by the place of each statement
  for (const ReportedMigration& migration : report.migrations)
    for (const ReportedStatement& statement : migration.effects) {
      open[{migration.path, statement.place.span.begin}] = statement.in_transaction;
      for (const HazardEffect& hazard : statement.result.hazards)
        if (hazard.hazard == Hazard::refused && hazard.certain == Known::yes && taken.refused.empty())
          taken.refused = migration.path + ": " + hazard.why;
    }
  // What stands in a folder below may be another history.
  const History* most = nullptr;
  for (const History& history : discovery.histories) {
    const bool known_runner = history.frontend != nullptr && history.frontend->id() != "plain";
    if (known_runner && (most == nullptr || asked(history) > asked(*most))) most = &history;
  }
  if (most != nullptr) {
    const History& history = *most;
    taken.framework = history.frontend->id();
    for (const Migration& migration : history.migrations) {
      if (migration.direction == Direction::down) continue;
      for (const Step& step : migration.steps)
        if (migration.kind == MigrationKind::callback) taken.beside.insert(squeezed(text_of(step)));
      if (migration.kind == MigrationKind::callback) continue;
      if (!migration.error.empty()) taken.refused = migration.path + ": " + migration.error;
      for (const Step& step : migration.steps) {
        const std::string_view text = text_of(step);
        for (const Span span : default_sql().statements(text)) {
          const auto found = open.find({migration.path, to_file(step, span).begin});
          add_statements(text.substr(span.begin, span.end - span.begin),
                         found == open.end() ? Known::unknown : found->second, taken.sent);
        }
      }
    }
  }
  for (const Finding& finding : report.findings)
    if (says_refused(finding))
      taken.refused = fmt::format("{} {}", finding.rule, finding.place.file->path);
  return taken;
}

/// What differs, in words; empty: nothing.
std::string compare(Recording recording, const Taken& taken, const std::string& runner) {
  recording.sent.erase(std::remove_if(recording.sent.begin(), recording.sent.end(),
                                      [&](const Statement& each) { return taken.beside.contains(each.text); }),
                       recording.sent.end());
  if (taken.framework != runner) return "it is taken for " + (taken.framework.empty() ? "nobody's" : taken.framework);
  if (recording.refused && taken.refused.empty()) return "it did not run, and nothing is said of that";
  if (recording.ok && !taken.refused.empty()) return "it ran, and is said to be refused: " + taken.refused;
  if (recording.ok && recording.sent.size() != taken.sent.size())
    return fmt::format("{} statements were sent, {} are expected", recording.sent.size(), taken.sent.size());
  for (std::size_t i = 0; i < recording.sent.size(); ++i) {
    if (i == taken.sent.size() || recording.sent[i].text != taken.sent[i].text)
      return fmt::format("sent: {}, expected: {}", recording.sent[i].text, i < taken.sent.size() ? taken.sent[i].text : "-");
    const Known expected = taken.sent[i].in_transaction;
    if (expected != Known::unknown && expected != recording.sent[i].in_transaction)
      return fmt::format("in a transaction or not: {}", recording.sent[i].text);
  }
  return {};
}

std::map<std::string, std::string> listed_disagreements(const char* path, const std::string& runner) {
  std::map<std::string, std::string> listed;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t colon = line.find(": ");
    if (line.starts_with(runner + '/') && colon != std::string::npos)
      listed[line.substr(runner.size() + 1, colon - runner.size() - 1)] = line.substr(colon + 2);
  }
  return listed;
}

int run(const char* recordings, const char* disagreements) {
  const std::string runner = std::filesystem::path(recordings).stem();
  const std::map<std::string, std::string> listed = listed_disagreements(disagreements, runner);
  const Json experiments = Json::parse(std::ifstream(recordings), nullptr, false);
  std::size_t agreed = 0;
  bool good = experiments.is_array() && !experiments.empty();
  for (const Json& experiment : experiments) {
    const std::string id = experiment.at("id").get<std::string>();
    const std::string differs = compare(recording_of(experiment), take(experiment.at("files")), runner);
    if (differs.empty()) ++agreed;
    if (differs.empty() == !listed.contains(id)) continue;
    good = false;
    fmt::print("{}/{}: {}\n", runner, id, differs.empty() ? "agrees, and is listed not to" : differs);
  }
  fmt::print("{}: {} of {} recordings agree\n", runner, agreed, experiments.size());
  return good && agreed * 20 >= experiments.size() * 19 ? 0 : 1;
}

}  // namespace
}  // namespace godwit

int main(int argc, char** argv) { return argc == 3 ? godwit::run(argv[1], argv[2]) : 2; }
