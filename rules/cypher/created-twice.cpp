#include <algorithm>
#include <array>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

constexpr std::array reasons{Refusal::exists_already, Refusal::name_taken, Refusal::constraint_in_the_way};

/// What is there of that name, in words.
static std::string named(const std::string& name, const RuleContext& context) {
  const GraphSchema& graph = context.world().catalog.graph;
  if (const GraphConstraint* constraint = graph.constraint(name)) return graph_advice::called(*constraint);
  if (const GraphIndex* index = graph.index(name)) return graph_advice::called(*index);
  return "another one";
}

/// The statement with another name.
static std::vector<std::string> renamed(const Operation& operation, Span name, const std::string& from, std::string to,
                                        const RuleContext& context) {
  if (operation.in_code || name.empty()) return {};
  if (to == from) to += "_2";
  std::string words(context.text(operation.span));
  words.replace(name.begin - operation.span.begin, name.end - name.begin, to);
  return {words + ";"};
}

template <class Made>
static void report(const HazardEffect& hazard, const Made& made, const char* what, const Operation& operation,
                   RuleContext& context) {
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous);
  if (const StatementPlace* first = maker(hazard.object.name, context))
    finding.related(first->span, "made here", first->script);
  if (hazard.refusal == Refusal::name_taken) {
    const std::string other = graph_advice::made_name(made.over, what);
    finding.say("the server refuses this: the name is taken by {what}", {{"what", named(hazard.object.name, context)}})
        .help("give it another name", renamed(operation, made.name_span, made.name, other, context));
    return;
  }
  finding.say("the server refuses this: {why}", {{"why", hazard.why}});
  if (hazard.refusal == Refusal::constraint_in_the_way) {
    finding.help("drop that one in an earlier migration: the server takes one of the two over the same properties");
    return;
  }
  const bool certain = !hazard.object.name.empty() && hazard.object.name == made.name;
  if (operation.in_code || made.pattern_keyword.empty() || !certain)
    return static_cast<void>(finding.help("take the statement out"));
  const Span at{made.pattern_keyword.begin, made.pattern_keyword.begin};
  finding.help("take the statement out, or let it pass", {with_added(context, operation.span, at, "IF NOT EXISTS ")})
      .edit(at, "IF NOT EXISTS ");
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    const auto* index = operation.as<graph::CreateIndex>();
    const auto* constraint = operation.as<graph::CreateConstraint>();
    if (!index && !constraint) continue;
    for (const HazardEffect& hazard : context.effects_of(operation).hazards) {
      // An index over what a constraint has indexed has a rule of its own.
      if (index && hazard.refusal == Refusal::constraint_in_the_way) continue;
      if (std::find(reasons.begin(), reasons.end(), hazard.refusal) == reasons.end()) continue;
      if (index)
        report(hazard, *index, "index", operation, context);
      else
        report(hazard, *constraint, "constraint", operation, context);
    }
  }
}

extern const Rule created_twice = on_statement(check);

}  // namespace godwit::rules::cypher
