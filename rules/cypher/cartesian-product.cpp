#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const Statement& statement, RuleContext& context) {
  if (!graph_change::statement_writes(context)) return;
  for (const PlanEffect& plan : context.effects().plan) {
    if (plan.kind != PlanEffect::Kind::cartesian_product || !plan.multiplies) continue;
    context.report(RuleContext::place_of(plan.span, statement.operations[plan.operation]))
        .say("nothing joins {parts}: what follows is done for each with each", {{"parts", plan.what}})
        .help("join them, by a relationship or by a property that is equal in both");
    return;
  }
}

extern const Rule cartesian_product = on_statement(check);

}  // namespace godwit::rules::cypher
