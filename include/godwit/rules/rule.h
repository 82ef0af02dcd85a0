#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <godwit/findings/finding.h>
#include <godwit/ir/operation.h>
#include <godwit/project/migration.h>
#include <godwit/world/effect.h>
#include <godwit/world/world.h>

/// What a rule is: a function over an operation, a statement or a migration. No macro, no registration: the table of
/// rules is generated from the folder, and `rules/postgres/some-name.cpp` defines `const Rule some_name`.
namespace godwit {

class RuleContext;

/// A statement that ran, as migration rules see it.
struct StatementRecord {
  Statement statement;
  Effects effects;
  Known in_transaction = Known::no;   ///< when it ran
  std::uint32_t number = 0;           ///< in the migration, from 0
  std::uint32_t script = 0;           ///< which of the migration's scripts
};

/// A finding in the making. Copy nothing: `RuleContext::report` hands out a reference.
class FindingBuilder {
 public:
  explicit FindingBuilder(Finding& finding, const RuleContext& context) : finding_(finding), context_(context) {}

  /// What is wrong, in one sentence: lower case, no full stop, names as `{name}` in backticks.
  FindingBuilder& say(std::string text, std::vector<std::pair<std::string, std::string>> arguments = {});
  /// The way out in one imperative sentence, and the SQL to paste, one text a migration.
  FindingBuilder& help(std::string text, std::vector<std::string> sql = {});
  /// Another place that matters, in the migration at hand.
  FindingBuilder& related(Span span, std::string message, std::uint32_t script = 0);
  FindingBuilder& risk(Risk risk);
  /// Less severe than the page says, where what it says is not certain.
  FindingBuilder& at_most(Severity severity);
  /// The effects that are its evidence. Without this call: those of the statement's relations that are in use and
  /// locked, scanned or rewritten.
  FindingBuilder& because(const RelationEffect& effect);
  /// Replaces a stretch of the script by `text`; dropped where the script is not the user's own words.
  FindingBuilder& edit(Span span, std::string text);

 private:
  Finding& finding_;
  const RuleContext& context_;
  bool effects_chosen_ = false;
};

/// What a rule can see. Everything is as it was before the statement ran.
class RuleContext {
 public:
  virtual ~RuleContext() = default;

  [[nodiscard]] virtual const World& world() const = 0;
  [[nodiscard]] virtual const Migration& migration() const = 0;
  /// The statement at hand; of a migration rule, the last one.
  [[nodiscard]] virtual const Statement& statement() const = 0;
  [[nodiscard]] virtual const Effects& effects() const = 0;
  /// Every statement of the migration that ran before, in order; of a migration rule, all of them.
  [[nodiscard]] virtual const std::vector<StatementRecord>& records() const = 0;
  /// What one operation of the statement at hand does, so that of an ALTER TABLE with three actions the one is named that
  /// makes it slow. Of a statement with one operation the same as `effects()`.
  [[nodiscard]] virtual const Effects& effects_of(const Operation&) const { return effects(); }
  /// The words of the script in a span.
  [[nodiscard]] virtual std::string_view text(Span span) const = 0;
  /// An option of this rule from the configuration, or null.
  [[nodiscard]] virtual const std::string* option(std::string_view name) const = 0;

  /// Of a migration rule: makes one of its statements the statement at hand, so that `report` and `text` mean its script.
  virtual void go_to(const StatementRecord& record) = 0;
  /// Starts a finding at a place of the current script.
  virtual FindingBuilder report(Span span) = 0;
  /// The finding's edits and related places need the script's file.
  [[nodiscard]] virtual FilePlace file_place(Span span, std::uint32_t script) const = 0;
  [[nodiscard]] virtual bool editable(Span span) const = 0;
  [[nodiscard]] virtual std::uint32_t current_script() const = 0;

  // ------------------------------------------------------------------------------------------------ shorthands

  [[nodiscard]] const Relation* relation(const Name& name) const { return world().catalog.find(name); }
  /// The effect on a relation, or null when the statement does not touch it.
  [[nodiscard]] const RelationEffect* effect_on(const Name& name) const;
  /// What one operation does to a relation and its partitions together; all false when it does not touch it.
  [[nodiscard]] RelationEffect effect_of(const Operation& operation, const Name& name) const;
  /// Where to show a part of an operation: the part, or the operation where the part's place is not in the script (code).
  [[nodiscard]] static Span place_of(Span part, const Operation& operation);
  /// Whether anyone may be using it: false for what this migration made and for temporary tables.
  [[nodiscard]] bool live(const Name& name) const { return world().in_use(name) != Known::no; }
  /// The same of a relation's effect.
  [[nodiscard]] static bool live(const RelationEffect& effect) { return effect.in_use != Known::no; }
  [[nodiscard]] const Relation& at(RelationId id) const { return world().catalog.at(id); }
  /// `users`, or `audit.users` when it is not in the first schema of the search path: the shortest name that is right.
  [[nodiscard]] std::string display(const Relation& relation) const;
  [[nodiscard]] std::string display(const Name& name) const;
};

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

/// The page half: from the front matter of `rules/<dialect>/<name>.md`, embedded at build time.
struct RulePage {
  std::string_view id;         ///< `postgres/index-without-concurrently`
  std::string_view dialect;
  std::string_view name;       ///< `index-without-concurrently`
  std::string_view summary;    ///< one sentence
  Severity severity = Severity::warning;
  std::string_view category;
  std::string_view versions;   ///< of servers, separated by spaces: `postgres-14..16`; empty: all
  std::string_view same_as;    ///< equivalents elsewhere, separated by spaces: `squawk/require-concurrent-index-creation`
  std::string_view options;    ///< names, separated by spaces
  std::string_view page;       ///< the whole text below the front matter, Markdown
  const Rule* rule = nullptr;
};

/// Every rule, by id; generated from the folder `rules`.
[[nodiscard]] const std::vector<RulePage>& all_rules();
/// By id, by bare name when only one dialect has it, or by a name in `same_as`; null if there is none.
[[nodiscard]] const RulePage* find_rule(std::string_view name, const std::vector<RulePage>& rules = all_rules());
/// Every rule that a name may mean: one rule elsewhere is often several here (`squawk/constraint-missing-not-valid`).
[[nodiscard]] std::vector<const RulePage*> find_rules(std::string_view name, const std::vector<RulePage>& rules = all_rules());
/// What a relation suffers, as a finding carries it.
[[nodiscard]] FindingEffect finding_effect(const RelationEffect& effect, const Catalog& catalog);

}  // namespace godwit
