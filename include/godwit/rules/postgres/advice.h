#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/relational/made_name.h>
#include <godwit/rules/sql/advice.h>

/// Ways out that only PostgreSQL has.
namespace godwit::advice {

/// The constraint's own name, or the one that the server would give it.
[[nodiscard]] std::string constraint_name(const Target& table, const Constraint& constraint);

/// `FOREIGN KEY (org_id) REFERENCES orgs (id) ON DELETE CASCADE`: the constraint without its name and NOT VALID.
[[nodiscard]] std::string definition(const Target& table, const Constraint& constraint);

/// `ALTER TABLE users ADD CONSTRAINT ... NOT VALID;` and, in the next migration, its VALIDATE.
[[nodiscard]] Steps add_then_validate(const Target& table, const Constraint& constraint);
/// `CREATE UNIQUE INDEX CONCURRENTLY ...;` and, in the next migration, the UNIQUE or PRIMARY KEY that takes it over.
[[nodiscard]] Steps build_then_attach(const Target& table, const Constraint& constraint);
/// Whichever of the two the kind of constraint allows.
[[nodiscard]] Steps add_apart(const Target& table, const Constraint& constraint);

/// NOT NULL on a column that has rows, without a scan under a strong lock.
[[nodiscard]] Steps set_not_null(const Target& table, const std::string& column);

/// `plan varchar(20) COLLATE "C"`: a column without default, NOT NULL and constraints.
[[nodiscard]] std::string bare_column(const Target& table, const Column& column);
/// The constraints of a column's definition, each on its own, NOT NULL first.
[[nodiscard]] Steps column_constraints(const Target& table, const Column& column);

}  // namespace godwit::advice
