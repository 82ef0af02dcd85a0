#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <godwit/dialects/dialect.h>

#include "support/replay_statement.h"

namespace godwit {

/// Carries out a migration of one script, transaction control and all.
inline void replay_migration(const Dialect& dialect, std::string_view text, TransactionMode mode, World& world) {
  const auto reader = dialect.read(text);
  const Arrival arrival{mode, reader->statement_count() > 1, reader->may_roll_back()};
  dialect.prepare(world, {});
  begin_migration(world, arrival);
  dialect.follow_settings(world);
  std::vector<Problem> problems;
  for (auto batch = reader->next(problems); !batch.empty(); batch = reader->next(problems))
    for (Statement& statement : batch) {
      const StatementPlace place{statement.span, world.statements, 0};
      dialect.follow_code(statement, world);
      remember(world, statement, place);
      hold_locks(world, replay_statement(dialect, statement, world), place);
      for (const Operation& operation : statement.operations)
        if (const auto* control = operation.as<TransactionControl>(); control && !operation.in_code) {
          control_transaction(world, arrival, *control, statement.span);
          dialect.follow_settings(world);
        }
      statement_committed(world);
      ++world.statements;
    }
}

}  // namespace godwit
