#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/operation.h>
#include <godwit/world/catalog.h>

namespace godwit::postgres {

/// Something of a table that goes when a type, function or sequence that it needs is dropped with CASCADE.
struct Dependent {
  enum class Part : std::uint8_t { column, default_value, trigger, index };
  RelationId table = no_relation;
  Part part = Part::column;
  std::string name;                 ///< of the column (for its default, too) or the trigger
  RelationId index = no_relation;
  std::string_view evidence;        ///< what servers did
};

/// What `DROP ... CASCADE` of one object takes along. Nothing for relations and schemas, which hold what goes with them.
[[nodiscard]] std::vector<Dependent> dependents(ObjectKind kind, const Name& dropped, const Catalog& catalog);

}  // namespace godwit::postgres
