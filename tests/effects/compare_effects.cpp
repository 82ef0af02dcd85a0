// Runs every measured operation through godwit and compares lock, rewrite and scan on every table:
//   compare_effects FACTS.json DISAGREEMENTS.txt [--write]
// DISAGREEMENTS lists `version id` of what is known not to agree yet. A line that agrees now is an error too, so that
// the list only shrinks. --write makes it anew.

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include <godwit/engine/session.h>
#include <godwit/frontends/frontends.h>
#include <godwit/ir/relational/postgres_locks.h>

#include "disagreements.h"

namespace {

using Json = nlohmann::json;
using namespace godwit;
using namespace godwit::test;

struct Seen {
  std::string lock = "none";
  bool rewrite = false, scan = false;
  friend bool operator==(const Seen&, const Seen&) = default;
};
using Tables = std::map<std::string, Seen>;

Migration migration(const std::string& name, const std::string& text) {
  Migration out;
  out.path = name;
  out.frontend = find_frontend("plain");
  out.steps.emplace_back(verbatim_script("postgres", std::make_shared<const Buffer>(Buffer{name, text})));
  return out;
}

Lock mode_named(const std::string& name) {
  for (const LockRow& row : postgres_lock::rows)
    if (row.server_name == name) return Lock(row);
  return Lock();
}

bool is_table(ObjectKind kind) {
  return kind == ObjectKind::table || kind == ObjectKind::partitioned_table || kind == ObjectKind::materialized_view;
}

Report run(const Json& operation, int version) {
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {}, {false, true}, {}});
  discovery.histories[0].migrations.push_back(migration("001_setup.sql", operation.at("setup").get<std::string>()));
  discovery.histories[0].migrations.push_back(
      migration("002_operation.sql", operation.at("statement").get<std::string>()));
  Config config;
  config.servers = {{"postgres", version, {}}};
  RunOptions options;
  options.run_rules = false;
  options.keep_effects = true;
  return Session(config).run(discovery, options);
}

Tables predicted(const Report& report, std::set<std::string>& evidence) {
  Tables out;
  for (const ReportedMigration& each : report.migrations)
    for (const ReportedStatement& statement : each.effects)
      for (const RelationEffect& effect : statement.result.relations) {
        evidence.insert(std::string(effect.evidence));
        if (!is_table(effect.object.kind) || effect.made_here) continue;
        const std::string full = effect.known_as();
        const std::string name = full.starts_with("public.") ? full.substr(7) : full;
        Seen& seen = out[name];
        if (mode_named(seen.lock) < effect.lock) seen.lock = effect.lock.server_name();
        seen.rewrite |= effect.rewrite;
        seen.scan |= effect.scan;
      }
  return out;
}

Tables observed(const Json& entry) {
  Tables out;
  for (const auto& [name, what] : entry.at("tables").items()) {
    Seen& seen = out[name];
    seen.lock = what.at(0);
    for (const auto& word : what) {
      seen.rewrite |= word == "rewrite";
      seen.scan |= word == "scan";
    }
  }
  return out;
}

bool agree(Tables real, Tables guess) {
  for (const auto& [name, seen] : guess) real.try_emplace(name);
  for (const auto& [name, seen] : real) guess.try_emplace(name);
  return real == guess;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const Json facts = Json::parse(std::ifstream(arguments[1]));
  std::set<std::string> disagreements, evidence, ids;
  int checked = 0;
  for (const Json& operation : facts.at("operations")) {
    ids.insert(operation.at("id").get<std::string>());
    for (const Json& entry : operation.at("observed"))
      for (int version : entry.at("versions")) {
        ++checked;
        if (!agree(observed(entry), predicted(run(operation, version), evidence)))
          disagreements.insert(std::to_string(version) + " " + operation.at("id").get<std::string>());
      }
  }
  evidence.erase("");
  std::cout << checked - static_cast<int>(disagreements.size()) << " of " << checked << " observations agree\n";
  if (count > 3) return write_disagreements(arguments[2], disagreements);
  const int faults =
      compare_with_list(arguments[2], disagreements) + complain("evidence that no server gave", evidence, ids);
  return faults == 0 ? 0 : 1;
}
