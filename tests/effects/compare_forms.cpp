// Replays every observed form of Cypher through godwit and compares, statement by statement, what it says cannot run with
// what the servers refused:
//   compare_forms FORMS.jsonl DISAGREEMENTS.txt [--write]
// DISAGREEMENTS lists `version id number said|missed: statement` of what is known not to agree, with the reasons on top. A
// line that agrees now is an error too, so that the list only shrinks.

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <godwit/engine/session.h>
#include <godwit/project/cypher_scripts.h>
#include <godwit/source/cypher_text.h>
#include <godwit/world/target.h>

namespace {

using Json = nlohmann::json;
using namespace godwit;

/// A server and the language it was asked in, as the forms name them.
struct Server {
  std::string name;
  Neo4jTarget target;
};
const std::vector<Server> servers{{"4.4.48", {404, Known::no, 5}},
                                  {"5.26.30", {526, Known::no, 5}},
                                  {"2026.08.1/5", {202608, Known::no, 5}},
                                  {"2026.08.1/25", {202608, Known::no, 25}}};

Migration migration(const std::string& name, const std::vector<std::string>& statements, TransactionMode mode) {
  Migration out;
  out.path = name;
  out.framework = "plain";
  out.transaction = mode;
  for (const std::string& each : statements) {
    Script script = verbatim_script(std::make_shared<const Buffer>(Buffer{std::to_string(out.scripts.size()), each}));
    script.dialect = "cypher";
    out.scripts.push_back(std::move(script));
  }
  return out;
}

std::vector<std::string> strings(const Json& form, const char* key) {
  return form.contains(key) ? form.at(key).get<std::vector<std::string>>() : std::vector<std::string>();
}

/// What the server was asked: EXPLAIN before each statement of a form that was only parsed.
std::vector<std::string> asked(const Json& form) {
  std::vector<std::string> out = strings(form, "statements");
  if (form.at("mode") == "parse")
    for (std::string& each : out) each.insert(0, "EXPLAIN ");
  return out;
}

Report run(const Json& form, const Neo4jTarget& target) {
  const bool together = form.at("mode") == "same-tx";
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {}, {}});
  History& history = discovery.histories[0];
  if (form.contains("setup")) history.migrations.push_back(migration("001.cypher", strings(form, "setup"), TransactionMode::per_statement));
  const auto mode = together ? TransactionMode::per_migration : TransactionMode::per_statement;
  history.migrations.push_back(migration("002.cypher", asked(form), mode));
  history.asked.assign(history.migrations.size(), false);
  history.asked.back() = true;
  Config config;
  config.target.neo4j = target;
  RunOptions options;
  options.keep_effects = true;
  return Session(config).run(discovery, options);
}

/// Whether frontends have nothing against a text that is sent as it stands, as one query.
bool arrives_whole(const std::string& text) {
  Migration migration;
  const auto file = std::make_shared<const Buffer>(Buffer{"001.cypher", text});
  refuse_cypher_byte_order_mark(migration, file, "the runner");
  note_splitter_hazards(migration, file, {"the runner", "nowhere", "", {without_byte_order_mark(text)}, {}});
  return migration.problems.empty() && !cypher::statements(text).empty();
}

/// The scripts of which godwit says that they cannot run, by number.
std::set<std::size_t> refused(const Report& report, const std::vector<std::string>& statements) {
  std::set<std::size_t> out;
  // Each statement is a file of its own, told apart by its path.
  const auto number_of = [](const FilePlace& place) { return static_cast<std::size_t>(std::stoi(place.file->path)); };
  for (std::size_t i = 0; i < statements.size(); ++i)
    if (!arrives_whole(statements[i])) out.insert(i);
  for (const Finding& finding : report.findings)
    if (finding.rule == "any/syntax-error") out.insert(number_of(finding.place));
  for (const ReportedMigration& each : report.migrations)
    for (const ReportedStatement& statement : each.effects)
      for (const ReportedHazard& hazard : statement.hazards)
        if (hazard.hazard == Hazard::refused && hazard.certain == Known::yes) out.insert(number_of(statement.place));
  return out;
}

