#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontends/liquibase/element.h"

namespace godwit::liquibase {

/// Whether only liquibase-neo4j has a change of this name, so that whoever uses it uses Neo4j.
[[nodiscard]] bool is_of_neo4j(std::string_view change);

/// Whether a change sends nothing that could matter: a tag, a message.
[[nodiscard]] bool sends_nothing(std::string_view change);

/// The statements that a change of the graph becomes, as read in liquibase-neo4j 4.33, its parameters written out.
/// Nothing for those that first ask the database what is there (`mergeNodes`), and for those that are not known.
[[nodiscard]] std::optional<std::vector<std::string>> refactoring_statements(const Element& change);

}  // namespace godwit::liquibase
