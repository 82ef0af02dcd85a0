#pragma once

#include <cstdint>

#include <godwit/ir/known.h>
#include <godwit/ir/operation.h>
#include <godwit/world/result.h>

namespace godwit {

/// A statement that ran, as migration rules see it.
struct StatementRecord {
  Statement statement;
  StatementResult result;
  Known in_transaction = Known::no;   ///< when it ran
  std::uint32_t number = 0;           ///< in the migration, from 0
  std::uint32_t script = 0;           ///< which of the migration's scripts
};

}  // namespace godwit
