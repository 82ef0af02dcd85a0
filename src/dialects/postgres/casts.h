#pragma once

#include <godwit/ir/relational/type.h>
#include <godwit/world/world.h>

/// Which types go together. Of a type that is not PostgreSQL's own nobody knows: then the answer is yes.
namespace godwit::postgres {

/// Whether a value of one type becomes one of the other where it is stored, without a USING.
[[nodiscard]] bool casts_by_itself(const Type& from, const Type& to, const World& world);
/// Whether a foreign key of the first type can reference the second.
[[nodiscard]] bool compares(const Type& key, const Type& referenced, const World& world);

}  // namespace godwit::postgres
