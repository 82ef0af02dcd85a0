#include "dialects/cypher/servers.h"

namespace godwit::cypher {

// Observed were 4.4, 5.26 and 2026.08; where the versions between them differ, Neo4j's manual says so.
const std::vector<ServerKind>& servers() {
  static const std::vector<ServerKind> kinds{
      {.name = "neo4j",
       .title = "Neo4j",
       .form = VersionForm::dotted,
       .releases = {{404, 404}, {500, 526}, {202501, 202512}, {202601, 202608}},
       .others = true,
       .otherwise = 526,
       .traits = {{"edition", {"community", "enterprise"}}, {"language", {"5", "25"}, "5"}},
       .spellings = {{"neo4j-version"}, {"neo4j-edition", "edition"}, {"cypher-language", "language", false}}}};
  return kinds;
}

Known enterprise(const Server& server) {
  const std::string_view edition = server.trait("edition");
  return edition.empty() ? Known::unknown : known(edition == "enterprise");
}

int language(const Server& server) {
  constexpr int first_with_a_choice = 202506;
  return server.at_least(first_with_a_choice) && server.trait("language") == "25" ? 25 : 5;
}

}  // namespace godwit::cypher
