// Replays the forms whose plans servers showed and compares the kinds of scan and the cartesian products that godwit
// claims with the operators of those plans, statement by statement and version by version:
//   compare_plans FORMS.jsonl DISAGREEMENTS.txt [--write]
// DISAGREEMENTS lists `version id number said|missed kind: statement` of what is known not to agree. A line that agrees
// now is an error too, so that the list only shrinks.

#include <algorithm>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "disagreements.h"
#include "forms.h"

namespace {

using Json = nlohmann::json;
using namespace godwit;
using namespace godwit::test;
using Kind = PlanEffect::Kind;

struct Claim {
  Kind kind;
  std::string word;
  std::vector<std::string> operators;  ///< of a plan, any of which is that
};
const std::vector<Claim> claims{{Kind::all_nodes_scan, "all-nodes", {"AllNodesScan"}},
                                {Kind::all_relationships_scan,
                                 "all-relationships",
                                 {"DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan"}},
                                {Kind::label_scan,
                                 "label",
                                 {"NodeByLabelScan", "UnionNodeByLabelsScan", "IntersectionNodeByLabelsScan",
                                  "DirectedRelationshipTypeScan", "UndirectedRelationshipTypeScan"}},
                                {Kind::cartesian_product, "product", {"CartesianProduct"}}};

/// What is claimed of the statement that stands in a script of that number.
std::set<Kind> claimed(const Report& report, std::size_t number) {
  std::set<Kind> out;
  for (const ReportedMigration& each : report.migrations)
    for (const ReportedStatement& statement : each.effects)
      if (statement.place.file->path == std::to_string(number))
        for (const PlanEffect& plan : statement.result.plan) out.insert(plan.kind);
  return out;
}

struct Count {
  int checked = 0, right = 0;
};

void compare(const Json& form, const ObservedServer& server, Count& count, Disagreements& disagreements) {
  const Json plans = form.at("plans").value(server.name, Json::array());
  const std::vector<std::string> statements = strings(form, "statements");
  const Report report = run_form(form, strings(form, "statements"), server.aimed);
  for (std::size_t i = 0; i < std::min(plans.size(), statements.size()); ++i) {
    if (!plans[i].is_array() || plans[i].empty()) continue;  // refused, or no plan was asked for
    const auto shown = plans[i].get<std::vector<std::string>>();
    const std::set<Kind> ours = claimed(report, i);
    for (const Claim& claim : claims) {
      const bool real = std::any_of(shown.begin(), shown.end(), [&](const std::string& each) {
        return std::find(claim.operators.begin(), claim.operators.end(), each) != claim.operators.end();
      });
      const bool said = ours.contains(claim.kind);
      count.checked += real || said;  // what neither saw would flatter
      count.right += real && said;
      if (real != said)
        disagreements.insert(server.name + " " + form.at("id").get<std::string>() + " " + std::to_string(i) +
                             (said ? " said " : " missed ") + claim.word + ": " + statements[i].substr(0, 100));
    }
  }
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 3) return 2;
  Disagreements disagreements;
  Count count;
  for (const Json& form : read_forms(arguments[1])) {
    if (!form.contains("plans") || form.contains("database")) continue;
    for (const ObservedServer& server : servers) compare(form, server, count, disagreements);
  }
  std::cout << count.right << " of " << count.checked
            << " scans and products that a plan showed or godwit claims are both\n";
  if (argument_count > 3) return write_disagreements(arguments[2], disagreements);
  return compare_with_list(arguments[2], disagreements) == 0 && count.checked > 500 ? 0 : 1;
}
