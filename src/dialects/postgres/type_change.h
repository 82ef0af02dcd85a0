#pragma once

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

namespace godwit::postgres {

/// What a change of a column's type costs by itself.
struct TypeChange {
  bool rewrite = false;          ///< every row is written anew
  bool rebuild_indexes = false;  ///< plain indexes on the column are built anew
};
/// `old_type` as the catalog knows it. Source: the 182 measured type changes of group column-type.
[[nodiscard]] TypeChange type_change(const CatalogColumn& old_column, const AlterColumnType& change,
                                     const World& world);

}  // namespace godwit::postgres
