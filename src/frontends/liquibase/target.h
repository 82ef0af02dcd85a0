#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace godwit::liquibase {

/// The database that a changelog is for, and what stands for its `${parameters}`.
struct Target {
  std::string dialect = "cypher";
  std::string database = "neo4j";   ///< as `dbms` calls it
  std::map<std::string, std::string, std::less<>> parameters = {};

  [[nodiscard]] bool is_neo4j() const { return database == "neo4j"; }
};

/// Whether changesets with this `dbms` run there.
[[nodiscard]] bool is_for(const Target& target, std::string_view dbms);

}  // namespace godwit::liquibase
