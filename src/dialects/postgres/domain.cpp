#include "dialects/postgres/domain.h"

namespace godwit::postgres {

const CatalogType* domain_of(const Type& type, const World& world) {
  const CatalogType* found = world.catalog.find_type(type.schema, type.name);
  return found && found->kind == ObjectKind::domain ? found : nullptr;
}

Known constrained_domain(const Type& type, const World& world) {
  Type at = type;
  for (int depth = 0; depth < 16; ++depth) {
    const CatalogType* domain = domain_of(at, world);
    if (!domain) return Known::no;
    if (domain->constrained == Known::yes || domain->not_null == Known::yes) return Known::yes;
    at = domain->base;
  }
  return Known::unknown;
}

Type base_type(const Type& type, const World& world) {
  Type at = type;
  for (int depth = 0; depth < 16; ++depth) {
    const CatalogType* domain = at.dimensions == 0 ? domain_of(at, world) : nullptr;
    if (!domain) break;
    at = domain->base;
  }
  return at;
}

}  // namespace godwit::postgres
