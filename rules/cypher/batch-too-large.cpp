#include <cstdlib>
#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

constexpr std::uint64_t most = 100000;

static void say(Span span, std::uint64_t rows, std::string_view help, RuleContext& context) {
  context.report(span)
      .say(
          "a batch of {rows} rows is one transaction: at about 1.1 kB a changed node it holds {megabytes} MB until it "
          "commits",
          {{"rows", std::to_string(rows)}, {"megabytes", std::to_string(rows * 11 / 10000)}})
      .help(std::string(help));
}

static void check_call(const graph::CallInTransactions& op, const Operation& operation, RuleContext& context) {
  if (!op.batch_rows || *op.batch_rows <= most || op.clause.rows.empty()) return;
  if (reach(op.clause, context.statement(), context.world()) == GraphReach::few) return;
  say(graph_change::tail_of(op, operation), *op.batch_rows, "write `OF 10000 ROWS`", context);
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    if (const auto* call = operation.as<graph::CallInTransactions>()) check_call(*call, operation, context);
    const auto* iterate = operation.as<graph::CallProcedure>();
    if (!iterate || iterate->name != "apoc.periodic.iterate") continue;
    for (const auto& [name, value] : iterate->options)
      if (const std::uint64_t rows = std::strtoull(value.c_str(), nullptr, 10); name == "batchSize" && rows > most)
        say(operation.span, rows, "write `batchSize: 10000`", context);
  }
}

extern const Rule batch_too_large = on_statement(check);

}  // namespace godwit::rules::cypher