/// Those that godwit says it does not understand: then it claims nothing, and least of all that they are safe.
std::set<std::size_t> not_understood(const Report& report) {
  std::set<std::size_t> out;
  for (const ReportedMigration& each : report.migrations)
    for (const ReportedStatement& statement : each.effects)
      if (!statement.understood) out.insert(static_cast<std::size_t>(std::stoi(statement.place.file->path)));
  return out;
}

struct Count {
  int checked = 0, by_data = 0, refused = 0, found = 0, said = 0, right = 0;
};

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.substr(0, 100);
}

/// Whether the server refused because of what was in the database, in a file or in a value: no text tells that.
bool by_data(const std::string& answer, const std::string& statement) {
  // On 4.4 one code is for constraints that data breaks and for those that need another edition.
  if (answer.find("ConstraintCreationFailed") != std::string::npos) return statement.find("IS UNIQUE") != std::string::npos;
  constexpr std::string_view codes[]{"ConstraintValidationFailed", "22N79", "22N80", "50N11/50N42", "G1001", "ArithmeticError",
                                     "22012", "ExternalResourceFailed", "22N43", "22N31", "Statement.SemanticError",
                                     "Statement.ExecutionFailed", "IndexNotFound", "22N69/52N02", "ProcedureCallFailed",
                                     "52N37/52U00", "DatabaseNotFound", "42N00", "EntityNotFound"};
  return std::any_of(std::begin(codes), std::end(codes), [&](std::string_view code) { return answer.find(code) != std::string::npos; });
}

void compare(const Json& form, const Server& server, Count& count, std::set<std::string>& disagreements) {
  if (!form.at("observed").contains(server.name)) return;
  const std::vector<std::string> statements = asked(form);
  const Report report = run(form, server.target);
  const std::set<std::size_t> said = refused(report, statements);
  const std::set<std::size_t> unknown = not_understood(report);
  const Json& observed = form.at("observed").at(server.name);
  for (std::size_t i = 0; i < std::min(observed.size(), statements.size()); ++i) {
    const bool real = observed[i] != "ok";
    const bool ours = said.contains(i);
    // APOC was not installed; a migration that calls it is for a server that has it.
    const bool elsewhere = by_data(observed[i], statements[i]) || statements[i].find("CALL apoc.") == 0;
    count.by_data += real && !ours && elsewhere;
    if (real && !ours && (elsewhere || unknown.contains(i))) continue;
    ++count.checked;
    count.refused += real;
    count.found += real && ours;
    count.said += ours;
    count.right += real && ours;
    if (real == ours) continue;
    disagreements.insert(server.name + " " + form.at("id").get<std::string>() + " " + std::to_string(i) +
                         (ours ? " said: " : " missed: ") + one_line(statements[i]));
  }
}

std::set<std::string> lines_of(const char* path) {
  std::set<std::string> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') out.insert(line);
  return out;
}

int complain(const char* what, const std::set<std::string>& a, const std::set<std::string>& b) {
  int count = 0;
  for (const std::string& each : a)
    if (!b.contains(each)) std::cerr << what << ": " << each << '\n', ++count;
  return count;
}

/// Reasons, which stand in lines with `#`, stay.
int write(const char* path, const std::set<std::string>& disagreements) {
  std::string reasons;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);)
    if (line.starts_with('#')) reasons += line + "\n";
  std::ofstream out(path);
  out << reasons;
  for (const std::string& each : disagreements) out << each << '\n';
  return out ? 0 : 1;
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 3) return 2;
  std::set<std::string> disagreements;
  Count count;
  std::ifstream in(arguments[1]);
  for (std::string line; std::getline(in, line);) {
    const Json form = Json::parse(line);
    if (form.contains("database") || form.at("mode") == "sessions") continue;   // asked on the system database, where no migration's graph is
    for (const Server& server : servers) compare(form, server, count, disagreements);
  }
  std::cout << count.found << " of " << count.refused << " refused statements are found, " << count.right << " of "
            << count.said << " said to be refused are; " << count.checked << " observations, and " << count.by_data
            << " refused because of data\n";
  if (argument_count > 3) return write(arguments[2], disagreements);
  const std::set<std::string> known = lines_of(arguments[2]);
  const int faults = complain("does not agree any more", disagreements, known) +
                     complain("agrees now, take it off the list", known, disagreements);
  return faults == 0 && count.checked > 3000 ? 0 : 1;
}
