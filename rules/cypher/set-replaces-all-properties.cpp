#include <string>
#include <vector>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// ON CREATE SET: the node is new, and has nothing to lose.
static bool is_of_new(const graph::Set& op, const Operation& operation, const RuleContext& context) {
  if (!op.of_merge) return false;
  const Span before{context.statement().span.begin, operation.span.begin};
  const std::string_view words = context.text(before);
  const std::size_t last = words.find_last_of("oO", words.size() < 9 ? 0 : words.size() - 9);
  return last != std::string_view::npos &&
         graph_change::says(context, {before.begin + static_cast<std::uint32_t>(last), before.end}, "CREATE");
}

static bool made_here(const graph::Bound& on, const Statement& statement) {
  return on.from < statement.operations.size() && statement.operations[on.from].as<graph::Create>();
}

static void check(const graph::Set& op, const Operation& operation, RuleContext& context) {
  if (is_of_new(op, operation, context)) return;
  for (const graph::Change& change : op.changes) {
    if (change.kind != graph::Change::Kind::replace_all || change.value == graph::Change::Value::null ||
        made_here(change.on, context.statement()))
      continue;
    const Span at = context.place_of(change.span, operation);
    std::string words(context.text(at));
    const std::size_t sign = words.find('=');
    std::vector<std::string> instead;
    if (sign != std::string::npos && !operation.in_code) instead.push_back("SET " + words.insert(sign, "+"));
    context.report(at)
        .say("every property of `{variable}` that is not named here is gone", {{"variable", change.on.variable}})
        .help("add to what is there", std::move(instead));
  }
}

extern const Rule set_replaces_all_properties = on<graph::Set, check>();

}  // namespace godwit::rules::cypher
