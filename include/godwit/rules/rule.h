#pragma once

#include <cstddef>

#include <godwit/ir/operation.h>
#include <godwit/rules/context.h>
#include <godwit/rules/finding_builder.h>
#include <godwit/rules/record.h>

/// What a rule is: a function over an operation, a statement or a migration. No macro, no registration: the table of
/// rules is generated from the folder, and `rules/postgres/some-name.cpp` defines `const Rule some_name`. What a check sees
/// comes with this header.
namespace godwit {

/// The code half of a rule. `operation` is the index of the alternative of OperationKind it listens to.
struct Rule {
  using OperationCheck = void (*)(const Operation&, RuleContext&);
  using StatementCheck = void (*)(const Statement&, RuleContext&);
  using MigrationCheck = void (*)(RuleContext&);
  OperationCheck on_operation = nullptr;
  std::size_t operation = 0;
  StatementCheck on_statement = nullptr;
  MigrationCheck on_migration = nullptr;
  bool from_engine = false;
  bool once_a_migration = false;   ///< not called again in a migration in which it has found something
  bool of_down = false;            ///< about migrations that take back, and no others
};

namespace detail {
template <class T, auto check>
void call(const Operation& operation, RuleContext& context) {
  check(*operation.as<T>(), operation, context);
}
}  // namespace detail

/// A rule over one kind of operation: `check(const T&, const Operation&, RuleContext&)`.
template <class T, auto check>
constexpr Rule on() {
  Rule rule;
  rule.on_operation = detail::call<T, check>;
  rule.operation = kind_index<T>;
  return rule;
}
constexpr Rule on_statement(Rule::StatementCheck check) {
  Rule rule;
  rule.on_statement = check;
  return rule;
}
/// A rule over a whole migration, run after its last statement.
constexpr Rule on_migration(Rule::MigrationCheck check) {
  Rule rule;
  rule.on_migration = check;
  return rule;
}
/// The same rule, which says at most one thing a migration.
constexpr Rule once(Rule rule) {
  rule.once_a_migration = true;
  return rule;
}
/// A rule about migrations that take back what another did. They run in the world that this other one left.
constexpr Rule about_down(Rule rule) {
  rule.of_down = true;
  return rule;
}
/// A rule whose findings the engine itself makes (a syntax error has no operation to look at).
constexpr Rule found_by_engine() {
  Rule rule;
  rule.from_engine = true;
  return rule;
}

}  // namespace godwit
