#pragma once

#include <cstdint>
#include <memory>

#include <godwit/world/catalog.h>
#include <godwit/world/settings.h>
#include <godwit/world/transaction.h>

namespace godwit {

/// Everything known before a statement runs: what exists, which transaction is open, which settings hold.
struct World {
  Catalog catalog;
  Transaction transaction;
  Settings settings;
  Moment now;
  int server_version = 15;   ///< the major version aimed at

  [[nodiscard]] Age age(Moment made) const;

  /// Whether anyone but this migration can be using the relation: no for what this migration made and for temporary
  /// tables, yes for what existed before it.
  [[nodiscard]] Known in_use(const Relation& relation) const;
  [[nodiscard]] Known in_use(const Name& name) const;
};

}  // namespace godwit
