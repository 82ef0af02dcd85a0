#include <string>
#include <string_view>
#include <vector>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// What is held until the commit, as servers showed it (fixtures/cypher): about 1.1 kB a node, 2 kB a relationship.
static std::string_view harm(const Operation& operation) {
  const auto* merge = operation.as<graph::Merge>();
  const auto* create = operation.as<graph::Create>();
  const bool relationships = (merge && !merge->pattern.relationships.empty()) ||
                             (create && !create->patterns.empty() && !create->patterns.front().relationships.empty());
  if (relationships)
    return "one transaction makes a relationship for {all}: until it commits it holds about 2 kB of the server's "
           "memory for each";
  if (merge || create)
    return "one transaction makes a node for {all}: until it commits it holds all of them in the server's memory";
  if (operation.as<graph::CallProcedure>())
    return "one transaction calls this for {all}: until it commits it holds all that changes in the server's memory, "
           "and locked";
  return "one transaction changes {all}: until it commits each stays locked, and about 1.1 kB of the server's memory "
         "with it";
}

static void check(const Statement& statement, RuleContext& context) {
  const graph_change::Change change = graph_change::unbatched(context);
  if (change.how != graph_change::Unbatched::changed) return;
  auto finding = context.report(change.operation->span);
  finding.say(std::string(harm(*change.operation)), {{"all", graph_change::all_of(change)}});
  const auto batches = graph_change::in_batches(context, statement.span);
  finding.help(graph_change::in_batches_help(context), batches ? std::vector{*batches} : std::vector<std::string>{});
}

extern const Rule unbatched_write = on_statement(check);

}  // namespace godwit::rules::cypher
