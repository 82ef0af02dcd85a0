#include "engine/migration_run.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/suppressions.h"
#include "engine/unread_reader.h"

namespace godwit {
namespace {

constexpr std::uint32_t many_statements = 10000;  // from here on records of mere row changes are not kept

bool only_rows(const Statement& statement) {
  return std::all_of(statement.operations.begin(), statement.operations.end(), [](const Operation& op) {
    return op.as<ChangeRows>() || op.as<ReadRows>() || op.as<Irrelevant>() || op.as<graph::Match>() ||
           op.as<graph::Create>() || op.as<graph::Merge>() || op.as<graph::Set>();
  });
}

using Moments = std::vector<RuleRunner::Moment>;

/// Null for a step that goes to another database.
std::unique_ptr<ScriptReader> reader_of(const Step& step, const MigrationTask& task) {
  if (dialect_of(step) != task.dialect->id()) return nullptr;
  if (const auto* unread = std::get_if<Unread>(&step)) return std::make_unique<UnreadReader>(*unread);
  const Script& script = std::get<Script>(step);
  return task.readings ? task.readings->read(*task.dialect, script) : task.dialect->read(script.text);
}

/// What tells the migration apart from the others of its file: a file may hold several, up and down.
std::string fingerprinted_name(const MigrationTask& task) {
  std::string out = task.root.inside(task.migration.path);
  if (!task.migration.version.empty()) out += '\n' + task.migration.version;
  if (task.migration.direction == Direction::down) out += "\ndown";
  return out;
}

/// One migration on its way through the rooms.
class MigrationRun {
 public:
  MigrationRun(const MigrationTask& task, World& world, Report& report)
      : task_(task), world_(world), report_(report), rules_(task.enabled) {
    out_.path = task.migration.path;
    out_.framework = task.migration.framework();
    out_.version = task.migration.version;
    out_.direction = task.migration.direction;
    out_.transaction = task.config.transaction_for(task.migration.path).value_or(task.migration.transaction);
    out_.file = file_of(task.migration);
    if (task.dialect != nullptr) out_.dialect = task.dialect->id();
  }

  void run() {
    const Migration& migration = task_.migration;
    if (task_.dialect == nullptr) return finish_unread();
    const Dialect* dialect = task_.dialect;
    std::vector<std::unique_ptr<ScriptReader>> readers;
    const bool as_listed = out_.transaction == migration.transaction;
    Arrival arrival{out_.transaction, false, false, as_listed && migration.reopens};
    for (const Step& step : migration.steps) {
      readers.push_back(reader_of(step, task_));
      if (!readers.back()) continue;
      arrival.several_statements |= readers.back()->statement_count() > 1;
      arrival.may_roll_back |= readers.back()->may_roll_back();
      statement_count_ += readers.back()->statement_count();
    }
    dialect->prepare(world_, task_.server);
    world_.runner = migration.framework();
    RuleRunner runner(rules_, *dialect, migration);
    begin_migration(world_, arrival);
    dialect->follow_settings(world_);
    for (std::uint32_t i = 0; i < readers.size(); ++i) {
      if (!readers[i]) continue;
      const bool message = is_message(migration.steps[i], *readers[i]);
      if (message) begin_message(world_);
      replay(i, *readers[i], arrival, *dialect, runner);
      if (message) end_message(world_);
    }
    if (task_.asked) conclude(readers, runner);
  }

 private:
  /// Whether the step's statements are one transaction although the migration's go one by one.
  [[nodiscard]] bool is_message(const Step& step, const ScriptReader& reader) const {
    const auto* script = std::get_if<Script>(&step);
    return script != nullptr && script->one_message && reader.statement_count() > 1 &&
           out_.transaction == TransactionMode::per_statement;
  }

  void fail(const std::string& why) {
    if (task_.asked) report_.failures.push_back(unreadable(task_.migration.path, why));
  }

  void finish_unread() {
    if (!task_.migration.error.empty()) return fail(task_.migration.error);
    if (task_.asked) report_.migrations.push_back(std::move(out_));
  }

