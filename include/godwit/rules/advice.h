#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/relational.h>
#include <godwit/rules/rule.h>

/// SQL to paste, with the user's own names in it: the ways out that several rules share. Lists have one text a
/// migration, in order.
namespace godwit::advice {

/// The table that a way out works on, and what is known of it.
struct Target {
  Name name;                           ///< as the user wrote it
  const Relation* relation = nullptr;  ///< null: never seen
  int server_version = 15;

  Target(const RuleContext& context, const Name& table)
      : name(table), relation(context.relation(table)), server_version(context.world().server.version) {}

  /// `users`, quoted where it must be.
  [[nodiscard]] std::string sql() const { return quote_name(name); }
};

using Steps = std::vector<std::string>;

/// Names as people list them: "`a`, `b` and `c`".
[[nodiscard]] std::string listed(const std::vector<std::string>& names);
/// `"Plan", id`.
[[nodiscard]] std::string identifiers(const std::vector<std::string>& names);

/// The name that the server would give: `users_org_id_fkey`, at most 63 bytes.
[[nodiscard]] std::string made_name(std::string_view table, std::string_view columns, std::string_view suffix);
/// The constraint's own name, or the one that the server would give it.
[[nodiscard]] std::string constraint_name(const Target& table, const Constraint& constraint);

/// `FOREIGN KEY (org_id) REFERENCES orgs (id) ON DELETE CASCADE`: the constraint without its name and NOT VALID.
[[nodiscard]] std::string definition(const Constraint& constraint);

/// `ALTER TABLE users ADD CONSTRAINT ... NOT VALID;` and, in the next migration, its VALIDATE.
[[nodiscard]] Steps add_then_validate(const Target& table, const Constraint& constraint);
/// `CREATE UNIQUE INDEX CONCURRENTLY ...;` and, in the next migration, the UNIQUE or PRIMARY KEY that takes it over.
[[nodiscard]] Steps build_then_attach(const Target& table, const Constraint& constraint);
/// Whichever of the two the kind of constraint allows.
[[nodiscard]] Steps add_apart(const Target& table, const Constraint& constraint);

/// NOT NULL on a column that has rows, without a scan under a strong lock.
[[nodiscard]] Steps set_not_null(const Target& table, const std::string& column);

/// `change` (an UPDATE or DELETE without its WHERE) over a thousand rows of those that `condition` finds, with the word
/// that it is to be repeated. An empty condition means all rows.
[[nodiscard]] std::string batched(const std::string& change, const Target& table, const std::string& condition);
/// `UPDATE users SET assignment` in such batches. `missing` says which rows are still to be done.
[[nodiscard]] std::string backfill(const Target& table, const std::string& assignment, const std::string& missing);

/// `plan varchar(20) COLLATE "C"`: a column without default, NOT NULL and constraints.
[[nodiscard]] std::string bare_column(const Column& column);
/// The constraints of a column's definition, each on its own, NOT NULL first.
[[nodiscard]] Steps column_constraints(const Target& table, const Column& column);

/// Appends one list to another.
void append(Steps& steps, Steps more);

}  // namespace godwit::advice
