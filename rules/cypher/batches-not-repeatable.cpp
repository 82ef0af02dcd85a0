#include <algorithm>
#include <string>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// Whether what drives the batches, or the batch itself, leaves out what an earlier run has done.
static bool leaves_out(const Statement& statement, Span until, const RuleContext& context) {
  const Span words{statement.span.begin, until.begin};
  return graph_change::says(context, words, "NOT") || graph_change::says(context, words, "NULL");
}

static std::string made(const graph::Create& op) {
  for (const graph::Pattern& pattern : op.patterns) {
    for (const graph::PatternNode& node : pattern.nodes)
      if (!node.bound && !node.labels.empty()) return "another `:" + node.labels.front() + "`";
    for (const graph::PatternRelationship& each : pattern.relationships)
      if (!each.types.empty()) return "another `[:" + each.types.front() + "]`";
  }
  return "all of it another time";
}

static void report(const Operation& operation, const std::string& what, std::string_view help, RuleContext& context) {
  context.report(operation.span)
      .risk(Risk::careful)
      .say("batches that have committed stay when a later one fails: running it again {what}", {{"what", what}})
      .help(std::string(help));
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    const graph::Clause* clause = graph_change::clause_of(operation);
    if (!clause || clause->batch == graph::no_operation ||
        graph_change::driven_by(*clause, context) == GraphReach::few || leaves_out(statement, operation.span, context))
      continue;
    if (const auto* create = operation.as<graph::Create>())
      return report(operation, "makes " + made(*create),
                    "leave out the rows that have it already, or write MERGE by a unique key", context);
    const auto* set = operation.as<graph::Set>();
    if (!set || set->of_merge) continue;
    for (const graph::Change& change : set->changes)
      if (change.grows)
        return report(operation, "adds to `" + change.on.variable + "." + change.property + "` a second time",
                      "set a new property from it, where that is NULL", context);
  }
}

extern const Rule batches_not_repeatable = on_statement(check);

}  // namespace godwit::rules::cypher
