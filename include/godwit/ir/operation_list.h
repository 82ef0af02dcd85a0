#pragma once

#include <cstddef>
#include <type_traits>

namespace godwit {

/// Some kinds of operations: those of a family (`relational::Operations`, `graph::Operations`), those that one database
/// alone has (`postgres::Operations`, `neo4j::Operations`), or those that families share (`shared::Operations`).
template <class... Ts>
struct OperationList {
  template <class T>
  static constexpr bool has = (std::is_same_v<T, Ts> || ...);
};

}  // namespace godwit
