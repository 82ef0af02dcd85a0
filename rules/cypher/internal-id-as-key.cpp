#include <string>
#include <vector>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const graph::Match& op, const Operation& operation, RuleContext& context) {
  using Test = graph::PropertyTest;
  if (!graph_change::statement_writes(context)) return;
  const auto look = [&](const std::vector<Test>& tests) {
    for (const Test& test : tests) {
      const bool equal = test.kind == Test::Kind::equal || test.kind == Test::Kind::in_list;
      if (!test.property.empty() || !equal ||
          (test.against != Test::Against::literal && test.kind != Test::Kind::in_list) ||
          test.against == Test::Against::row || test.against == Test::Against::parameter)
        continue;
      context.report(context.place_of(test.span, operation))
          .say("this number means another node in another database, and after a delete it is given to a new one")
          .help("find it by a property of its own");
    }
  };
  for (const graph::Pattern& pattern : op.patterns) {
    for (const graph::PatternNode& node : pattern.nodes) look(node.tests);
    for (const graph::PatternRelationship& each : pattern.relationships) look(each.tests);
  }
}

extern const Rule internal_id_as_key = on<graph::Match, check>();

}  // namespace godwit::rules::cypher
