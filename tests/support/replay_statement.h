#pragma once

#include <utility>

#include <godwit/dialects/dialect.h>

namespace godwit {

/// Carries out a statement, transaction control aside, and says what it did.
inline StatementResult replay_statement(const Dialect& dialect, const Statement& statement, World& world) {
  StatementResult all;
  for (const StatementPart& part : dialect.parts(statement)) {
    StatementResult own = dialect.effects(statement, part, world);
    dialect.assume(statement, own, world);
    append(all, std::move(own));
    dialect.apply(statement, part, all, world);
  }
  return all;
}

}  // namespace godwit
