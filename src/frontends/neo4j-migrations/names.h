#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace godwit::neo4j_migrations {

/// What a file's name says to neo4j-migrations, as read in its version 3: `V1_2__words.cypher` and `R1.2__words.xml`,
/// where the words are letters, digits, `_` and blanks. Case counts.
struct MigrationName {
  std::string version;  ///< `1.2`: `_` between the numbers is `.`
  bool repeatable = false;
  bool xml = false;
};
[[nodiscard]] std::optional<MigrationName> parse_name(std::string_view file);

/// Whether somebody surely meant a migration (`V1_words.cypher`, `v1__words.cypher`, `V1__more-words.cypher`), and
/// neo4j-migrations passes the file over without a word.
[[nodiscard]] bool is_passed_over(std::string_view file);

/// A callback: `afterMigrate.cypher`, `afterMigrate__words.cypher`.
struct Callback {
  int phase = 0;           ///< in the order of a run; up to `last_before` before the migrations
  std::string_view name;   ///< `afterMigrate`
  std::string_view words;  ///< callbacks of one phase run in the order of these
  static constexpr int last_before = 1;
};
[[nodiscard]] std::optional<Callback> parse_callback(std::string_view file);

}  // namespace godwit::neo4j_migrations
