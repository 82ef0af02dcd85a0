#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>
#include <godwit/world/graph_reach.h>

namespace godwit::rules::cypher {

/// What makes the constraint fail, as a part of the sentence.
static std::string breach(const graph::CreateConstraint& op) {
  using Kind = graph::ConstraintKind;
  const char* one = op.over.entity == graph::Entity::node ? "one" : "a relationship";
  std::string properties;
  for (const std::string& each : op.over.properties) properties += (properties.empty() ? "`" : ", `") + each + "`";
  if (op.kind == Kind::exists) return std::string(one) + " has no " + properties;
  if (op.kind == Kind::type) return std::string(one) + " has another type in " + properties;
  return "two have the same " + properties;
}

static const RelationEffect* validated(const graph::CreateConstraint& op, const Operation& operation,
                                       const RuleContext& context) {
  const StatementResult& effects = context.effects_of(operation);
  const auto found = std::find_if(effects.relations.begin(), effects.relations.end(), [](const RelationEffect& each) {
    return each.scan && each.cause == Cause::constraint_check && each.in_use == Known::yes;
  });
  return found == effects.relations.end() || op.over.labels.empty() ? nullptr : &*found;
}

static void check(const graph::CreateConstraint& op, const Operation& operation, RuleContext& context) {
  const RelationEffect* effect = validated(op, operation, context);
  if (!effect || cannot_run(context.effects())) return;
  const bool old = !context.world().server.at_least(500);
  context.report(operation.span)
      .because(*effect)
      .say(old ? "every write to `{label}` waits while all its {what} are checked, this fails if {breach}, and what "
                 "other "
                 "transactions write meanwhile fails at their commit"
               : "every write to `{label}` waits while all its {what} are checked, and this fails if {breach}",
           {{"label", graph_advice::shown(op.over)},
            {"what", op.over.entity == graph::Entity::node ? "nodes" : "relationships"},
            {"breach", breach(op)}})
      .help("look for what breaks it first, and run it when no transaction that writes goes on for long",
            {graph_advice::violations(op)});
}

extern const Rule label_locked_for_validation = on<graph::CreateConstraint, check>();

}  // namespace godwit::rules::cypher
