#pragma once

#include <string>
#include <vector>

#include <godwit/ir/name.h>
#include <godwit/rules/rule.h>

/// SQL to paste, with the user's own names in it: the ways out that several rules share. Lists have one text a
/// migration, in order.
namespace godwit::advice {

/// The table that a way out works on, and what is known of it.
struct Target {
  Name name;                           ///< as the user wrote it
  const Relation* relation = nullptr;  ///< null: never seen
  int server_version = 15;
  const DialectText& language;

  Target(const RuleContext& context, const Name& table)
      : name(table),
        relation(context.relation(table)),
        server_version(context.world().server.version),
        language(context.language()) {}

  /// `users`, quoted where it must be.
  [[nodiscard]] std::string sql() const { return language.quoted(name); }
  /// Another name, quoted in the same way.
  [[nodiscard]] std::string quoted(const Name& other) const { return language.quoted(other); }
  [[nodiscard]] std::string quoted(std::string_view identifier) const { return language.quoted(identifier); }
  /// `"Plan", id`.
  [[nodiscard]] std::string quoted(const std::vector<std::string>& identifiers) const;
};

using Steps = std::vector<std::string>;

/// Names as people list them: "`a`, `b` and `c`".
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

/// `change` (an UPDATE or DELETE without its WHERE) over a thousand rows of those that `condition` finds, with the word
/// that it is to be repeated. An empty condition means all rows.
[[nodiscard]] std::string batched(const std::string& change, const Target& table, const std::string& condition);
/// `UPDATE users SET assignment` in such batches. `missing` says which rows are still to be done.
[[nodiscard]] std::string backfill(const Target& table, const std::string& assignment, const std::string& missing);

/// Appends one list to another.
void append(Steps& steps, Steps more);

}  // namespace godwit::advice
