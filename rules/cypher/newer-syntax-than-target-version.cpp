#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const graph::UseFeature&, const Operation& operation, RuleContext& context) {
  const HazardEffect* hazard = context.effects_of(operation).find(Refusal::newer_feature);
  if (!hazard) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("the server refuses {what}: {why}", {{"what", hazard->object.name}, {"why", hazard->why}})
      .help(hazard->instead.empty() ? "set `neo4j-version` in godwit.toml if the server is newer, else leave it out"
                                    : "write instead: " + hazard->instead +
                                          "; or set `neo4j-version` in godwit.toml if the server is newer");
}

extern const Rule newer_syntax_than_target_version = on<graph::UseFeature, check>();

}  // namespace godwit::rules::cypher
