#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

/// Why nothing is there: the history dropped it, or other versions call it otherwise.
static std::string reason(const std::string& name, bool is_index, const RuleContext& context) {
  const GraphSchema& graph = context.world().catalog.graph;
  if (is_index && graph.constraint(name)) return "`" + name + "` is a constraint";
  if (!is_index && graph.index(name)) return "`" + name + "` is an index";
  if (name.starts_with("index_")) return "servers of this version call it otherwise";
  return "an earlier statement has dropped it";
}

static void check(const Statement& statement, RuleContext& context) {
  each_refusal(context, Refusal::missing, [&](const HazardEffect& hazard) {
    bool is_index = false;
    for (const Operation& each : statement.operations)
      is_index |= each.as<graph::DropIndex>() && each.span == hazard.span;
    const bool named = !hazard.object.name.empty();
    const std::string why = named ? reason(hazard.object.name, is_index, context) : "it is of another kind";
    auto finding = context.report(place_of(hazard, context));
    finding.risk(Risk::dangerous)
        .say(named ? "the server refuses this: there is no {what} `{name}`, {why}"
                   : "the server refuses this: there is no such {what}, {why}",
             {{"what", is_index ? "index" : "constraint"}, {"name", hazard.object.name}, {"why", why}});
    if (why.ends_with("is an index"))
      finding.help("drop it as what it is", {"DROP INDEX " + graph_advice::name(hazard.object.name) + ";"});
    else
      finding.help("take the statement out");
  });
}

extern const Rule nothing_to_drop = on_statement(check);

}  // namespace godwit::rules::cypher
