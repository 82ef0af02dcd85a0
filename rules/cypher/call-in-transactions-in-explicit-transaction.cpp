#include <algorithm>
#include <string>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

/// The frontend may have said already that its runner does not see what this statement is.
static bool is_said(const RuleContext& context) {
  const Span at = context.file_place(context.statement().span, context.current_script()).span;
  const auto& problems = context.migration().problems;
  return std::any_of(problems.begin(), problems.end(), [&](const Problem& each) {
    return rule_of(each) == "any/runner-trap" && each.place.span.begin < at.end && at.begin < each.place.span.end;
  });
}

static void check(const Statement& statement, RuleContext& context) {
  const HazardEffect* hazard = graph_advice::refusal(context, Refusal::explicit_transaction);
  if (!hazard || hazard->certain != Known::yes || cannot_run(context.effects()) || is_said(context)) return;
  const auto is_periodic = [](const Operation& each) { return each.as<graph::PeriodicCommit>() != nullptr; };
  const bool periodic = std::any_of(statement.operations.begin(), statement.operations.end(), is_periodic);
  const Transaction& transaction = context.world().transaction;
  const RunnerTransaction of_runner = transaction_of(context.migration(), context.world().mode);
  auto finding = context.report(place_of(*hazard, context));
  finding.risk(Risk::dangerous)
      .say(
          periodic
              ? "`USING PERIODIC COMMIT` commits by itself, which the server refuses in a transaction, and {runner}"
              : "`CALL ... IN TRANSACTIONS` opens its own transactions, which the server refuses in another as soon as "
                "a row comes, and {runner}",
          {{"runner", transaction.by_script ? "this one is open since `:begin`" : std::string(of_runner.made_by)}});
  if (!transaction.by_script) return static_cast<void>(finding.help(std::string(of_runner.way_out)));
  finding.help("run it behind the `:commit`", {":commit\n" + std::string(context.text(statement.span)) + ";"})
      .related(transaction.begin, "opened here", context.current_script());
}

extern const Rule call_in_transactions_in_explicit_transaction = on_statement(check);

}  // namespace godwit::rules::cypher
