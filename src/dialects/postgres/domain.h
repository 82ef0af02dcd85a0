#pragma once

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

namespace godwit::postgres {

/// Whether the domain, or a domain it stands on, has a CHECK or NOT NULL.
[[nodiscard]] Known constrained_domain(const Type& type, const World& world);
[[nodiscard]] const CatalogType* domain_of(const Type& type, const World& world);
/// The type under all domains.
[[nodiscard]] Type base_type(const Type& type, const World& world);

}  // namespace godwit::postgres
