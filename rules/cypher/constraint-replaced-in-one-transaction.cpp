#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const graph::CreateConstraint&, const Operation& operation, RuleContext& context) {
  const HazardEffect* hazard = context.effects_of(operation).find(Refusal::replaced_in_transaction);
  if (!hazard || hazard->certain == Known::no || cannot_run(context.effects())) return;
  const bool is_open = context.world().transaction.open == Known::yes;
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(hazard->certain == Known::yes ? "the server refuses this constraint: {why}"
           : is_open                     ? "some versions after 5.26 refuse this constraint: {why}"
                     : "if a runner puts this in one transaction, the server refuses the constraint: {why}",
           {{"why", hazard->why}})
      .help("drop in an earlier migration what it replaces");
  if (hazard->certain != Known::yes) finding.at_most(Severity::note);
}

extern const Rule constraint_replaced_in_one_transaction = on<graph::CreateConstraint, check>();

}  // namespace godwit::rules::cypher
