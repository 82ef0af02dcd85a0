#include <algorithm>
#include <string>

#include <godwit/rules/graph_change.h>

namespace godwit::rules::cypher {

static bool is_parallel(const graph::CallProcedure& op) {
  return std::any_of(op.options.begin(), op.options.end(),
                     [](const auto& each) { return each.first == "parallel" && each.second == "true"; });
}

static bool locks_others(const Operation& operation) {
  if (operation.as<graph::Merge>()) return true;
  if (const auto* create = operation.as<graph::Create>())
    return std::any_of(create->patterns.begin(), create->patterns.end(),
                       [](const graph::Pattern& each) { return !each.relationships.empty(); });
  const auto* deleted = operation.as<graph::Delete>();
  return deleted && (deleted->detach ||
                     std::any_of(deleted->deleted.begin(), deleted->deleted.end(),
                                 [](const graph::Bound& each) { return each.entity == graph::Entity::relationship; }));
}

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  if (op.name != "apoc.periodic.iterate" || !is_parallel(op)) return;
  const auto& all = context.statement().operations;
  const auto number = static_cast<std::uint32_t>(&operation - all.data());
  const auto found = std::find_if(all.begin(), all.end(), [&](const Operation& each) {
    const graph::Clause* clause = graph_change::clause_of(each);
    return clause && clause->batch == number && locks_others(each);
  });
  if (found == all.end()) return;
  context.report(found->span)
      .say(
          "batches that run at the same time lock the nodes at both ends: two that meet at the same nodes may end in a "
          "deadlock, and one of "
          "them is left out")
      .help("write `parallel: false`");
}

extern const Rule iterate_parallel_writes_relationships = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