  void replay(std::uint32_t script, ScriptReader& reader, const Arrival& arrival, const Dialect& dialect,
              RuleRunner& runner) {
    std::vector<Problem> problems;
    for (std::vector<Statement> batch = reader.next(problems); !batch.empty(); batch = reader.next(problems)) {
      if (task_.migration.direction == Direction::down && !rules_.judge_down) continue;
      for (Statement& statement : batch) {
        follow_code(statement, dialect, problems);
        step(statement, script, arrival, dialect, runner);
      }
    }
    if (task_.asked) take(problems, script, runner);
    out_.statements += reader.statement_count();
  }

  void follow_code(Statement& statement, const Dialect& dialect, std::vector<Problem>& problems) const {
    const std::size_t written = statement.operations.size();
    dialect.follow_code(statement, world_);
    for (std::size_t i = written; i < statement.operations.size(); ++i)
      if (const auto* opaque = statement.operations[i].as<Opaque>())
        problems.push_back(problem_in_text(Problem::Kind::not_understood, statement.operations[i].span, statement.span,
                                           opaque->reason));
  }

  /// One statement: what it does, what is wrong with that, and the world after it.
  void step(Statement& statement, std::uint32_t script, const Arrival& arrival, const Dialect& dialect,
            RuleRunner& runner) {
    const StatementPlace place{statement.span, number_, script};
    const Known in_transaction = world_.transaction.open;
    const std::vector<StatementPart> parts = dialect.parts(statement);
    const bool judged = task_.asked && task_.options.run_rules;
    StatementResult result;
    std::vector<World> before;  // of each part; where there is one only, the world itself will do
    for (const StatementPart& part : parts) {
      StatementResult own = dialect.effects(statement, part, world_);
      dialect.assume(statement, own, world_);
      if (parts.size() > 1) before.push_back(world_);
      append(result, std::move(own));
      if (parts.size() == 1 && judged) {
        const RuleRunner::Moment whole{part, &world_};
        runner.check(statement, result, {&whole, 1}, place);
      }
      if (&part == &parts.front()) remember(world_, statement, place);
      dialect.apply(statement, part, result, world_);
    }
    if (parts.size() > 1 && judged) runner.check(statement, result, moments(parts, before), place);
    if (task_.asked && task_.options.keep_effects) keep(statement, result, script, in_transaction, runner);
    finish(statement, result, place, arrival, dialect);
    if (judged && !(statement_count_ > many_statements && only_rows(statement)))
      runner.done.push_back({std::move(statement), std::move(result), in_transaction, number_, script});
    if (undone_.any) runner.undo(undone_.first);
    ++number_;
  }

  static Moments moments(const std::vector<StatementPart>& parts, const std::vector<World>& worlds) {
    Moments out;
    for (std::size_t i = 0; i < parts.size(); ++i) out.push_back({parts[i], &worlds[i]});
    return out;
  }

  /// What a statement leaves to the transaction.
  void finish(const Statement& statement, const StatementResult& result, const StatementPlace& place,
              const Arrival& arrival, const Dialect& dialect) {
    hold_locks(world_, result, place);
    undone_ = {};
    for (const Operation& operation : statement.operations)
      if (const auto* control = operation.as<TransactionControl>(); control && !operation.in_code) {
        undone_ = control_transaction(world_, arrival, *control, statement.span);
        dialect.follow_settings(world_);
      }
    statement_committed(world_);
    world_.statements = number_ + 1;
  }

  void keep(const Statement& statement, const StatementResult& result, std::uint32_t script, Known in_transaction,
            const RuleRunner& runner) {
    out_.effects.push_back({runner.file_place(statement.span, script), statement.understood(), in_transaction, result});
  }

  static Message reason(const Problem& problem) { return {"{reason}", {{"reason", problem.message}}}; }

