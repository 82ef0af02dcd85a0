#pragma once

#include <string_view>

#include <godwit/world/result.h>

/// What is known of procedures. Sources: Neo4j 4.4, 5.26 and 2026.08 as observed (fixtures/cypher), APOC 5.26's manual.
namespace godwit::cypher {

struct Procedure {
  std::string_view name;                           ///< a prefix where it ends in `.`
  StatementKind kind = StatementKind::unknown;     ///< what the server takes a call for
  int since = 0;                                   ///< as `parse_dotted_version` counts
  int removed = 999999;
  bool gone_in_25 = false;
  bool own_transactions = false;                   ///< commits by itself, whatever the caller does
  std::string_view instead = {};
  bool enterprise = false;                         ///< Community Edition does not have it
};

/// Null where nothing is known of it. Case makes no difference to the namespace of no procedure here.
[[nodiscard]] const Procedure* procedure(std::string_view name);

}  // namespace godwit::cypher
