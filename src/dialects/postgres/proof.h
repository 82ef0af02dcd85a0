#pragma once

#include <string_view>

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

/// What the constraints of a table prove of its rows, as far as the server itself would find out.
namespace godwit::postgres {

/// Whether nothing says that the column holds no NULL: neither its own NOT NULL nor a CHECK.
[[nodiscard]] bool may_hold_nulls(const Relation& table, std::string_view column, const Statement& in_statement);
/// Whether a valid, enforced CHECK of the table proves that the column holds no NULL.
[[nodiscard]] bool proves_not_null(const Relation& table, std::string_view column, const Statement& in_statement);
/// Whether valid CHECKs and NOT NULL of the table prove that all its rows are inside the bound.
[[nodiscard]] bool proves_bound(const Relation& table, const PartitionKey& key, const PartitionBound& bound);
/// Whether valid CHECKs of a default partition prove that none of its rows is inside the bound.
[[nodiscard]] bool excludes_bound(const Relation& table, const PartitionKey& key, const PartitionBound& bound);

}  // namespace godwit::postgres