  void take(const std::vector<Problem>& problems, std::uint32_t script, RuleRunner& runner) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> not_understood;
    for (const Problem& problem : problems) {
      const bool syntax = problem.kind == Problem::Kind::syntax_error;
      not_understood.emplace_back(problem.statement.begin, problem.statement.end);
      runner.report_own(rule_of(problem), problem.place.span, problem.statement, script, reason(problem),
                        syntax ? "the other statements of the file were checked; this one was not"
                               : "check by hand what this statement does; the rest was checked without knowing it");
    }
    std::sort(not_understood.begin(), not_understood.end());
    const auto distinct = std::unique(not_understood.begin(), not_understood.end());
    out_.not_understood += static_cast<std::uint32_t>(distinct - not_understood.begin());
  }

  void conclude(const std::vector<std::unique_ptr<ScriptReader>>& readers, RuleRunner& runner) {
    if (task_.options.run_rules && task_.migration.direction == Direction::up) runner.finish_migration(world_);
    if (dialect_of(task_.migration.steps.front()) == task_.dialect->id())
      for (const Problem& problem : task_.migration.problems) take(problem, runner);
    suppress(readers, runner);
    std::stable_sort(runner.findings.begin(), runner.findings.end(), [](const auto& a, const auto& b) {
      return std::tie(a.script, a.finding.place.span.begin, a.finding.rule) <
             std::tie(b.script, b.finding.place.span.begin, b.finding.rule);
    });
    const auto migration = static_cast<std::uint32_t>(report_.migrations.size());
    const RuleRunner::Found* before = nullptr;
    const std::string name = runner.findings.empty() ? std::string() : fingerprinted_name(task_);
    Fingerprints fingerprints;
    std::string words;
    for (RuleRunner::Found& found : runner.findings) {
      if (!before || before->script != found.script || before->statement != found.statement)
        words = statement_words(text_of(task_.migration.steps[found.script]), found.statement,
                                readers[found.script]->comments());
      before = &found;
      found.finding.fingerprint = fingerprints.next(found.page->first_id(), name, words);
      found.finding.migration = migration;
      if (!found.finding.suppression) out_.risk = std::max(out_.risk, found.finding.risk);
      report_.findings.push_back(std::move(found.finding));
    }
    report_.migrations.push_back(std::move(out_));
  }

  void take(const Problem& problem, RuleRunner& runner) {
    if (!runner.report_own(rule_of(problem), {}, {}, 0, reason(problem), problem.help)) return;
    Finding& finding = runner.findings.back().finding;
    finding.place = finding.statement = problem.place;
  }

  void suppress(const std::vector<std::unique_ptr<ScriptReader>>& readers, RuleRunner& runner) {
    Suppressions suppressions(task_.rules);
    for (std::uint32_t i = 0; i < readers.size(); ++i)
      if (readers[i])
        suppressions.read(i, text_of(task_.migration.steps[i]), language_of(task_.dialect->id()),
                          readers[i]->comments());
    for (const std::string_view id : suppressions.former_ids())
      report_.former_ids.push_back({task_.migration.path, std::string(id)});
    const auto ask = [&](RuleRunner::Found& found) {
      const auto allowed = suppressions.find(*found.page, found.script, found.statement);
      if (!allowed) return;
      found.finding.suppression = {Suppression::By::comment, allowed->reason,
                                   runner.file_place(allowed->span, allowed->script)};
    };
    for (RuleRunner::Found& found : runner.findings) ask(found);
    if (!task_.options.run_rules || task_.migration.direction == Direction::down) return;
    const auto enabled = [&](const RulePage& page) { return rules_.find(page.id) != nullptr; };
    for (const auto& [script, problem] : suppressions.problems(enabled))
      if (runner.report_own(rule_of(problem), problem.place.span, problem.statement, script,
                            {problem.message, problem.arguments}, problem.help))
        ask(runner.findings.back());
  }

  const MigrationTask& task_;
  World& world_;
  Report& report_;
  const EnabledRules& rules_;
  ReportedMigration out_;
  std::uint32_t statement_count_ = 0;
  std::uint32_t number_ = 0;
  Undone undone_;
};

}  // namespace

void run_migration(const MigrationTask& task, World& world, Report& report) { MigrationRun(task, world, report).run(); }

}  // namespace godwit
