#include <algorithm>
#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static bool is_parallel(const graph::CallProcedure& op) {
  return std::any_of(op.options.begin(), op.options.end(),
                     [](const auto& each) { return each.first == "parallel" && each.second == "true"; });
}

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  if (op.name != "apoc.periodic.iterate" || !is_parallel(op)) return;
  const Operation* found = graph_change::locks_others(operation, context);
  if (!found) return;
  context.report(found->span)
      .say(
          "batches that run at the same time lock the nodes at both ends: two that meet at the same nodes may end in a "
          "deadlock, and one of "
          "them is left out")
      .help("write `parallel: false`");
}

extern const Rule iterate_parallel_writes_relationships = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
