// Times an editor's question: a project of so many migrations, the last or the first of which is edited, until the whole
// report stands. Beside it what a fresh run over the same files takes. Prints the best of several rounds:
// bench_edit [MIGRATIONS] [ROUNDS]

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>

#include <godwit/engine/workspace.h>
#include <godwit/frontends/frontends.h>

namespace {

using Clock = std::chrono::steady_clock;

std::string table(int number) { return "table_" + std::to_string(number / 4); }

std::string path(int number) {
  std::string digits = std::to_string(number);
  return "/project/" + std::string(5 - digits.size(), '0') + digits + "_step.sql";
}

/// A table now and then, and what people do to it later.
std::string script(int number) {
  const std::string name = table(number);
  switch (number % 4) {
    case 0:
      return "CREATE TABLE " + name + " (\n  id bigint PRIMARY KEY,\n  name text NOT NULL,\n  total numeric(10,2) DEFAULT 0,\n"
             "  made timestamptz DEFAULT now()\n);\nCREATE INDEX ON " + name + " (name);\n";
    case 1:
      return "ALTER TABLE " + name + " ADD COLUMN state varchar(20), ADD COLUMN note text DEFAULT '';\n";
    case 2:
      return "UPDATE " + name + " SET state = 'new' WHERE state IS NULL;\nALTER TABLE " + name + " ALTER COLUMN state SET NOT NULL;\n";
    default:
      return "CREATE INDEX " + name + "_state ON " + name + " (state);\nALTER TABLE " + name + " DROP COLUMN note;\n";
  }
}

template <class Work>
double best_of(int rounds, const Work& work) {
  double best = 1e12;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = Clock::now();
    work(i);
    best = std::min(best, std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  return best;
}

}  // namespace

int main(int count, char** arguments) {
  const int migrations = count > 1 ? std::stoi(arguments[1]) : 1000;
  const int rounds = count > 2 ? std::stoi(arguments[2]) : 10;
  godwit::MemoryFiles files;
  for (int i = 0; i < migrations; ++i) files.add(path(i), script(i));
  std::size_t findings = 0;
  const godwit::Config config;
  const double fresh = best_of(rounds, [&](int) {
    const godwit::Session session{config};
    const auto found = godwit::discover({"/project"}, godwit::all_frontends(), files, config.discovery_options());
    findings = session.run(found).findings.size();
  });
  godwit::Workspace workspace(config, files, godwit::all_frontends());
  static_cast<void>(workspace.run({"/project"}));
  const auto edit = [&](int number) {
    return best_of(rounds, [&](int round) {
      workspace.put(path(number), script(number) + "-- edited " + std::to_string(round) + "\nSELECT 1;\n");
      findings = workspace.run({"/project"}).findings.size();
    });
  };
  const double last = edit(migrations - 1);
  const double first = edit(0);
  std::cout << migrations << " migrations, " << findings << " findings\n"
            << "fresh: " << fresh << " ms\n"
            << "the last one edited: " << last << " ms, " << last / fresh << " of that\n"
            << "the first one edited: " << first << " ms, " << first / fresh << " of that\n";
}
