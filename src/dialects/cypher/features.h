#pragma once

#include <string_view>
#include <vector>

/// Which pieces of Cypher which servers understand. Every row was seen on Neo4j 4.4, 5.26 and 2026.08, the last in Cypher
/// 5 and in Cypher 25; versions between those are from Neo4j's manual, "Additions, deprecations, removals".
namespace godwit::cypher {

inline constexpr int never = 999999;

struct Feature {
  std::string_view id;
  std::string_view what;          ///< for messages: "`exists(n.p)` of a property"
  int since = 0;                  ///< as `parse_dotted_version` counts
  int deprecated = never;
  int removed = never;
  bool only_in_25 = false;        ///< not in Cypher 5, whatever the server is
  bool gone_in_25 = false;
  std::string_view instead = {};  ///< a few words
  std::string_view evidence = {}; ///< id of an observed form in fixtures/cypher
};

enum class Support : unsigned char { yes, deprecated, removed, not_yet };

/// The feature of that id; it must exist.
[[nodiscard]] const Feature& feature(std::string_view id);
/// Whether a server of that version understands it in that language (5 or 25).
[[nodiscard]] Support support(const Feature& feature, int version, int language);

}  // namespace godwit::cypher
