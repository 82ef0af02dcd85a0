#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const Statement& statement, RuleContext& context) {
  each_refusal(context, Refusal::edition, [&](const HazardEffect& hazard) {
    auto finding = context.report(place_of(hazard, context));
    finding.risk(Risk::dangerous).say("Community Edition refuses this: {why}", {{"why", hazard.why}});
    for (const Operation& operation : statement.operations) {
      const auto* constraint = operation.as<graph::CreateConstraint>();
      if (!constraint || operation.span != hazard.span) continue;
      if (constraint->kind != graph::ConstraintKind::key)
        return static_cast<void>(
            finding.help("leave it to the application that writes: only uniqueness is checked here"));
      graph::CreateConstraint unique = *constraint;
      unique.kind = graph::ConstraintKind::unique;
      const std::string name =
          graph_advice::name(unique.name.empty() ? graph_advice::made_name(unique.over, "unique") : unique.name);
      return static_cast<void>(
          finding.help("ask for uniqueness alone, which Community Edition has",
                       {"CREATE CONSTRAINT " + name + (unique.if_not_exists ? " IF NOT EXISTS " : " ") +
                        graph_advice::constraint_pattern(unique) + ";"}));
    }
    finding.help("leave it out, or set `neo4j-edition` in godwit.toml if it runs on Enterprise Edition");
  });
}

extern const Rule enterprise_only = on_statement(check);

}  // namespace godwit::rules::cypher
