#pragma once

#include <cstdint>

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

/// How much of a graph the clauses of a statement go through, as far as their words and the history tell.
namespace godwit {

enum class GraphReach : std::uint8_t {
  few,          ///< literal rows, a key, a literal LIMIT, a label that this migration brings in
  many,         ///< all nodes of a label, a file, a list of unknown length
  every_node,   ///< nothing narrows it down
};

/// The nodes and relationships that a pattern finds.
[[nodiscard]] GraphReach reach(const graph::Pattern& pattern, const World& world);
/// The rows that drive a clause inside its batch, or that drive a batch.
[[nodiscard]] GraphReach reach(const graph::Clause& clause, const Statement& statement, const World& world);

/// Whether the rows of a clause come to one transaction, however many they are: nothing batches them, or what should
/// is driven by one row.
[[nodiscard]] bool in_one_transaction(const graph::Clause& clause, const Statement& statement);

/// The relation of a label (`:Person`) or a relationship type (`[:KNOWS]`); null if nothing read so far names it.
[[nodiscard]] const Relation* find_label(const World& world, graph::Entity entity, const std::string& label);
/// Their name in the catalog and in reports.
[[nodiscard]] Name label_name(graph::Entity entity, const std::string& label);

}  // namespace godwit
