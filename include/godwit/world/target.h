#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <godwit/ir/known.h>

/// The servers that migrations are for, as far as the configuration and the files themselves say.
namespace godwit {

/// A Neo4j server. Versions are one number, year or major times a hundred: 404 is 4.4, 526 is 5.26, 202608 is 2026.08.
struct Neo4jTarget {
  static constexpr int oldest = 404;   ///< versions whose behaviour was observed
  static constexpr int newest = 202608;

  int version = 526;
  Known enterprise = Known::unknown;   ///< no: Community Edition
  int language = 5;                    ///< of statements that do not say: Cypher 5, or 25 from 2025.06 on
};

struct Target {
  int postgres = 15;                   ///< the major version
  Neo4jTarget neo4j;
};

/// `5.26`, `2026.08.1`, `4.4`: the part behind the second dot makes no difference. None for what is no version.
[[nodiscard]] std::optional<int> parse_neo4j_version(std::string_view text);

}  // namespace godwit
