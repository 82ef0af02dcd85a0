#pragma once

#include <godwit/ir/operation.h>

namespace godwit::postgres {

/// Whether an object of that kind is in PostgreSQL's one name space of relations.
[[nodiscard]] constexpr bool is_relation_kind(ObjectKind kind) { return kind <= ObjectKind::partitioned_index; }

[[nodiscard]] constexpr bool is_index(ObjectKind kind) {
  return kind == ObjectKind::index || kind == ObjectKind::partitioned_index;
}

}  // namespace godwit::postgres
