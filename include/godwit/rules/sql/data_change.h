#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <godwit/rules/rule.h>

namespace godwit {

/// How much of the tables that people use a change of rows goes through, as far as its words tell.
enum class Reach : std::uint8_t {
  few_rows,    ///< literal rows, a key, tables that nobody uses
  a_batch,     ///< a bounded set: a subquery with LIMIT, a range of the key
  some_rows,   ///< those with given values in columns that no index finds: they may be few
  many_rows,   ///< filtered by something that no key or index finds
  every_row,
};
[[nodiscard]] Reach reach(const ChangeRows& change, const RuleContext& context);

/// Whether an earlier statement of the migration has emptied the table (TRUNCATE, DELETE without WHERE).
[[nodiscard]] bool emptied_here(const Name& table, const RuleContext& context);

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
