#pragma once

#include <godwit/source/span.h>
#include <optional>
#include <string_view>

namespace godwit::neo4j_migrations {

/// What neo4j-migrations makes of one statement: it looks with two regular expressions whether the server wants to
/// commit by itself in it. As read in its version 3.
enum class Sent : std::uint8_t {
  in_transaction,  ///< it saw nothing
  by_itself,       ///< and then every other statement of the file, too
  refused,         ///< it takes what stands between IN and TRANSACTIONS for an error
};
[[nodiscard]] Sent how_sent(std::string_view statement);

/// Where a statement really says that it commits by itself: `IN TRANSACTIONS` behind a subquery.
[[nodiscard]] std::optional<Span> in_transactions(std::string_view statement);

}  // namespace godwit::neo4j_migrations
