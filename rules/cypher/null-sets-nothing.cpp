#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const graph::Create& op, const Operation& operation, RuleContext& context) {
  for (const graph::Pattern& pattern : op.patterns)
    for (const graph::PatternNode& node : pattern.nodes)
      for (const graph::PropertyTest& test : node.tests) {
        if (test.against != graph::PropertyTest::Against::null) continue;
        context.report(context.place_of(test.span, operation))
            .risk(Risk::careful)
            .say("NULL is not kept: the node has no `{property}` afterwards, as if this were not here",
                 {{"property", test.property}})
            .help("leave it out, or give it a value");
      }
}

extern const Rule null_sets_nothing = on<graph::Create, check>();

}  // namespace godwit::rules::cypher
