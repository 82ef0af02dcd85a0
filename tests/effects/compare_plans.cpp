// Replays the forms whose plans servers showed and compares the kinds of scan and the cartesian products that godwit
// claims with the operators of those plans, statement by statement and version by version:
//   compare_plans FORMS.jsonl DISAGREEMENTS.txt [--write]
// DISAGREEMENTS lists `version id number said|missed kind: statement` of what is known not to agree. A line that agrees
// now is an error too, so that the list only shrinks.

#include <algorithm>
#include <fstream>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <godwit/engine/session.h>
#include <godwit/world/target.h>

namespace {

using Json = nlohmann::json;
using namespace godwit;
using Kind = PlanEffect::Kind;

struct Server {
  std::string name;
  Neo4jTarget target;
};
const std::vector<Server> servers{{"4.4.48", {404, Known::no, 5}},
                                  {"5.26.30", {526, Known::no, 5}},
                                  {"2026.08.1/5", {202608, Known::no, 5}},
                                  {"2026.08.1/25", {202608, Known::no, 25}}};

struct Claim {
  Kind kind;
  std::string word;
  std::vector<std::string> operators;   ///< of a plan, any of which is that
};
const std::vector<Claim> claims{
    {Kind::all_nodes_scan, "all-nodes", {"AllNodesScan"}},
    {Kind::all_relationships_scan, "all-relationships", {"DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan"}},
    {Kind::label_scan, "label", {"NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan",
                                 "DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan"}},
    {Kind::cartesian_product, "product", {"CartesianProduct"}}};

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

Report run(const Json& form, const Neo4jTarget& target) {
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {}, {}});
  History& history = discovery.histories[0];
  if (form.contains("setup")) history.migrations.push_back(migration("001.cypher", strings(form, "setup"), TransactionMode::per_statement));
  const bool together = form.at("mode") == "same-tx";
  history.migrations.push_back(migration("002.cypher", strings(form, "statements"),
                                         together ? TransactionMode::per_migration : TransactionMode::per_statement));
  history.asked.assign(history.migrations.size(), false);
  history.asked.back() = true;
  Config config;
  config.target.neo4j = target;
  RunOptions options;
  options.keep_effects = true;
  return Session(config).run(discovery, options);
}

/// What is claimed of the statement that stands in a script of that number.
std::set<Kind> claimed(const Report& report, std::size_t number) {
  std::set<Kind> out;
  for (const ReportedMigration& each : report.migrations)
    for (const ReportedStatement& statement : each.effects)
      if (statement.place.file->path == std::to_string(number))
        for (const ReportedPlan& plan : statement.plan) out.insert(plan.kind);
  return out;
}

struct Count {
  int checked = 0, right = 0;
};

void compare(const Json& form, const Server& server, Count& count, std::set<std::string>& disagreements) {
  const Json plans = form.at("plans").value(server.name, Json::array());
  const std::vector<std::string> statements = strings(form, "statements");
  const Report report = run(form, server.target);
  for (std::size_t i = 0; i < std::min(plans.size(), statements.size()); ++i) {
    if (!plans[i].is_array() || plans[i].empty()) continue;   // refused, or no plan was asked for
    const auto shown = plans[i].get<std::vector<std::string>>();
    const std::set<Kind> ours = claimed(report, i);
    for (const Claim& claim : claims) {
      const bool real = std::any_of(shown.begin(), shown.end(), [&](const std::string& each) {
        return std::find(claim.operators.begin(), claim.operators.end(), each) != claim.operators.end();
      });
      const bool said = ours.contains(claim.kind);
      count.checked += real || said;   // what neither saw would flatter
      count.right += real && said;
      if (real != said)
        disagreements.insert(server.name + " " + form.at("id").get<std::string>() + " " + std::to_string(i) +
                             (said ? " said " : " missed ") + claim.word + ": " + statements[i].substr(0, 100));
    }
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

int write(const char* path, const std::set<std::string>& disagreements) {
  std::ofstream out(path);
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
    if (!form.contains("plans") || form.contains("database")) continue;
    for (const Server& server : servers) compare(form, server, count, disagreements);
  }
  std::cout << count.right << " of " << count.checked << " scans and products that a plan showed or godwit claims are both\n";
  if (argument_count > 3) return write(arguments[2], disagreements);
  const std::set<std::string> known = lines_of(arguments[2]);
  const int faults = complain("does not agree any more", disagreements, known) +
                     complain("agrees now, take it off the list", known, disagreements);
  return faults == 0 && count.checked > 500 ? 0 : 1;
}
