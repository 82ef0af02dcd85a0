#pragma once

#include <optional>
#include <pugixml.hpp>
#include <string>

namespace godwit::neo4j_migrations {

/// The query that a `<refactor>` becomes, as read in neo4j-migrations 3: `rename.*`, `addSurrogateKeyTo.*` and
/// `normalize.asBoolean`, whose parameters are written out here. Nothing for those that first ask the database what is
/// there (`merge.nodes`, `migrate.*`), and where it is not clear what a custom query returns.
[[nodiscard]] std::optional<std::string> refactoring_statement(pugi::xml_node refactor);

}  // namespace godwit::neo4j_migrations
