#include <string>
#include <vector>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const Statement& statement, RuleContext& context) {
  const graph_change::Change change = graph_change::unbatched(context);
  if (change.how != graph_change::Unbatched::file) return;
  const auto batches = graph_change::in_batches(context, statement.span);
  context.report(change.operation->span)
      .say(
          "one transaction writes all rows of the file: until it commits it holds them in the server's memory, however "
          "long the file is")
      .help(graph_change::in_batches_help(context), batches ? std::vector{*batches} : std::vector<std::string>{});
}

extern const Rule load_csv_unbatched = on_statement(check);

}  // namespace godwit::rules::cypher
