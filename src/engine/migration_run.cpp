#include "engine/migration_run.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/suppressions.h"

namespace godwit {
namespace {

constexpr std::uint32_t many_statements = 10000;  // from here on records of mere row changes are not kept

bool only_rows(const Statement& statement) {
  return std::all_of(statement.operations.begin(), statement.operations.end(), [](const Operation& op) {
    return op.as<ChangeRows>() || op.as<ReadRows>() || op.as<Irrelevant>() || op.as<graph::Match>() ||
           op.as<graph::Create>() || op.as<graph::Merge>() || op.as<graph::Set>();
  });
}

/// One migration on its way through the rooms.
class MigrationRun {
 public:
  MigrationRun(const MigrationTask& task, World& world, Report& report)
      : task_(task), world_(world), report_(report), rules_(task.enabled) {
    out_.path = task.migration.path;
    out_.framework = task.migration.framework;
    out_.version = task.migration.version;
    out_.direction = task.migration.direction;
    out_.transaction = task.config.transaction_for(task.migration.path).value_or(task.migration.transaction);
    if (!task.migration.scripts.empty()) out_.file = task.migration.scripts.front().file;
  }

  void run(Fingerprints& fingerprints) {
    const Migration& migration = task_.migration;
    if (migration.scripts.empty()) return finish_unread();
    const Dialect* dialect = find_dialect(migration.scripts.front().dialect);
    if (!dialect) return;  // said once for the whole history
    std::vector<std::unique_ptr<ScriptReader>> readers;
    Arrival arrival{out_.transaction, false, false};
    for (const Script& script : migration.scripts) {
      readers.push_back(dialect->read(script.text));
      arrival.several_statements |= readers.back()->statement_count() > 1;
      arrival.may_roll_back |= readers.back()->may_roll_back();
      statement_count_ += readers.back()->statement_count();
    }
    dialect->prepare(world_, task_.target);
    world_.runner = migration.framework;
    RuleRunner runner(rules_, *dialect, world_, migration);
    begin_migration(world_, arrival);
    for (std::uint32_t i = 0; i < readers.size(); ++i) replay(i, *readers[i], arrival, *dialect, runner);
    if (task_.asked) conclude(readers, runner, fingerprints);
  }

 private:
  void fail(const std::string& why) {
    if (task_.asked) report_.failures.push_back({task_.migration.path, why});
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
        resolve(statement, dialect, problems);
        step(statement, script, arrival, dialect, runner);
      }
    }
    if (task_.asked) take(problems, script, runner);
    out_.statements += reader.statement_count();
  }

  void resolve(Statement& statement, const Dialect& dialect, std::vector<Problem>& problems) const {
    const std::size_t written = statement.operations.size();
    dialect.resolve(statement, world_);
    for (std::size_t i = written; i < statement.operations.size(); ++i)
      if (const auto* opaque = statement.operations[i].as<Opaque>())
        problems.push_back(
            {Problem::Kind::not_understood, statement.operations[i].span, statement.span, opaque->reason});
  }

  void step(Statement& statement, std::uint32_t script, const Arrival& arrival, const Dialect& dialect,
            RuleRunner& runner) {
    Effects effects = dialect.effects(statement, world_);
    if (task_.asked && task_.options.run_rules) runner.check(statement, effects, script);
    if (task_.asked && task_.options.keep_effects) keep(statement, effects, script, runner);
    const Known in_transaction = world_.transaction.open;
    hold_locks(world_, effects, statement.span, number_);
    dialect.apply(statement, effects, world_);
    for (const Operation& operation : statement.operations)
      if (const auto* control = operation.as<TransactionControl>(); control && !operation.in_code)
        control_transaction(world_, arrival, *control, statement.span);
    statement_committed(world_);
    if (task_.asked && task_.options.run_rules && !(statement_count_ > many_statements && only_rows(statement)))
      runner.done.push_back({std::move(statement), std::move(effects), in_transaction, number_, script});
    ++number_;
  }

