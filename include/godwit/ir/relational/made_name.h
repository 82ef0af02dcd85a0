#pragma once

#include <string>
#include <string_view>

#include <godwit/ir/relational/constraint.h>

/// Names that PostgreSQL makes up for what has none. Source: its makeObjectName and ChooseConstraintName, as observed.
namespace godwit {

/// `table_columns_label` in 63 bytes: the longer of the first two parts is cut. `columns` may be empty.
[[nodiscard]] std::string made_name(std::string_view table, std::string_view columns, std::string_view label);

/// What a constraint's name is made of, its table aside.
struct ConstraintNameParts {
  std::string columns;     ///< joined by `_`; of a check the one that it is about, else none; of a primary key none
  std::string_view label;  ///< `pkey`
};
[[nodiscard]] ConstraintNameParts name_parts(const Constraint& constraint);
/// The name where it is free.
[[nodiscard]] std::string made_name(std::string_view table, const Constraint& constraint);

}  // namespace godwit
