#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// An earlier statement of the migration has deleted relationships: those of these nodes, most likely.
static bool relationships_went(const RuleContext& context) {
  const auto deletes_them = [](const Operation& operation) {
    const auto* op = operation.as<graph::Delete>();
    return op && std::any_of(op->deleted.begin(), op->deleted.end(),
                             [](const graph::Bound& each) { return each.entity == graph::Entity::relationship; });
  };
  return std::any_of(context.records().begin(), context.records().end(), [&](const StatementRecord& record) {
    return std::any_of(record.statement.operations.begin(), record.statement.operations.end(), deletes_them);
  });
}

static void check(const Statement& statement, RuleContext& context) {
  const HazardEffect* hazard = graph_advice::refusal(context, Refusal::left_relationships);
  // NOT (n)--() and NOT EXISTS { ... } ask for nodes that have none.
  if (!hazard || hazard->span.begin < statement.span.begin || relationships_went(context) ||
      graph_change::says(context, statement.span, "NOT"))
    return;
  const bool later = context.world().transaction.open == Known::yes;
  std::string words(context.text(statement.span));
  words.insert(hazard->span.begin - statement.span.begin, "DETACH ");
  context.report(hazard->span)
      .say("if any `{name}` still has a relationship this fails{when}, and all that came with it is taken back",
           {{"name", hazard->what}, {"when", later ? ", at the commit" : ""}})
      .help("delete the relationships with the node, or ask for nodes that have none", {words + ";"});
}

extern const Rule delete_without_detach = on_statement(check);

}  // namespace godwit::rules::cypher