  void keep(const Statement& statement, const Effects& effects, std::uint32_t script, const RuleRunner& runner) {
    ReportedStatement out;
    out.place = runner.file_place(statement.span, script);
    out.understood = statement.understood();
    out.in_transaction = world_.transaction.open;
    for (const RelationEffect& effect : effects.relations) {
      const Relation& relation = world_.catalog.at(effect.relation);
      out.effects.push_back({world_.name_before(relation), relation.kind, effect.lock, effect.rewrite, effect.scan,
                             effect.index_build, effect.readers_blocked_by_index, effect.in_use,
                             relation.made.migration == world_.now.migration, std::string(effect.evidence)});
    }
    for (const HazardEffect& hazard : effects.hazards)
      out.hazards.push_back({hazard.hazard, hazard.certain, hazard.what, hazard.why, hazard.refusal});
    out.kind = effects.kind;
    for (const PlanEffect& each : effects.plan) out.plan.push_back({each.kind, each.what, std::string(each.evidence)});
    for (const MemoryEffect& each : effects.memory)
      out.memory.push_back({each.what, each.grows, std::string(each.evidence)});
    out_.effects.push_back(std::move(out));
  }

  void take(const std::vector<Problem>& problems, std::uint32_t script, RuleRunner& runner) {
    Span last{UINT32_MAX, UINT32_MAX};
    for (const Problem& problem : problems) {
      const bool syntax = problem.kind == Problem::Kind::syntax_error;
      if (problem.statement != last) ++out_.not_understood;
      last = problem.statement;
      runner.report_own(syntax ? "any/syntax-error" : "any/not-understood", problem.span, problem.statement, script,
                        {"{reason}", {{"reason", problem.message}}},
                        syntax ? "the other statements of the file were checked; this one was not"
                               : "check by hand what this statement does; the rest was checked without knowing it");
    }
  }

  void conclude(const std::vector<std::unique_ptr<ScriptReader>>& readers, RuleRunner& runner,
                Fingerprints& fingerprints) {
    if (task_.options.run_rules && task_.migration.direction == Direction::up) runner.finish_migration();
    for (const FrontendProblem& problem : task_.migration.problems) take(problem, runner);
    suppress(readers, runner);
    std::stable_sort(runner.findings.begin(), runner.findings.end(), [](const auto& a, const auto& b) {
      return std::tie(a.script, a.finding.place.span.begin, a.finding.rule) <
             std::tie(b.script, b.finding.place.span.begin, b.finding.rule);
    });
    const auto migration = static_cast<std::uint32_t>(report_.migrations.size());
    const RuleRunner::Found* before = nullptr;
    const std::string path = runner.findings.empty() ? std::string() : task_.root.inside(task_.migration.path);
    std::string words;
    for (RuleRunner::Found& found : runner.findings) {
      if (!before || before->script != found.script || before->statement != found.statement)
        words = statement_words(task_.migration.scripts[found.script].text, found.statement,
                                readers[found.script]->comments());
      before = &found;
      found.finding.fingerprint = fingerprints.next(found.finding.rule, path, words);
      found.finding.migration = migration;
      if (!found.finding.suppression.suppressed) out_.risk = std::max(out_.risk, found.finding.risk);
      report_.findings.push_back(std::move(found.finding));
    }
    report_.migrations.push_back(std::move(out_));
  }

  void take(const FrontendProblem& problem, RuleRunner& runner) {
    if (!runner.report_own(problem.rule, {}, {}, 0, {"{reason}", {{"reason", problem.message}}}, problem.help)) return;
    Finding& finding = runner.findings.back().finding;
    finding.place = finding.statement = {problem.file, problem.span};
  }

  void suppress(const std::vector<std::unique_ptr<ScriptReader>>& readers, RuleRunner& runner) {
    Suppressions suppressions(task_.rules);
    for (std::uint32_t i = 0; i < readers.size(); ++i)
      suppressions.read(i, task_.migration.scripts[i].text, readers[i]->comments());
    const auto ask = [&](RuleRunner::Found& found) {
      const auto reason = suppressions.find(*found.page, found.script, found.statement);
      if (reason) found.finding.suppression = {true, *reason};
    };
    for (RuleRunner::Found& found : runner.findings) ask(found);
    if (!task_.options.run_rules || task_.migration.direction == Direction::down) return;
    const auto enabled = [&](const RulePage& page) { return rules_.find(page.id) != nullptr; };
    for (const SuppressionProblem& problem : suppressions.problems(enabled))
      if (runner.report_own(problem.rule, problem.span, problem.span, problem.script, problem.message, problem.help))
        ask(runner.findings.back());
  }

  const MigrationTask& task_;
  World& world_;
  Report& report_;
  const EnabledRules& rules_;
  ReportedMigration out_;
  std::uint32_t statement_count_ = 0;
  std::uint32_t number_ = 0;
};

}  // namespace

void run_migration(const MigrationTask& task, World& world, Fingerprints& fingerprints, Report& report) {
  MigrationRun(task, world, report).run(fingerprints);
}

}  // namespace godwit
