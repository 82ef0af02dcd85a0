#include <algorithm>
#include <string>
#include <vector>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// A node of the pattern that is looked up by what it is, and made again where the pattern as a whole is not there.
static bool is_looked_up(const graph::PatternNode& node) {
  return !node.bound && !node.tests.empty() && !node.labels.empty();
}

static bool is_unique(const graph::PatternNode& node, const RuleContext& context) {
  for (const std::string& label : node.labels)
    for (const graph::PropertyTest& test : node.tests)
      if (context.world().catalog.graph.unique(label, test.property)) return true;
  return false;
}

/// A node hung onto one that is bound may be meant to be its own (`(p)-[:HAS]->(:Settings {theme: 'dark'})`): only one
/// that is called by a key that is known to be unique is not.
static const graph::PatternNode* made_again(const graph::Pattern& pattern, const RuleContext& context) {
  const bool hangs_on = std::any_of(pattern.nodes.begin(), pattern.nodes.end(),
                                    [](const graph::PatternNode& each) { return each.bound; });
  for (const graph::PatternNode& node : pattern.nodes)
    if (is_looked_up(node) && (!hangs_on || is_unique(node, context))) return &node;
  return nullptr;
}

/// `MERGE (a:A {id: 1}) MERGE (b:B {id: 2}) MERGE (a)-[:KNOWS]->(b)`, from the user's own words.
static std::vector<std::string> node_by_node(const graph::Pattern& pattern, const RuleContext& context) {
  std::string nodes, path;
  std::uint32_t at = pattern.span.begin;
  for (std::size_t i = 0; i < pattern.nodes.size(); ++i) {
    const graph::PatternNode& node = pattern.nodes[i];
    if (node.span.begin < at) return {};
    std::string words(context.text(node.span));
    std::string variable = graph_advice::name(node.variable);
    if (node.variable.empty()) {
      variable = std::string(1, static_cast<char>('a' + i % 26));
      words.insert(1, variable);
    }
    if (!node.bound) nodes += "MERGE " + words + "\n";
    path += std::string(context.text({at, node.span.begin})) + "(" + variable + ")";
    at = node.span.end;
  }
  return {nodes + "MERGE " + path + std::string(context.text({at, pattern.span.end})) + ";"};
}

static void check(const graph::Merge& op, const Operation& operation, RuleContext& context) {
  if (op.pattern.relationships.empty()) return;
  const graph::PatternNode* node = made_again(op.pattern, context);
  if (!node) return;
  context.report(context.place_of(op.pattern.span, operation))
      .say(is_unique(*node, context) ? "unless all of this is there already all of it is made anew: where `:{label}` "
                                       "is there and the rest is not, its unique "
                                       "constraint makes this fail"
                                     : "unless all of this is there already all of it is made anew: a second "
                                       "`:{label}` beside the one that is there",
           {{"label", node->labels.front()}})
      .help("MERGE the nodes one by one, and what joins them last",
            operation.in_code ? std::vector<std::string>{} : node_by_node(op.pattern, context));
}

extern const Rule merge_whole_pattern = on<graph::Merge, check>();

}  // namespace godwit::rules::cypher
