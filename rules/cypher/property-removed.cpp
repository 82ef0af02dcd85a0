#include <algorithm>
#include <string>
#include <vector>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>
#include <godwit/rules/cypher/rename.h>

namespace godwit::rules::cypher {

/// Whether the nodes are those whose property another one is equal to (`WHERE n.email = n.mail`): it is there twice.
static bool is_copied(const graph::Change& change, const RuleContext& context) {
  const auto& all = context.statement().operations;
  const auto* match = change.on.from < all.size() ? all[change.on.from].as<graph::Match>() : nullptr;
  if (!match) return false;
  for (const graph::Pattern& pattern : match->patterns)
    for (const graph::PatternNode& node : pattern.nodes)
      for (const graph::PropertyTest& test : node.tests)
        if (node.variable == change.on.variable && test.property == change.property &&
            test.against == graph::PropertyTest::Against::row)
          return true;
  return false;
}

static bool takes_away(const graph::Change& change, bool by_remove) {
  if (change.kind != graph::Change::Kind::property || change.property.empty()) return false;
  return by_remove || change.value == graph::Change::Value::null;
}

static void check(const Statement& statement, RuleContext& context) {
  const std::vector<GraphRename> renamed = renames(context);
  for (const Operation& operation : statement.operations) {
    const auto* remove = operation.as<graph::Remove>();
    const auto* set = operation.as<graph::Set>();
    if ((!remove && !set) || (set && set->of_merge)) continue;
    if (graph_change::driven_by(remove ? remove->clause : set->clause, context) == GraphReach::few) continue;
    for (const graph::Change& change : remove ? remove->changes : set->changes) {
      const bool said = std::any_of(renamed.begin(), renamed.end(), [&](const GraphRename& each) {
        return each.what == GraphRename::What::property && each.from == change.property;
      });
      if (!takes_away(change, remove != nullptr) || said || is_copied(change, context)) continue;
      const std::string of = change.on.labels.empty() ? change.on.variable : ":" + change.on.labels.front();
      context.report(context.place_of(change.span, operation))
          .risk(Risk::dangerous)
          .say("`{property}` is lost of every `{of}` that is found, and deployed code that reads it gets NULL",
               {{"property", change.property}, {"of", of}})
          .help("release an application that neither reads nor writes it, then remove it and say so",
                {"// godwit: allow property-removed: no release uses " + change.property + " any more\n" +
                 graph_change::in_batches(context, statement.span)
                     .value_or(std::string(context.text(statement.span)) + ";")});
    }
  }
}

extern const Rule property_removed = on_statement(check);

}  // namespace godwit::rules::cypher
