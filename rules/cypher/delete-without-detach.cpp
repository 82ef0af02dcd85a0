#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const Statement& statement, RuleContext& context) {
  const HazardEffect* hazard = graph_advice::refusal(context, Refusal::left_relationships);
  // Those that an earlier statement has deleted are those of these nodes, most likely.
  // NOT (n)--() and NOT EXISTS { ... } ask for nodes that have none.
  if (!hazard || hazard->span.begin < statement.span.begin || context.world().past.deleted_relationships ||
      graph_change::says(context, statement.span, "NOT"))
    return;
  const bool later = context.world().transaction.open == Known::yes;
  std::string words(context.text(statement.span));
  words.insert(hazard->span.begin - statement.span.begin, "DETACH ");
  context.report(hazard->span)
      .say("if any `{name}` still has a relationship this fails{when}, and all that came with it is taken back",
           {{"name", hazard->object.name}, {"when", later ? ", at the commit" : ""}})
      .help("delete the relationships with the node, or ask for nodes that have none", {words + ";"});
}

extern const Rule delete_without_detach = on_statement(check);

}  // namespace godwit::rules::cypher
