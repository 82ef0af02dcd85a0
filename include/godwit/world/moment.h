#pragma once

#include <cstdint>

namespace godwit {

/// When something came into being, seen from the statement at hand.
enum class Age : std::uint8_t { this_transaction, this_migration, earlier_migration, before_history };

/// The moment a statement runs: which migration, which transaction. Objects remember the moment they were made.
struct Moment {
  std::uint32_t migration = 0;    ///< 0: before the history
  std::uint32_t transaction = 0;  ///< counts every transaction of the history
};

}  // namespace godwit
