#pragma once

#include <cstdint>
#include <string_view>

namespace godwit {

/// Every kind of object that a statement can create, drop, rename, own or comment on.
enum class ObjectKind : std::uint8_t {
  table, partitioned_table, view, materialized_view, foreign_table, sequence, index, partitioned_index,
  column, constraint, domain_constraint, trigger, rule, policy, attribute,
  type, domain, enum_type, enum_value, composite_type,
  function, procedure, routine, aggregate, operator_, cast,
  schema, database, tablespace, role, extension, statistics, publication, subscription,
  event_trigger, foreign_server, foreign_data_wrapper,
  label, relationship_type, graph,
  other,
};

/// In the words of SQL, lower case: `materialized view`.
[[nodiscard]] std::string_view words(ObjectKind kind);

}  // namespace godwit
