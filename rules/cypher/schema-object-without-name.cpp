#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void report(const std::string& what, const graph::Schema& over, const std::string& name, Span keyword,
                   const Operation& operation, RuleContext& context) {
  if (keyword.empty() || cannot_run(context.effects())) return;
  const Span behind{keyword.end, keyword.end};
  context.report(operation.span)
      .say(
          "the server makes up a name for this {what} over `{label}`, by which no migration can drop it: versions "
          "differ in it",
          {{"what", what}, {"label", graph_advice::shown(over)}})
      .help("give it a name", {with_added(context, operation.span, behind, " " + name)})
      .edit(behind, " " + name);
}

/// The old forms have a rule that says more.
static bool is_old(const Statement& statement) {
  for (const Operation& each : statement.operations)
    if (const auto* use = each.as<graph::UseFeature>(); use && use->feature.starts_with("old-")) return true;
  return false;
}

static void check(const Statement& statement, RuleContext& context) {
  if (is_old(statement)) return;
  for (const Operation& operation : statement.operations) {
    if (operation.in_code) continue;
    if (const auto* index = operation.as<graph::CreateIndex>();
        index && index->name.empty() && !index->name_is_parameter)
      report("index", index->over, graph_advice::made_name(index->over, "index"), index->keyword, operation, context);
    const auto* constraint = operation.as<graph::CreateConstraint>();
    if (!constraint || !constraint->name.empty() || constraint->name_is_parameter) continue;
    using Kind = graph::ConstraintKind;
    const char* suffix = constraint->kind == Kind::unique ? "unique"
                         : constraint->kind == Kind::key  ? "key"
                         : constraint->kind == Kind::type ? "type"
                                                          : "exists";
    report("constraint", constraint->over, graph_advice::made_name(constraint->over, suffix), constraint->keyword,
           operation, context);
  }
}

extern const Rule schema_object_without_name = on_statement(check);

}  // namespace godwit::rules::cypher
