#pragma once

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <godwit/engine/session.h>
#include <godwit/frontends/frontends.h>
#include <godwit/world/server.h>

/// The observed forms of fixtures/cypher as histories of two migrations: what was set up, and what was asked.
namespace godwit::test {

inline Server community(int version, std::string_view language = "5") {
  return Server{"neo4j", version, {}}.with("edition", "community").with("language", language);
}

/// A server and the language it was asked in, as the forms name them.
struct ObservedServer {
  std::string name;
  Server aimed;
};
inline const std::vector<ObservedServer> servers{{"4.4.48", community(404)},
                                         {"5.26.30", community(526)},
                                         {"2026.08.1/5", community(202608)},
                                         {"2026.08.1/25", community(202608, "25")}};

inline std::vector<std::string> strings(const nlohmann::json& form, const char* key) {
  return form.contains(key) ? form.at(key).get<std::vector<std::string>>() : std::vector<std::string>();
}

/// The forms of a file, one a line.
inline std::vector<nlohmann::json> read_forms(const char* path) {
  std::vector<nlohmann::json> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) out.push_back(nlohmann::json::parse(line));
  return out;
}

/// Each statement is a script of its own, from a file whose path is its number.
inline Migration form_migration(const std::vector<std::string>& statements, TransactionMode mode) {
  Migration out;
  out.path = "form.cypher";
  out.frontend = find_frontend("plain");
  out.transaction = mode;
  for (const std::string& each : statements) {
    const auto file = std::make_shared<const Buffer>(Buffer{std::to_string(out.steps.size()), each});
    out.steps.emplace_back(verbatim_script("cypher", file));
  }
  return out;
}

/// As Neo4j-Migrations does: `:use` before the statements, in a file that is none of them.
inline void choose_database(const std::string& database, Migration& migration) {
  const auto file = std::make_shared<const Buffer>(Buffer{"1000000", ":use " + database});
  migration.steps.insert(migration.steps.begin(), verbatim_script("cypher", file));
  migration.frontend = find_frontend("neo4j-migrations");
}

/// What godwit says of the statements, the form's set-up having run before.
inline Report run_form(const nlohmann::json& form, const std::vector<std::string>& statements,
                       const Server& aimed) {
  Discovery discovery;
  discovery.histories.push_back({"", nullptr, {}, {false, true}, {}});
  const bool together = form.at("mode") == "same-tx";
  discovery.histories[0].migrations = {
      form_migration(strings(form, "setup"), TransactionMode::per_statement),
      form_migration(statements, together ? TransactionMode::per_migration : TransactionMode::per_statement)};
  if (form.contains("database")) choose_database(form.at("database"), discovery.histories[0].migrations[1]);
  Config config;
  config.servers = {aimed};
  RunOptions options;
  options.keep_effects = true;
  return Session(config).run(discovery, options);
}

/// The statement's number, from the file it is in.
inline std::size_t number_of(const FilePlace& place) { return static_cast<std::size_t>(std::stoi(place.file->path)); }

}  // namespace godwit::test
