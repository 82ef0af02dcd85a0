#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/operation.h>
#include <godwit/world/catalog.h>

/// What depends on what is dropped: CASCADE takes it along, and without it the server refuses (SQLSTATE 2BP01).
namespace godwit::postgres {

struct Dependent {
  enum class Part : std::uint8_t { view, foreign_key, column, default_value, trigger, index, policy };
  RelationId relation = no_relation;  ///< the view, or the table that has the part
  Part part = Part::view;
  std::string name;                   ///< of the part
  RelationId index = no_relation;
  std::string_view cascade;           ///< evidence of what CASCADE locks
  std::string_view refused;           ///< evidence of the refusal
};

/// What depends on the objects of one DROP, apart from what it drops itself.
[[nodiscard]] std::vector<Dependent> dependents(const DropObjects& op, const Catalog& catalog);
/// What depends on a column, apart from what goes with it without a word: indexes and constraints of its own table.
/// Generated columns and those that triggers name stop it from PostgreSQL 15 on.
[[nodiscard]] std::vector<Dependent> dependents(const Relation& table, const std::string& column,
                                                const Catalog& catalog);
/// Whether a view certainly depends on a column: nothing else that it reads has one of that name.
[[nodiscard]] bool reads_column(const Relation& view, const Relation& table, const std::string& column,
                                const Catalog& catalog);
/// The tables whose foreign keys point at a table, with the keys.
struct Referencing {
  RelationId table;
  const CatalogConstraint* constraint;
};
[[nodiscard]] std::vector<Referencing> referencing(const Catalog& catalog, RelationId table);
/// ``the view `reports` ``, ``the default of `orders.state` ``.
[[nodiscard]] std::string described(const Dependent& dependent, const Catalog& catalog);

}  // namespace godwit::postgres
