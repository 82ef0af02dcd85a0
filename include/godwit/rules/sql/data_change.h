#pragma once

#include <optional>
#include <string>

#include <godwit/rules/rule.h>
#include <godwit/world/row_reach.h>

namespace godwit {

/// How many rows it changes as it stands in the statement at hand: none where that only plans.
[[nodiscard]] inline RowReach reach(const ChangeRows& change, const RuleContext& context) {
  const auto* explain = context.statement().operations.front().as<Explain>();
  return explain && !explain->executes ? RowReach::few_rows : reach(change, context.world());
}

/// Whether the change goes on for long while the transaction holds a lock on a table in use that
/// makes its readers or writers wait.
[[nodiscard]] bool changes_at_length_under_lock(const ChangeRows& change, const Operation& operation,
                                                const RuleContext& context);

/// Whether an operation stands in a DO block that never commits, so that its batches are one transaction.
[[nodiscard]] bool in_one_transaction_of_code(const Operation& operation, const RuleContext& context);

/// The statement at hand over a thousand rows, to be repeated until it changes none; nothing where that would not end or
/// not be the same.
[[nodiscard]] std::optional<std::string> in_batches(const ChangeRows& change, const Operation& operation,
                                                    const RuleContext& context);

}  // namespace godwit
