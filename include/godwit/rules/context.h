#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/findings/finding.h>
#include <godwit/ir/known.h>
#include <godwit/ir/name.h>
#include <godwit/ir/operation.h>
#include <godwit/project/migration.h>
#include <godwit/rules/finding_builder.h>
#include <godwit/rules/record.h>
#include <godwit/source/span.h>
#include <godwit/text/dialect_text.h>
#include <godwit/world/result.h>
#include <godwit/world/world.h>

namespace godwit {

/// What a rule can see. Everything is as it was before the statement ran.
class RuleContext {
 public:
  virtual ~RuleContext() = default;

  [[nodiscard]] virtual const World& world() const = 0;
  [[nodiscard]] virtual const Migration& migration() const = 0;
  /// The statement at hand; of a migration rule, the last one.
  [[nodiscard]] virtual const Statement& statement() const = 0;
  [[nodiscard]] virtual const StatementResult& effects() const = 0;
  /// Every statement of the migration that ran before, in order; of a migration rule, all of them.
  [[nodiscard]] virtual const std::vector<StatementRecord>& records() const = 0;
  /// What one operation of the statement at hand does, so that of an ALTER TABLE with three actions the one is named that
  /// makes it slow. Of a statement with one operation the same as `effects()`.
  [[nodiscard]] virtual const StatementResult& effects_of(const Operation&) const { return effects(); }
  /// The words of the script in a span.
  [[nodiscard]] virtual std::string_view text(Span span) const = 0;
  /// How the database at hand writes names, and how its text is cut.
  [[nodiscard]] virtual const DialectText& language() const = 0;
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
  /// A name as a statement wants it written: in quotes where it must be.
  [[nodiscard]] std::string quoted(const Name& name) const { return language().quoted(name); }
  [[nodiscard]] std::string quoted(std::string_view identifier) const { return language().quoted(identifier); }
};

}  // namespace godwit
