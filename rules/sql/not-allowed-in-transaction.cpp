#include <string>

#include <godwit/rules/rewording.h>

namespace godwit::rules::sql {

static void check(const Statement& statement, RuleContext& context) {
  if (!context.effects().find(Hazard::refused_in_transaction)) return;
  const Transaction& transaction = context.world().transaction;
  if (transaction.open != Known::yes) return;
  const std::string what = command(context, statement);
  const std::string rest(context.text(statement.span));
  auto finding = context.report(statement.span);
  finding.risk(Risk::dangerous);
  if (transaction.by_script) {
    finding.say("the server refuses {what} inside a transaction, and this one is open", {{"what", what}})
        .related(transaction.begin, "opened here")
        .help("run it after the COMMIT, or in a migration of its own", {"COMMIT;\n" + rest + ";"});
    return;
  }
  const RunnerTransaction of_runner = transaction_of(context.migration(), context.world().mode);
  finding
      .say("the server refuses {what} inside a transaction, and {runner}",
           {{"what", what}, {"runner", std::string(of_runner.made_by)}})
      .help(std::string(of_runner.way_out));
}

extern const Rule not_allowed_in_transaction = on_statement(check);

}  // namespace godwit::rules::sql
