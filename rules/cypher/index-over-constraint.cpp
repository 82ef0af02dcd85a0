#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const graph::CreateIndex& op, const Operation& operation, RuleContext& context) {
  using Kind = graph::IndexKind;
  if (op.kind != Kind::range && op.kind != Kind::btree) return;
  const GraphConstraint* constraint = context.world().catalog.graph.key_over(op.over);
  if (!constraint) return;
  const bool refused = context.effects_of(operation).find(Refusal::constraint_in_the_way) != nullptr;
  if (!refused && cannot_run(context.effects())) return;
  const bool beside = !refused && !op.if_not_exists;
  auto finding = context.report(operation.span);
  finding
      .say(refused  ? "the server refuses this index: {constraint} has one of its own"
           : beside ? "this index is a second one to keep up with each write: {constraint} has one of its own"
                    : "this makes nothing: {constraint} has an index of its own",
           {{"constraint", graph_advice::called(*constraint)}})
      .help("take the statement out: lookups by these properties use the constraint's index");
  if (!refused) finding.at_most(beside ? Severity::warning : Severity::note);
  if (const StatementPlace* made = maker(constraint->name, context))
    finding.related(made->span, "made here", made->script);
}

extern const Rule index_over_constraint = on<graph::CreateIndex, check>();

}  // namespace godwit::rules::cypher
