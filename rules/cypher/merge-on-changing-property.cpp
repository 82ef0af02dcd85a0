#include <algorithm>
#include <string>
#include <vector>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// The constraint over a part of what a MERGE looks for; null if none is known, or if it is over all of it.
static const GraphConstraint* key_among(const graph::PatternNode& node, const RuleContext& context) {
  for (const GraphConstraint& each : context.world().catalog.graph.constraints()) {
    const bool unique = each.kind == graph::ConstraintKind::unique || each.kind == graph::ConstraintKind::key;
    const bool on = each.over.labels.size() == 1 &&
                    std::find(node.labels.begin(), node.labels.end(), each.over.labels.front()) != node.labels.end();
    const auto is_asked = [&](const std::string& property) {
      return std::any_of(node.tests.begin(), node.tests.end(),
                         [&](const graph::PropertyTest& test) { return test.property == property; });
    };
    if (unique && on && each.over.properties.size() < node.tests.size() &&
        std::all_of(each.over.properties.begin(), each.over.properties.end(), is_asked))
      return &each;
  }
  return nullptr;
}

/// `MERGE (p:Person {id: 1}) SET p.name = 'Ada'`, from the user's own words.
static std::string by_key(const graph::PatternNode& node, const GraphConstraint& key, const RuleContext& context) {
  const std::string variable = node.variable.empty() ? "n" : graph_advice::name(node.variable);
  std::string map, set;
  for (const graph::PropertyTest& test : node.tests) {
    const std::string words(context.text(test.span));
    const bool of_key =
        std::find(key.over.properties.begin(), key.over.properties.end(), test.property) != key.over.properties.end();
    if (test.value.empty()) return "";
    if (of_key)
      map += (map.empty() ? "" : ", ") + words;
    else
      set += (set.empty() ? "" : ", ") + variable + "." + graph_advice::name(test.property) + " = " +
             std::string(context.text(test.value));
  }
  std::string labels;
  for (const std::string& label : node.labels) labels += ":" + graph_advice::name(label);
  return "MERGE (" + variable + labels + " {" + map + "})\nON CREATE SET " + set + ";";
}

static void check(const graph::Merge& op, const Operation& operation, RuleContext& context) {
  if (!op.pattern.relationships.empty() || op.pattern.nodes.empty() || op.pattern.nodes.front().bound) return;
  const graph::PatternNode& node = op.pattern.nodes.front();
  const GraphConstraint* key = key_among(node, context);
  if (!key) return;
  const auto further = std::find_if(node.tests.begin(), node.tests.end(), [&](const graph::PropertyTest& test) {
    return std::find(key->over.properties.begin(), key->over.properties.end(), test.property) ==
           key->over.properties.end();
  });
  const std::string instead = operation.in_code ? "" : by_key(node, *key, context);
  context.report(context.place_of(further->span, operation))
      .say(
          "where the `{label}` of that `{key}` has another `{property}` it is not found, and making it breaks the "
          "constraint `{constraint}`",
          {{"label", graph_advice::shown(key->over)},
           {"key", key->over.properties.front()},
           {"property", further->property},
           {"constraint", key->name_made_up ? "on " + key->over.properties.front() : key->name}})
      .help("MERGE by the key alone, and set the rest",
            instead.empty() ? std::vector<std::string>{} : std::vector{instead});
}

extern const Rule merge_on_changing_property = on<graph::Merge, check>();

}  // namespace godwit::rules::cypher
