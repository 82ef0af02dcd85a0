#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  const HazardEffect* hazard = context.effects_of(operation).find(Refusal::removed_procedure);
  if (!hazard) return;
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say("the server refuses `CALL {name}`: {why}", {{"name", op.name}, {"why", hazard->why}});
  if (hazard->instead.empty())
    finding.help("set `neo4j-version` in godwit.toml if the server is newer, else leave it out");
  else if (hazard->instead.starts_with("SHOW"))
    finding.help("ask with a command", {hazard->instead + ";"});
  else
    finding.help("write instead: `" + hazard->instead + "`");
}

extern const Rule procedure_removed = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
