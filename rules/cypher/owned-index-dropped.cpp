#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const graph::DropIndex&, const Operation& operation, RuleContext& context) {
  const HazardEffect* hazard = context.effects_of(operation).find(Refusal::owned_index);
  if (!hazard || hazard->certain == Known::no) return;
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(hazard->certain == Known::yes ? "the server refuses this, with IF EXISTS too: {why}"
                                         : "some versions after 5.26 refuse this, with IF EXISTS too: {why}",
           {{"why", hazard->why}});
  if (hazard->certain != Known::yes) finding.at_most(Severity::note);
  if (hazard->object.name.empty())
    finding.help("drop the constraint: its index goes with it");
  else
    finding.help("drop the constraint: its index goes with it",
                 {"DROP CONSTRAINT " + graph_advice::name(hazard->object.name) + " IF EXISTS;"});
}

extern const Rule owned_index_dropped = on<graph::DropIndex, check>();

}  // namespace godwit::rules::cypher
