#include "dialects/postgres/type_change.h"

#include <algorithm>
#include <array>
#include <optional>

#include "dialects/postgres/domain.h"

namespace godwit::postgres {

namespace {

/// A limit in a type's modifiers: length or precision; none is no limit.
using Limit = std::optional<int>;

Limit limit(const Type& type, std::size_t index = 0) {
  return index < type.modifiers.size() ? Limit(type.modifiers[index]) : std::nullopt;
}

bool at_least_as_wide(Limit from, Limit to) { return !to || (from && *to >= *from); }

bool numeric_fits(const Type& from, const Type& to) {
  if (to.modifiers.empty()) return true;
  if (from.modifiers.empty()) return false;
  return limit(to) >= limit(from) && limit(from, 1).value_or(0) == limit(to, 1).value_or(0);
}

int precision(Limit limit) { return limit.value_or(6); }

// The smallest unit of an interval's fields mask, finest last. Source: INTERVAL_MASK of PostgreSQL's timestamp.h.
int finest_unit(const Type& type) {
  const int mask = limit(type).value_or(0x7FFF);
  constexpr std::array<int, 6> bits{1 << 2, 1 << 1, 1 << 3, 1 << 10, 1 << 11, 1 << 12};
  for (int unit = 5; unit >= 0; --unit)
    if (mask & bits[static_cast<std::size_t>(unit)]) return unit;
  return 5;
}

bool interval_fits(const Type& from, const Type& to) {
  return finest_unit(to) >= finest_unit(from) && precision(limit(to, 1)) >= precision(limit(from, 1));
}

bool one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Whether the same type with other modifiers takes every value as it is.
bool modifiers_fit(const Type& from, const Type& to) {
  const std::string& name = from.name;
  if (one_of(name, {"varchar", "varbit"})) return at_least_as_wide(limit(from), limit(to));
  if (name == "numeric") return numeric_fits(from, to);
  if (name == "interval") return interval_fits(from, to);
  if (one_of(name, {"timestamp", "timestamptz", "time", "timetz"}))
    return precision(limit(to)) >= precision(limit(from));
  return from.modifiers == to.modifiers;
}

/// Types whose values are stored alike. `family`: whether indexes of one serve the other.
struct Alike {
  std::string_view from, to;
  bool same_family;
  bool needs_utc = false;
};
constexpr std::array<Alike, 19> alike{{{"varchar", "text", true},
                                       {"text", "varchar", true},
                                       {"text", "citext", false},
                                       {"varchar", "citext", false},
                                       {"citext", "text", false},
                                       {"citext", "varchar", false},
                                       {"xml", "text", true},
                                       {"xml", "varchar", true},
                                       {"cidr", "inet", true},
                                       {"bit", "varbit", false},
                                       {"int4", "oid", false},
                                       {"oid", "int4", false},
                                       {"int4", "regclass", false},
                                       {"regclass", "oid", true},
                                       {"oid", "regclass", true},
                                       {"oid", "regproc", true},
                                       {"oid", "regtype", true},
                                       {"timestamp", "timestamptz", false, true},
                                       {"timestamptz", "timestamp", false, true}}};

/// The session's zone as far as known. Where nothing says, servers run in UTC; the page of the rule says so.
bool zone_is_utc(const World& world) {
  const std::string* zone = world.settings.find("timezone");
  return !zone ||
         one_of(*zone, {"UTC", "utc", "GMT", "gmt", "Etc/UTC", "Etc/GMT", "UCT", "Zulu", "0", "+00", "+00:00"});
}

TypeChange between(const Type& from, const Type& to, const World& world) {
  if (from.dimensions > 0 || to.dimensions > 0) return {!(from == to), false};
  if (from.name == to.name && from.schema == to.schema) {
    const bool fits = modifiers_fit(from, to);
    return {!fits, false};
  }
  for (const Alike& each : alike) {
    if (each.from != from.name || each.to != to.name) continue;
    Type renamed = to;
    renamed.name = from.name;
    const bool timestamps = each.needs_utc;
    const bool fits = timestamps               ? precision(limit(to)) >= precision(limit(from))
                      : from.name == "varchar" ? at_least_as_wide(limit(from), limit(to))
                                               : to.modifiers.empty();
    if (!fits) return {true, false};
    if (timestamps && !zone_is_utc(world)) return {true, false};
    return {false, !each.same_family};
  }
  return {true, false};
}

}  // namespace

TypeChange type_change(const CatalogColumn& old_column, const AlterColumnType& change, const World& world) {
  const Type from = base_type(old_column.type, world), to = base_type(change.type, world);
  TypeChange out = between(from, to, world);
  if (constrained_domain(change.type, world) != Known::no) out.rewrite = true;
  if (change.using_kind == AlterColumnType::Using::other) out.rewrite = true;
  if (!change.collation.empty() && change.collation != old_column.collation) out.rebuild_indexes = true;
  return out;
}

}  // namespace godwit::postgres
