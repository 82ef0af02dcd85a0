#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include <godwit/dialects/dialect.h>
#include <godwit/engine/config.h>
#include <godwit/rules/page.h>
#include <godwit/rules/rule.h>

namespace godwit {

/// The rules that are on for one file in one dialect on one server, by what they listen to.
struct EnabledRules {
  struct Entry {
    const RulePage* page = nullptr;
    RuleSettings settings;
  };
  EnabledRules(const std::vector<RulePage>& rules, const Config& config, std::string_view file,
               std::string_view dialect, const Server& server);

  [[nodiscard]] const Entry* find(std::string_view id) const;

  std::vector<Entry> entries;
  std::array<std::vector<std::size_t>, std::variant_size_v<OperationKind>> by_operation;
  std::vector<std::size_t> by_statement;
  std::vector<std::size_t> by_migration;
  bool judge_down = false;   ///< some are about migrations that take back
};

/// Runs rules over one migration and collects their findings. Spans of findings are turned to places in the file at
/// once.
class RuleRunner final : public RuleContext {
 public:
  RuleRunner(const EnabledRules& rules, const Dialect& dialect, const Migration& migration)
      : rules_(rules), dialect_(dialect), language_(language_of(dialect.id())), migration_(migration) {}

  /// A part of a statement and the world before it.
  struct Moment {
    StatementPart part;
    const World* world = nullptr;
  };
  /// `moments`: the statement's parts, in order.
  void check(const Statement& statement, const StatementResult& result, std::span<const Moment> moments,
             const StatementPlace& place);
  /// The statements from number `first` on were rolled back: what they would have changed for good is not said.
  void undo(std::uint32_t first);
  /// After the last statement, in the world that it left.
  void finish_migration(const World& world);
  /// A finding of the engine's own; false if its rule is off.
  bool report_own(std::string_view rule, Span span, Span statement, std::uint32_t script, Message message,
                  std::string help);

  std::vector<StatementRecord> done;  ///< the statements that ran
  struct Found {
    Finding finding;
    const RulePage* page = nullptr;
    Span statement;  ///< in the script
    std::uint32_t script = 0;
    std::uint32_t number = 0;  ///< of the statement
  };
  std::vector<Found> findings;

  [[nodiscard]] const World& world() const override { return *world_; }
  [[nodiscard]] const Migration& migration() const override { return migration_; }
  [[nodiscard]] const Statement& statement() const override { return *statement_; }
  [[nodiscard]] const StatementResult& effects() const override { return *result_; }
  [[nodiscard]] const std::vector<StatementRecord>& records() const override { return done; }
  [[nodiscard]] const StatementResult& effects_of(const Operation& operation) const override;
  [[nodiscard]] std::string_view text(Span span) const override;
  [[nodiscard]] const DialectText& language() const override { return language_; }
  [[nodiscard]] const std::string* option(std::string_view name) const override;
  void go_to(const StatementRecord& record) override;
  FindingBuilder report(Span span) override;
  [[nodiscard]] FilePlace file_place(Span span, std::uint32_t script) const override;
  [[nodiscard]] bool editable(Span span) const override;
  [[nodiscard]] std::uint32_t current_script() const override { return place_.script; }

 private:
  Finding& add(const EnabledRules::Entry& rule, Span span, Span statement, std::uint32_t script);
  [[nodiscard]] std::vector<RelationEffect> evidence() const;

  const EnabledRules& rules_;
  const Dialect& dialect_;
  const DialectText& language_;
  const World* world_ = nullptr;
  const Migration& migration_;
  const Statement* statement_ = nullptr;
  const StatementResult* result_ = nullptr;
  std::span<const Moment> moments_;
  mutable std::map<const Operation*, StatementResult> result_of_;  ///< what rules asked about the statement at hand
  StatementPlace place_;
  const EnabledRules::Entry* rule_ = nullptr;
  std::vector<const RulePage*> said_;  ///< rules that say at most one thing a migration, and have
};

}  // namespace godwit
