#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

/// How a migration gets out of the transaction that its framework opens.
struct WayOut {
  std::string_view framework;
  std::string_view opens;
  std::string_view way_out;
};
static constexpr std::array<WayOut, 4> ways_out{
    {{"diesel", "Diesel runs each migration in a transaction",
      "give it a migration of its own with a metadata.toml that says `run_in_transaction = false`"},
     {"goose", "goose runs each migration in a transaction",
      "give it a migration of its own that says `-- +goose NO TRANSACTION`"},
     {"prisma", "Prisma sends all statements of a migration at once, which makes them one transaction",
      "give it a migration of its own"},
     {"golang-migrate", "golang-migrate sends all statements of a file at once, which makes them one transaction",
      "give it a file of its own"}}};

static WayOut way_out(const Migration& migration) {
  if (migration.transaction == TransactionMode::batch && migration.framework == "diesel")
    return {"diesel",
            "without a transaction of its own Diesel sends all statements of a migration at once, which makes them one",
            "give it a migration of its own"};
  for (const WayOut& row : ways_out)
    if (row.framework == migration.framework) return row;
  if (migration.transaction == TransactionMode::batch)
    return {"", "several statements that are sent at once are one transaction", "give it a file of its own"};
  return {"", "the runner opens a transaction for the migration",
          "give it a migration of its own that runs without a transaction"};
}

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
  const WayOut out = way_out(context.migration());
  finding
      .say("the server refuses {what} inside a transaction, and {runner}",
           {{"what", what}, {"runner", std::string(out.opens)}})
      .help(std::string(out.way_out));
}

extern const Rule not_allowed_in_transaction = on_statement(check);

}  // namespace godwit::rules::postgres
