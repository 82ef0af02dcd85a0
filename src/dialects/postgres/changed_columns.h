#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <godwit/ir/operation.h>

#include "dialects/postgres/lists.h"

namespace godwit::postgres {

/// Whether a change of rows writes one of the columns; one that names none may write any.
[[nodiscard]] inline bool writes_any(const ChangeRows& op, const std::vector<std::string>& columns) {
  return op.columns.empty() ||
         std::any_of(columns.begin(), columns.end(), [&](const std::string& each) { return holds(op.columns, each); });
}

/// Whether it leaves one of them NULL in all its rows.
[[nodiscard]] inline bool leaves_null(const ChangeRows& op, const std::vector<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const std::string& each) { return holds(op.null_columns, each); });
}

/// Whether the server looks up what a foreign key references for the rows that are written.
[[nodiscard]] inline bool looks_up(const ChangeRows& op, const Constraint& key) {
  return op.kind != RowChange::delete_ && key.kind == ConstraintKind::foreign_key && key.enforced &&
         writes_any(op, key.columns) && !leaves_null(op, key.columns);
}

}  // namespace godwit::postgres
