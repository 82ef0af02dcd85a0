// Replays the observed sessions of Cypher and compares who waits: a statement of one session waits exactly where
// another's open transaction holds a label lock that stands in its way.
//   compare_sessions FORMS.jsonl

#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <godwit/ir/graph/neo4j_locks.h>

#include "forms.h"

namespace {

using Json = nlohmann::json;
using namespace godwit;
using namespace godwit::test;
using Locks = std::map<std::string, Lock>;

/// The label locks that the last of these statements takes in the graph that the others leave.
Locks locks_of(const std::vector<std::string>& statements, int version) {
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {}, {}, {}});
  for (const std::string& each : statements)
    discovery.histories[0].migrations.push_back(form_migration({each}, TransactionMode::per_statement));
  discovery.histories[0].asked.assign(statements.size(), false);
  discovery.histories[0].asked.back() = true;
  Config config;
  config.servers = {community(version)};
  RunOptions options;
  options.run_rules = false;
  options.keep_effects = true;
  Locks out;
  const Report report = Session(config).run(discovery, options);
  for (const ReportedStatement& statement : report.migrations.at(0).effects)
    for (const RelationEffect& effect : statement.result.relations) out[effect.known_as()] = effect.lock;
  return out;
}

bool stands_in_the_way(const Locks& held, const Locks& wanted) {
  for (const auto& [label, mode] : wanted) {
    const auto other = held.find(label);
    if (other == held.end()) continue;
    if (mode == neo4j_lock::label_exclusive || other->second == neo4j_lock::label_exclusive) return true;
  }
  return false;
}

struct Count {
  int checked = 0, wrong = 0;
};

/// `a> BEGIN`, `a> statement`, then `b> statement` once or more.
void compare(const Json& form, const std::string& server, int version, Count& count) {
  const auto statements = form.at("statements").get<std::vector<std::string>>();
  const Json& observed = form.at("observed").at(server);
  if (statements.at(1).rfind("a> ", 0) != 0) return;  // both sessions begin: a race, and not a wait
  std::vector<std::string> before = form.value("setup", std::vector<std::string>());
  before.push_back(statements[1].substr(3));
  const Locks held = locks_of(before, version);
  before.pop_back();
  for (std::size_t i = 2; i < statements.size() && i < observed.size(); ++i) {
    if (statements[i].rfind("b> ", 0) != 0) break;
    const std::string text = statements[i].substr(3);
    if (text == "BEGIN" || text == "COMMIT" || text == "ROLLBACK") break;
    before.push_back(text);
    const bool ours = stands_in_the_way(held, locks_of(before, version));
    before.pop_back();
    const bool real = observed[i] == "waits";
    ++count.checked;
    if (ours == real) continue;
    ++count.wrong;
    std::cerr << server << ' ' << form.at("id").get<std::string>() << ": " << (real ? "waits" : "does not wait") << ": "
              << text << '\n';
  }
}

}  // namespace

int main(int argument_count, char** arguments) {
  if (argument_count < 2) return 2;
  Count count;
  for (const Json& form : read_forms(arguments[1])) {
    if (form.at("mode") != "sessions") continue;
    for (const auto& [server, version] : {std::pair{"4.4.48", 404}, {"5.26.30", 526}, {"2026.08.1/5", 202608}})
      if (form.at("observed").contains(server)) compare(form, server, version, count);
  }
  std::cout << count.checked - count.wrong << " of " << count.checked << " statements wait as the servers saw\n";
  return count.wrong == 0 && count.checked > 60 ? 0 : 1;
}
