#include <algorithm>
#include <string>
#include <string_view>

#include <godwit/rules/rule.h>

namespace godwit::rules::sql {

/// `CREATE INDEX CONCURRENTLY`: the words before the first name of a statement.
static std::string first_words(std::string_view statement) {
  std::string out;
  while (!statement.empty()) {
    const std::size_t end = std::min(statement.find_first_of(" \t\r\n(;"), statement.size());
    const std::string_view word = statement.substr(0, end);
    const bool keyword =
        !word.empty() && word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos;
    if (!keyword) break;
    out += (out.empty() ? "" : " ") + std::string(word);
    statement.remove_prefix(end);
    const std::size_t next = statement.find_first_not_of(" \t\r\n");
    statement.remove_prefix(next == std::string_view::npos ? statement.size() : next);
  }
  return out.empty() ? "this statement" : "`" + out + "`";
}

static void check(const Statement& statement, RuleContext& context) {
  if (!context.effects().find(Hazard::refused_in_transaction)) return;
  const Transaction& transaction = context.world().transaction;
  if (transaction.open != Known::yes) return;
  const std::string what = first_words(context.text(statement.span));
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
