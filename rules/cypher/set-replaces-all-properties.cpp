#include <string>
#include <vector>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static bool made_here(const graph::Bound& on, const Statement& statement) {
  return on.from < statement.operations.size() && statement.operations[on.from].as<graph::Create>();
}

static void check(const graph::Set& op, const Operation& operation, RuleContext& context) {
  if (op.of_new) return;  // it has nothing to lose
  for (const graph::Change& change : op.changes) {
    if (change.kind != graph::Change::Kind::replace_all || change.value == graph::Change::Value::null ||
        made_here(change.on, context.statement()))
      continue;
    const Span at = context.place_of(change.span, operation);
    std::vector<std::string> instead;
    if (!change.operator_span.empty() && !operation.in_code)
      instead.push_back("SET " + std::string(context.text({at.begin, change.operator_span.begin})) + "+" +
                        std::string(context.text({change.operator_span.begin, at.end})));
    context.report(at)
        .say("every property of `{variable}` that is not named here is gone", {{"variable", change.on.variable}})
        .help("add to what is there", std::move(instead));
  }
}

extern const Rule set_replaces_all_properties = on<graph::Set, check>();

}  // namespace godwit::rules::cypher
