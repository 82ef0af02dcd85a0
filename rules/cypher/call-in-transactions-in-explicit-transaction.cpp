#include <algorithm>
#include <array>
#include <string>

#include <godwit/rules/graph_advice.h>
#include <godwit/rules/graph_statement.h>

namespace godwit::rules::cypher {

/// How a statement gets out of the transaction that its framework opens.
struct WayOut {
  std::string_view framework;
  std::string_view opens;
  std::string_view way_out;
};
static constexpr std::array<WayOut, 4> ways_out{
    {{"neo4j-migrations", "neo4j-migrations opens one for the migration",
      "begin the statement with another clause than CALL: neo4j-migrations then sends it outside a transaction"},
     {"morpheus", "Morpheus opens one for each migration",
      "run this statement with cypher-shell: Morpheus has no migrations without a transaction"},
     {"golang-migrate", "golang-migrate opens one for each file that it calls with x-multi-statement=true",
      "call it without x-multi-statement=true, with one statement a file"},
     {"liquibase", "Liquibase opens one for each changeset",
      "give it a changeset of its own that says `runInTransaction:false`"}}};

static WayOut way_out(const Migration& migration) {
  for (const WayOut& row : ways_out)
    if (row.framework == migration.framework) return row;
  return {"", "the runner opens one for the migration",
          "give it a migration of its own that runs without a transaction"};
}

/// The frontend may have said already that its runner does not see what this statement is.
static bool is_said(const RuleContext& context) {
  const Span at = context.file_place(context.statement().span, context.current_script()).span;
  const auto& problems = context.migration().problems;
  return std::any_of(problems.begin(), problems.end(), [&](const FrontendProblem& each) {
    return each.rule == "any/runner-trap" && each.span.begin < at.end && at.begin < each.span.end;
  });
}

static void check(const Statement& statement, RuleContext& context) {
  const HazardEffect* hazard = graph_advice::refusal(context, Refusal::explicit_transaction);
  if (!hazard || hazard->certain != Known::yes || cannot_run(context.effects()) || is_said(context)) return;
  const auto is_periodic = [](const Operation& each) { return each.as<graph::PeriodicCommit>() != nullptr; };
  const bool periodic = std::any_of(statement.operations.begin(), statement.operations.end(), is_periodic);
  const Transaction& transaction = context.world().transaction;
  const WayOut out = way_out(context.migration());
  auto finding = context.report(place_of(*hazard, context));
  finding.risk(Risk::dangerous)
      .say(
          periodic
              ? "`USING PERIODIC COMMIT` commits by itself, which the server refuses in a transaction, and {runner}"
              : "`CALL ... IN TRANSACTIONS` opens its own transactions, which the server refuses in another as soon as "
                "a row comes, and {runner}",
          {{"runner", transaction.by_script ? "this one is open since `:begin`" : std::string(out.opens)}});
  if (!transaction.by_script) return static_cast<void>(finding.help(std::string(out.way_out)));
  finding.help("run it behind the `:commit`", {":commit\n" + std::string(context.text(statement.span)) + ";"})
      .related(transaction.begin, "opened here", context.current_script());
}

extern const Rule call_in_transactions_in_explicit_transaction = on_statement(check);

}  // namespace godwit::rules::cypher
