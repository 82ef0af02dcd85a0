#include <string>
#include <vector>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const Statement& statement, RuleContext& context) {
  const graph_change::Change change = graph_change::unbatched(context);
  if (change.how != graph_change::Unbatched::deleted) return;
  const auto batches = graph_change::in_batches(context, statement.span);
  context.report(change.operation->span)
      .say(
          "one transaction deletes {all}: until it commits it holds about 1.2 kB of the server's memory for each, and "
          "locks what "
          "they were joined to",
          {{"all", graph_change::all_of(change)}})
      .help(graph_change::in_batches_help(context), batches ? std::vector{*batches} : std::vector<std::string>{});
}

extern const Rule unbatched_delete = on_statement(check);

}  // namespace godwit::rules::cypher
