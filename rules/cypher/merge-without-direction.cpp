#include <algorithm>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const graph::Merge& op, const Operation& operation, RuleContext& context) {
  for (const graph::PatternRelationship& each : op.pattern.relationships) {
    if (each.directed || each.types.empty()) continue;
    context.report(context.place_of(each.span, operation))
        .risk(Risk::careful)
        .say("a `[:{type}]` of either direction is taken for this one, and a new one goes from left to right",
             {{"type", each.types.front()}})
        .help("say which way it goes: `-[...]->`");
    return;
  }
}

extern const Rule merge_without_direction = on<graph::Merge, check>();

}  // namespace godwit::rules::cypher
