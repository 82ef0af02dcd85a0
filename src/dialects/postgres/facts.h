#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

/// Facts about PostgreSQL that effects and the catalog share.
namespace godwit::postgres {

/// Whether an expression calls a VOLATILE function. A function that neither PostgreSQL nor the history declares is
/// unknown. Source: pg_proc.provolatile of PostgreSQL 13 to 18; inlining of SQL functions as measured
/// (add-column/default-undeclared-sql-function).
[[nodiscard]] Known is_volatile(const Expression& expression, const World& world);

/// What a change of a column's type costs by itself.
struct TypeChange {
  bool rewrite = false;          ///< every row is written anew
  bool rebuild_indexes = false;  ///< plain indexes on the column are built anew
};
/// `old_type` as the catalog knows it. Source: the 182 measured type changes of group column-type.
[[nodiscard]] TypeChange type_change(const CatalogColumn& old_column, const AlterColumnType& change,
                                     const World& world);

/// What a change of a column's type does to values that the new type cannot hold.
enum class Loss : std::uint8_t {
  none,    ///< every value fits, or nobody can say
  fails,   ///< the statement stops at the first one that does not fit
  rounds,  ///< digits, fractions of a second or the time of day go away without a word
};
[[nodiscard]] Loss loss(const Type& from, const Type& to);

/// Whether an object of that kind is in PostgreSQL's one name space of relations.
[[nodiscard]] constexpr bool is_relation_kind(ObjectKind kind) { return kind <= ObjectKind::partitioned_index; }

/// Whether nothing says that the column holds no NULL: neither its own NOT NULL nor a CHECK.
[[nodiscard]] bool may_hold_nulls(const Relation& table, std::string_view column, const Statement& in_statement);
/// Whether a valid, enforced CHECK of the table proves that the column holds no NULL.
[[nodiscard]] bool proves_not_null(const Relation& table, std::string_view column, const Statement& in_statement);
/// Whether valid CHECKs and NOT NULL of the table prove that all its rows are inside the bound.
[[nodiscard]] bool proves_bound(const Relation& table, const PartitionKey& key, const PartitionBound& bound);
/// Whether valid CHECKs of a default partition prove that none of its rows is inside the bound.
[[nodiscard]] bool excludes_bound(const Relation& table, const PartitionKey& key, const PartitionBound& bound);

/// Whether the domain, or a domain it stands on, has a CHECK or NOT NULL.
[[nodiscard]] Known constrained_domain(const Type& type, const World& world);
[[nodiscard]] const CatalogType* domain_of(const Type& type, const World& world);
/// The type under all domains.
[[nodiscard]] Type base_type(const Type& type, const World& world);

}  // namespace godwit::postgres
