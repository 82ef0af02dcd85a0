// What real servers accepted and rejected, and the openCypher TCK: outside the repository, looked at where it is there.

#include <support/catch.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "parsing.h"

using namespace cypher_test;
using nlohmann::json;

namespace {

std::vector<json> read_lines(const std::string& name) {
  std::vector<json> out;
  std::istringstream lines(read_file(GODWIT_OBSERVED "/" + name));
  for (std::string line; std::getline(lines, line);) out.push_back(json::parse(line));
  if (out.empty()) WARN("skipped: no " << name << " beside the repository");
  return out;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// What the servers said to one statement, over all forms that hold it.
struct Verdict {
  bool accepted = false;
  bool only_syntax_errors = true;
  std::set<std::string> versions;
};

bool is_syntax_error(const json& answer) {
  if (!contains(answer.value("code", ""), "SyntaxError")) return false;
  const json statuses = answer.value("gql", json::array());  // only 2026 has one for every error
  return statuses.empty() || std::find(statuses.begin(), statuses.end(), "42I06") != statuses.end();
}

/// Forms of several sessions write `a> ` before a statement, and open transactions by words that are no Cypher.
std::string without_session(const std::string& statement) {
  if (statement.size() < 3 || statement.substr(1, 2) != "> ") return statement;
  const std::string rest = statement.substr(3);
  return rest == "BEGIN" || rest == "COMMIT" || rest == "ROLLBACK" ? "" : rest;
}

std::map<std::string, Verdict> verdicts() {
  std::map<std::string, Verdict> out;
  for (const json& form : read_lines("data/cypher/forms.jsonl"))
    for (const auto& [version, answers] : form.at("observed").items())
      for (std::size_t i = 0; i < std::min(answers.size(), form.at("statements").size()); ++i) {
        Verdict& verdict = out[without_session(form.at("statements")[i].get<std::string>())];
        verdict.accepted |= answers[i].value("ok", false);
        verdict.only_syntax_errors &= is_syntax_error(answers[i]);
        verdict.versions.insert(version);
      }
  out.erase("");
  return out;
}

/// What 3.5 took, which was not observed, and what migration tools replace: accepted on purpose.
bool is_taken_on_purpose(const std::string& statement) {
  for (const std::string_view part : {"{id}", "filter(", "extract(", "CREATE UNIQUE", "${"})
    if (contains(statement, part)) return true;
  return false;
}

}  // namespace

TEST_CASE("every valid query of the TCK parses") {
  for (const json& line : read_lines("corpus/cypher/tck-valid.jsonl")) {
    const auto query = line.at("query").get<std::string>();
    INFO(query);
    CHECK(accepts(query));
  }
}

TEST_CASE("queries of the TCK whose text is wrong do not parse") {
  const std::vector<json> queries = read_lines("corpus/cypher/tck-invalid.jsonl");
  std::size_t count = 0;
  for (const json& line : read_lines("data/cypher/tck-verdicts.jsonl")) {
    if (queries.empty() || line.at("set") != "invalid") continue;
    if (line.at("5.26.30").get<std::string>().rfind("parse", 0) != 0) continue;
    const auto query = queries.at(line.at("index").get<std::size_t>()).at("query").get<std::string>();
    INFO(query);
    CHECK_FALSE(accepts(query));
    ++count;
  }
  if (!queries.empty()) CHECK(count == 16);
}

TEST_CASE("what any server accepted parses") {
  for (const auto& [text, verdict] : verdicts())
    if (verdict.accepted)
      for (const std::string& statement : split(text)) {
        INFO(statement);
        CHECK(accepts(statement));
      }
}

TEST_CASE("nine of ten statements that no server could parse are errors") {
  std::size_t rejected = 0;
  std::size_t all = 0;
  for (const auto& [text, verdict] : verdicts()) {
    if (!verdict.only_syntax_errors || verdict.versions.size() < 3 || is_taken_on_purpose(text)) continue;
    ++all;
    if (!accepts(text)) ++rejected;
  }
  INFO(rejected << " of " << all);
  CHECK(rejected * 10 >= all * 9);
}
