#pragma once

#include <string>

#include <godwit/ir/operation.h>
#include <godwit/world/world.h>

namespace godwit::postgres {

/// Whether an expression calls a VOLATILE function. A function that neither PostgreSQL nor the history declares is
/// unknown. Source: pg_proc.provolatile of PostgreSQL 13 to 18; inlining of SQL functions as measured
/// (add-column/default-undeclared-sql-function).
[[nodiscard]] Known is_volatile(const Expression& expression, const World& world);

/// What of an expression over a table's columns is certainly not IMMUTABLE, for a message; empty where nothing is.
[[nodiscard]] std::string changing_part(const Expression& expression, const Relation& table, const World& world);

}  // namespace godwit::postgres
