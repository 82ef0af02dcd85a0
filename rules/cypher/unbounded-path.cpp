#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const Statement& statement, RuleContext& context) {
  if (!graph_change::statement_writes(context)) return;
  for (const PlanEffect& plan : context.effects().plan) {
    if (plan.kind != PlanEffect::Kind::unbounded_expand) continue;
    context.report(RuleContext::place_of(plan.span, statement.operations[plan.operation]))
        .say("every path is followed to its end, and what follows is done once for each path: no length ends it")
        .help("say how long a path may be: `*1..5`");
    return;
  }
}

extern const Rule unbounded_path = on_statement(check);

}  // namespace godwit::rules::cypher
