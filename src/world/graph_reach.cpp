#include <godwit/world/graph_reach.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace godwit {
namespace {

using graph::PropertyTest;

constexpr std::uint64_t few_rows = 10000;  // what one transaction holds without notice: about 10 MB

bool is_key_test(const PropertyTest& test) {
  return (test.kind == PropertyTest::Kind::equal || test.kind == PropertyTest::Kind::in_list) &&
         test.against != PropertyTest::Against::null;
}

/// Whether a property is called as people call keys, of which one value finds one node: `id`, `userId`, `iso_code`.
bool is_called_key(std::string_view property) {
  constexpr std::array<std::string_view, 22> ends{"id",   "Id",    "ID",     "code",   "Code",   "key",   "Key", "uuid",
                                                  "name", "Name",  "slug",   "email",  "title",  "url",   "uri", "sku",
                                                  "isbn", "login", "number", "Number", "symbol", "handle"};
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return property.ends_with(end); });
}

/// Whether a test finds few by its words: by the internal id, or by a literal for what is called a key. `by_row`: an
/// earlier clause's row gives values, too.
bool narrows(const PropertyTest& test, bool by_row) {
  if (!is_key_test(test)) return false;
  if (test.property.empty()) return true;
  const bool given = test.against == PropertyTest::Against::literal ||
                     test.against == PropertyTest::Against::parameter ||
                     (by_row && test.against == PropertyTest::Against::row);
  return given && is_called_key(test.property);
}

/// The same, or by a property that is known to be unique.
bool narrows(const PropertyTest& test, const graph::PatternNode& node, const World& world, bool by_row) {
  if (narrows(test, by_row)) return true;
  return is_key_test(test) && std::any_of(node.labels.begin(), node.labels.end(), [&](const std::string& label) {
           return world.catalog.graph.unique(label, test.property);
         });
}

GraphReach reach(const graph::PatternNode& node, const World& world, bool by_row) {
  const auto few = [&](const PropertyTest& test) { return narrows(test, node, world, by_row); };
  if (node.bound || std::any_of(node.tests.begin(), node.tests.end(), few)) return GraphReach::few;
  bool fresh = false;
  for (const std::string& label : node.labels) {
    const Relation* relation = find_label(world, graph::Entity::node, label);
    fresh |= relation && world.in_use(*relation) == Known::no;
  }
  if (fresh) return GraphReach::few;
  return node.labels.empty() && node.any_of.empty() ? GraphReach::every_node : GraphReach::many;
}

GraphReach reach(const graph::Pattern& pattern, const World& world, bool by_row);

GraphReach reach(const Operation& source, const World& world) {
  if (const auto* match = source.as<graph::Match>()) {
    const bool by_row =
        match->joined.empty() && (!match->clause.rows.empty() || match->clause.batch != graph::no_operation);
    GraphReach most = GraphReach::few;
    for (const graph::Pattern& each : match->patterns) most = std::max(most, reach(each, world, by_row));
    return most;
  }
  if (const auto* unwind = source.as<graph::Unwind>())
    return unwind->of_collected || (unwind->count && *unwind->count <= few_rows) ? GraphReach::few : GraphReach::many;
  if (source.as<graph::LoadCsv>()) return GraphReach::many;
  const auto* call = source.as<graph::CallProcedure>();
  return call && call->name.starts_with("apoc.load.") ? GraphReach::many : GraphReach::few;
}

GraphReach reach(const graph::Pattern& pattern, const World& world, bool by_row) {
  GraphReach least = GraphReach::every_node;
  for (const graph::PatternNode& node : pattern.nodes) least = std::min(least, reach(node, world, by_row));
  const bool typed = std::any_of(pattern.relationships.begin(), pattern.relationships.end(),
                                 [](const graph::PatternRelationship& each) { return !each.types.empty(); });
  const bool bound = std::any_of(pattern.relationships.begin(), pattern.relationships.end(),
                                 [](const graph::PatternRelationship& each) { return each.bound; });
  const bool sought = std::any_of(pattern.relationships.begin(), pattern.relationships.end(),
                                  [&](const graph::PatternRelationship& each) {
                                    return std::any_of(each.tests.begin(), each.tests.end(),
                                                       [&](const PropertyTest& test) { return narrows(test, by_row); });
                                  });
  if (bound || sought) return GraphReach::few;
  return typed ? std::min(least, GraphReach::many) : least;
}

}  // namespace

GraphReach reach(const graph::Pattern& pattern, const World& world) { return reach(pattern, world, false); }

GraphReach reach(const graph::Clause& clause, const Statement& statement, const World& world) {
  if (clause.limit && *clause.limit <= few_rows) return GraphReach::few;
  GraphReach most = GraphReach::few;
  for (const std::uint32_t number : clause.rows)
    if (number < statement.operations.size()) most = std::max(most, reach(statement.operations[number], world));
  return most;
}

bool in_one_transaction(const graph::Clause& clause, const Statement& statement) {
  if (clause.batch == graph::no_operation) return true;
  const Operation& batch = statement.operations[clause.batch];
  if (const auto* call = batch.as<graph::CallProcedure>())
    return call->name != "apoc.periodic.commit" && !call->name.starts_with("apoc.trigger.") &&
           (call->name != "apoc.periodic.iterate" || call->clause.rows.empty());
  const auto* subquery = batch.as<graph::CallInTransactions>();
  return subquery && subquery->clause.rows.empty();
}

Name label_name(graph::Entity entity, const std::string& label) {
  return {"", entity == graph::Entity::node ? ":" + label : "[:" + label + "]", {}};
}

const Relation* find_label(const World& world, graph::Entity entity, const std::string& label) {
  return world.catalog.find(label_name(entity, label));
}

}  // namespace godwit
