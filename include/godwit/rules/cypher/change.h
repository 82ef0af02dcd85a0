#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/rules/rule.h>
#include <godwit/world/graph_reach.h>

/// Changes of a graph's data as rules look at them: what drives them, what one transaction holds, and the same in batches.
namespace godwit::graph_change {

/// The clause of an operation that reads or writes; null of others.
[[nodiscard]] const graph::Clause* clause_of(const Operation& operation);
[[nodiscard]] bool writes(const Operation& operation);
/// Whether the statement at hand changes data. What only reads is not warned about.
[[nodiscard]] bool statement_writes(const RuleContext& context);

/// How many rows drive a clause, those of its batches included.
[[nodiscard]] GraphReach driven_by(const graph::Clause& clause, const RuleContext& context);
/// The operation that brings rows under that name to a clause or to its batches: a file or a list. Null if none does.
[[nodiscard]] const Operation* source_of_rows(const graph::Clause& clause, const RuleContext& context);

/// The first operation of some batches that locks nodes which another of them may be working on: both ends of a
/// relationship, and what a MERGE finds. Null if none does.
[[nodiscard]] const Operation* locks_others(const Operation& batches, const RuleContext& context);

/// Whether a word stands in a stretch of the script, outside strings, names in backticks and comments.
[[nodiscard]] bool says(const RuleContext& context, Span span, std::string_view word);

/// Why one transaction does it all. One statement has one of these, so that one cause is one finding.
enum class Unbatched : std::uint8_t {
  no,
  everything,   ///< every node or relationship of the database is deleted
  limited,      ///< a LIMIT takes some rows, once
  one_row,      ///< what should batch it is driven by one row
  file,         ///< rows of a file
  deleted,
  changed,
};
struct Change {
  Unbatched how = Unbatched::no;
  const Operation* operation = nullptr;
  std::string what;                       ///< `:Person`; empty: no label is known
};
[[nodiscard]] Change unbatched(const RuleContext& context);

/// "every `:Person` that is found", "every node that is found".
[[nodiscard]] std::string all_of(const Change& change);

/// Whether a DELETE takes every node or every relationship there is.
[[nodiscard]] bool deletes_everything(const graph::Delete& op, const Operation& operation, const RuleContext& context);

/// The statement at hand, or the body of a CALL in it, with what it writes in batches of 10,000 rows; nothing where that
/// cannot be written, or could not be run a second time.
[[nodiscard]] std::optional<std::string> in_batches(const RuleContext& context, Span whole);
/// `CALL (n) { ... } IN TRANSACTIONS OF 10000 ROWS`, as the version aimed at writes it.
[[nodiscard]] std::string batches(const RuleContext& context, std::string_view variables, std::string_view body);
/// `IN TRANSACTIONS OF ...`, behind the braces.
[[nodiscard]] Span tail_of(const graph::CallInTransactions& op, const Operation& operation);
/// What to do, with what the runner needs for it.
[[nodiscard]] std::string in_batches_help(const RuleContext& context);

/// The index and constraint that stay on a label: ", and the index `x` stays on `:Old`".
[[nodiscard]] std::string left_on(const RuleContext& context, const std::string& label, const std::string& property);

}  // namespace godwit::graph_change
