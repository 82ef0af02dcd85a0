// Replays every observed form of Cypher through godwit and compares, statement by statement, what it says cannot run
// with what the servers refused:
//   compare_forms FORMS.jsonl DISAGREEMENTS.txt [--write]
// DISAGREEMENTS lists `version id number said|missed: statement` of what is known not to agree, with the reasons on
// top. A line that agrees now is an error too, so that the list only shrinks.

#include <algorithm>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include <godwit/text/dialect_text.h>

#include "disagreements.h"
#include "forms.h"
#include "frontends/cypher_scripts.h"

namespace {

using Json = nlohmann::json;
using namespace godwit;
using namespace godwit::test;

/// What the server was asked: EXPLAIN before each statement of a form that was only parsed.
std::vector<std::string> asked(const Json& form) {
  std::vector<std::string> out = strings(form, "statements");
  if (form.at("mode") == "parse")
    for (std::string& each : out) each.insert(0, "EXPLAIN ");
  return out;
}

/// Whether frontends have nothing against a text that is sent as it stands, as one query.
bool arrives_whole(const std::string& text) {
  Migration migration;
  const auto file = std::make_shared<const Buffer>(Buffer{"001.cypher", text});
  refuse_cypher_byte_order_mark(migration, file, "the runner");
  note_splitter_hazards(migration, file, {"the runner", "nowhere", "", {without_byte_order_mark(text)}, {}});
  return migration.problems.empty() && !language_of("cypher").statements(text).empty();
}

/// The scripts of which godwit says that they cannot run, by number.
std::set<std::size_t> refused(const Report& report, const std::vector<std::string>& statements) {
  std::set<std::size_t> out;
  for (std::size_t i = 0; i < statements.size(); ++i)
    if (!arrives_whole(statements[i])) out.insert(i);
  for (const Finding& finding : report.findings)
    if (finding.rule == "any/syntax-error") out.insert(number_of(finding.place));
  for (const ReportedMigration& each : report.migrations)
    for (const ReportedStatement& statement : each.effects)
      for (const HazardEffect& hazard : statement.result.hazards)
        if (hazard.hazard == Hazard::refused && hazard.certain == Known::yes) out.insert(number_of(statement.place));
  return out;
}

/// Those that godwit says it does not understand: then it claims nothing, and least of all that they are safe.
std::set<std::size_t> not_understood(const Report& report) {
  std::set<std::size_t> out;
  for (const ReportedMigration& each : report.migrations)
    for (const ReportedStatement& statement : each.effects)
      if (!statement.understood) out.insert(number_of(statement.place));
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
  if (answer.find("ConstraintCreationFailed") != std::string::npos)
    return statement.find("IS UNIQUE") != std::string::npos;
  constexpr std::string_view codes[]{"ConstraintValidationFailed",
                                     "22N79",
                                     "22N80",
                                     "50N11/50N42",
                                     "G1001",
                                     "ArithmeticError",
                                     "22012",
                                     "ExternalResourceFailed",
                                     "22N43",
                                     "22N31",
                                     "Statement.SemanticError",
                                     "Statement.ExecutionFailed",
                                     "IndexNotFound",
                                     "22N69/52N02",
                                     "ProcedureCallFailed",
                                     "52N37/52U00",
                                     "DatabaseNotFound",
                                     "42N09",
                                     "Statement.ArgumentError",
                                     "22N85",
                                     "42N00",
                                     "EntityNotFound"};
  return std::any_of(std::begin(codes), std::end(codes),
                     [&](std::string_view code) { return answer.find(code) != std::string::npos; });
}

void compare(const Json& form, const ObservedServer& server, Count& count, Disagreements& disagreements) {
  if (!form.at("observed").contains(server.name)) return;
  const std::vector<std::string> statements = asked(form);
  const Report report = run_form(form, statements, server.aimed);
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

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 3) return 2;
  Disagreements disagreements;
  Count count;
  for (const Json& form : read_forms(arguments[1])) {
    if (form.at("mode") == "sessions") continue;  // who waits: compare_sessions
    for (const ObservedServer& server : servers) compare(form, server, count, disagreements);
  }
  std::cout << count.found << " of " << count.refused << " refused statements are found, " << count.right << " of "
            << count.said << " said to be refused are; " << count.checked << " observations, and " << count.by_data
            << " refused because of data\n";
  if (argument_count > 3) return write_disagreements(arguments[2], disagreements);
  return compare_with_list(arguments[2], disagreements) == 0 && count.checked > 3000 ? 0 : 1;
}
