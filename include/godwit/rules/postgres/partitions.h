#pragma once

#include <string>
#include <vector>

#include <godwit/rules/rule.h>

/// What rules say about partitioned tables: their partitions by name, and the ways out that go partition by partition.
namespace godwit {

/// The partitions known of a table that are tables themselves; one made-up name when none is known, so that the advice
/// can still be read.
[[nodiscard]] std::vector<Name> partitions_or_example(const RuleContext& context, const Relation& parent);

/// The default partition, or null when none is known.
[[nodiscard]] const Relation* default_partition(const RuleContext& context, const Relation& parent);

/// An index on a partitioned table without stopping anyone: on the parent alone, concurrently on each partition, then
/// attached.
[[nodiscard]] std::vector<std::string> index_by_partition(const RuleContext& context, const CreateIndex& index,
                                                          const Operation& operation);

/// A foreign key of a partitioned table before 18, which takes none that is NOT VALID: its partitions get it one by one,
/// and the parent last.
[[nodiscard]] std::vector<std::string> foreign_key_by_partition(const RuleContext& context, const AddConstraint& op);

/// The CHECK that spares ATTACH PARTITION its scan: `id IS NOT NULL AND id >= 1 AND id < 100`. Empty where it cannot be
/// written: the key is unknown, an expression or hashed, or the partition is the default one.
[[nodiscard]] std::string partition_check(const RuleContext& context, const Relation& parent,
                                          const PartitionBound& bound);

}  // namespace godwit
