#include <algorithm>
#include <string_view>
#include <unordered_map>

#include <godwit/world/graph_reach.h>

#include "dialects/cypher/effects.h"
#include "dialects/cypher/text.h"

/// What reading and writing costs: how patterns are found, and what a transaction holds. Plans are those that the
/// servers showed for a few hundred nodes (plan-bare, plan-index, plan-constraint); which of two seeks is taken is the
/// optimiser's, the kind of scan is not.
namespace godwit::cypher {
namespace {

using graph::Entity;
using graph::Pattern;
using graph::PatternNode;
using graph::PatternRelationship;
using graph::PropertyTest;
using Plan = PlanEffect::Kind;

/// Whether an index takes the place of a scan. Of CONTAINS and ENDS WITH all of the index is read (from 5 on), IS NULL
/// is in none.
bool by_index(const PropertyTest& test) {
  return test.kind != PropertyTest::Kind::missing && test.kind != PropertyTest::Kind::other;
}

/// Whether an index that queries can use already begins with the property: one that is being populated is in no plan
/// (population-01, one-tx-more-01).
bool is_indexed(const std::string& label, const std::string& property, const EffectBuilder& to) {
  const auto& indexes = to.graph().indexes();
  return std::any_of(indexes.begin(), indexes.end(), [&](const GraphIndex& each) {
    const bool over = each.over.entity == Entity::node && each.over.labels == std::vector{label} &&
                      !each.over.properties.empty() && each.over.properties.front() == property;
    const Age age = to.world.age(each.made);
    const bool populating = age == Age::this_transaction || (age == Age::this_migration && each.online == Known::no);
    const bool of_values = each.kind != graph::IndexKind::fulltext && each.kind != graph::IndexKind::vector;
    return over && of_values && !populating;
  });
}

bool is_sought(const PatternNode& node, const EffectBuilder& to) {
  if (node.bound) return true;
  return std::any_of(node.tests.begin(), node.tests.end(), [&](const PropertyTest& test) {
    if (test.property.empty())
      return test.kind == PropertyTest::Kind::equal || test.kind == PropertyTest::Kind::in_list;
    if (!by_index(test)) return false;
    return std::any_of(node.labels.begin(), node.labels.end(),
                       [&](const std::string& label) { return is_indexed(label, test.property, to); });
  });
}

std::string label_of(const PatternNode& node) {
  const std::vector<std::string>& labels = node.labels.empty() ? node.any_of : node.labels;
  return labels.empty() ? "" : ":" + escaped_name(labels.front());
}

/// Whether nodes are found by their labels, relationships by their types: without the token lookup index they are not
/// (plan-no-lookup).
bool has_lookup(Entity entity, const EffectBuilder& to) {
  const auto& indexes = to.graph().indexes();
  return std::any_of(indexes.begin(), indexes.end(), [&](const GraphIndex& each) {
    return each.kind == graph::IndexKind::lookup && each.over.entity == entity;
  });
}

/// How the cheapest part of a pattern is found, where that is a scan.
void scan_effects(const Pattern& pattern, EffectBuilder& to) {
  const auto sought = [&](const PatternNode& node) { return is_sought(node, to); };
  const auto bound = [](const PatternRelationship& each) { return each.bound; };
  if (std::any_of(pattern.nodes.begin(), pattern.nodes.end(), sought) ||
      std::any_of(pattern.relationships.begin(), pattern.relationships.end(), bound))
    return;
  const bool by_label = has_lookup(Entity::node, to);
  const bool by_type = has_lookup(Entity::relationship, to) && to.at_least(500);
  for (const PatternNode& node : pattern.nodes)
    if (const std::string label = label_of(node); by_label && !label.empty())
      return to.plan(Plan::label_scan, node.span, label, "plan-bare-09");
  for (const PatternRelationship& each : pattern.relationships)
    if (by_type && !each.types.empty() && !each.variable_length)
      return to.plan(Plan::label_scan, each.span, "[:" + escaped_name(each.types.front()) + "]", "plan-bare-29");
  const auto single = [](const PatternRelationship& each) { return !each.variable_length; };
  if (by_type && std::any_of(pattern.relationships.begin(), pattern.relationships.end(), single))
    return to.plan(Plan::all_relationships_scan, pattern.span, "", "plan-bare-26");
  to.plan(Plan::all_nodes_scan, pattern.span, "", "plan-bare-01");
}

void length_effects(const Pattern& pattern, EffectBuilder& to) {
  for (const PatternRelationship& each : pattern.relationships)
    if (each.unbounded && !pattern.shortest) to.plan(Plan::unbounded_expand, each.span, each.variable, "");
}

/// Patterns, and which of them a variable or a condition joins. The patterns must outlive it.
class Components {
 public:
  void add(const Pattern& pattern) {
    const std::size_t part = above_.size();
    above_.push_back(part);
    ++count_;
    for (const PatternNode& node : pattern.nodes) name(node.variable, part);
    for (const PatternRelationship& each : pattern.relationships) name(each.variable, part);
  }
  void join(std::string_view a, std::string_view b) {
    const auto one = of_.find(a), other = of_.find(b);
    if (one != of_.end() && other != of_.end()) unite(one->second, other->second);
  }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  void name(std::string_view variable, std::size_t part) {
    if (variable.empty()) return;
    if (const auto [known, is_new] = of_.try_emplace(variable, part); !is_new) unite(known->second, part);
  }
  std::size_t top(std::size_t part) {
    while (above_[part] != part) part = above_[part] = above_[above_[part]];
    return part;
  }
  void unite(std::size_t a, std::size_t b) {
    const std::size_t one = top(a), other = top(b);
    count_ -= one != other ? 1U : 0U;
    above_[other] = one;
  }

  std::unordered_map<std::string_view, std::size_t> of_;
  std::vector<std::size_t> above_;  ///< the part that a part was joined to; its own number: none
  std::size_t count_ = 0;
};

/// Whether a test compares with what an earlier clause brought.
bool joins_rows(const Pattern& pattern) {
  return std::any_of(pattern.nodes.begin(), pattern.nodes.end(), [](const PatternNode& node) {
    return node.bound || std::any_of(node.tests.begin(), node.tests.end(), [](const PropertyTest& test) {
             return test.against == PropertyTest::Against::row;
           });
  });
}

constexpr std::size_t most_named = 3;  // more names say no more

/// What a message calls the part of a product that a pattern is.
std::string part_of(const Pattern& pattern) {
  for (const PatternNode& node : pattern.nodes)
    if (const std::string label = label_of(node); !label.empty()) return label;
  for (const PatternNode& node : pattern.nodes)
    if (!node.variable.empty()) return node.variable;
  return "()";
}

/// Earlier clauses of the same query whose rows this one multiplies: the server does the same for two MATCH as for a
/// comma, and tells of the comma alone.
void product_effects(const graph::Match& op, EffectBuilder& to) {
  if (op.optional || op.patterns.empty()) return;
  std::vector<const Pattern*> all;
  for (const std::uint32_t number : op.clause.rows)
    if (const auto* earlier = to.statement.operations[number].as<graph::Match>(); earlier && !earlier->optional)
      for (const Pattern& pattern : earlier->patterns) all.push_back(&pattern);
  for (const Pattern& pattern : op.patterns) all.push_back(&pattern);
  Components parts, large;
  std::string what;
  for (const Pattern* pattern : all) {
    const std::size_t before = parts.count();
    parts.add(*pattern);
    if (parts.count() > before && parts.count() <= most_named)
      what += (what.empty() ? "" : " and ") + part_of(*pattern);
    if (reach(*pattern, to.world) != GraphReach::few) large.add(*pattern);
  }
  for (const auto& [a, b] : op.joined) {
    parts.join(a, b);
    large.join(a, b);
  }
  const bool joined = std::any_of(op.patterns.begin(), op.patterns.end(), joins_rows);
  if (parts.count() < 2 || (joined && op.patterns.size() == 1)) return;
  to.plan(Plan::cartesian_product, to.operation().span, what, "plan-bare-36");
  to.out.plan.back().multiplies = large.count() > 1;
}

/// Whether all that is wanted is how many there are of a label or type, which the server keeps count of (plan-bare-76).
bool is_counted(const graph::Match& op, const EffectBuilder& to) {
  if (op.patterns.size() != 1 || op.optional) return false;
  const Pattern& pattern = op.patterns.front();
  const auto plain = [](const auto& each) { return each.tests.empty() && !each.bound; };
  if (!std::all_of(pattern.nodes.begin(), pattern.nodes.end(), plain) ||
      !std::all_of(pattern.relationships.begin(), pattern.relationships.end(), plain))
    return false;
  const std::size_t labels = pattern.nodes.front().labels.size();
  if (pattern.relationships.size() > 1 || labels > 1 || (labels == 1 && !pattern.relationships.empty())) return false;
  return std::any_of(to.statement.operations.begin(), to.statement.operations.end(), [&](const Operation& each) {
    const auto* end = each.as<graph::Return>();
    return end && end->only_counts && end->clause.rows == std::vector{to.number};
  });
}

/// Rows are gathered where a later clause makes what an earlier one still reads (plan-bare, Eager).
void eager_effects(const graph::Merge& op, EffectBuilder& to) {
  for (const std::uint32_t number : op.clause.rows) {
    const auto* match = to.statement.operations[number].as<graph::Match>();
    if (!match) continue;
    for (const Pattern& read : match->patterns)
      for (const PatternNode& node : read.nodes)
        for (const PatternNode& made : op.pattern.nodes)
          if (!made.bound && !made.labels.empty() && made.labels == node.labels && !is_sought(node, to))
            return to.plan(Plan::eager, op.pattern.span, label_of(made), "plan-bare-55");
  }
}

}  // namespace

static std::string_view memory_evidence(const Operation& operation) {
  if (operation.as<graph::Delete>()) return "memory-delete-at-once";
  if (operation.as<graph::Create>() || operation.as<graph::Merge>()) return "memory-create-relationships-at-once";
  return "memory-set-at-once";
}

/// A statement that writes locks what it finds through a unique key, so that the key stays what it is (locks-write-10).
static void key_effects(const graph::Match& op, EffectBuilder& to) {
  if (to.out.kind != StatementKind::write) return;
  for (const Pattern& pattern : op.patterns)
    for (const PatternNode& node : pattern.nodes)
      for (const PropertyTest& test : node.tests)
        for (const std::string& label : node.labels)
          if (test.kind == PropertyTest::Kind::equal && to.graph().unique(label, test.property))
            to.lock(Entity::node, label, neo4j_lock::label_shared, false, "locks-write-10");
}

void plan_effects(const graph::Match& op, EffectBuilder& to) {
  key_effects(op, to);
  if (is_counted(op, to)) return;
  for (const Pattern& pattern : op.patterns) {
    scan_effects(pattern, to);
    length_effects(pattern, to);
  }
  product_effects(op, to);
}

void plan_effects(const graph::Merge& op, EffectBuilder& to) {
  scan_effects(op.pattern, to);
  eager_effects(op, to);
}

void write_effects(const graph::Clause& clause, const std::vector<graph::Bound>& touched, EffectBuilder& to) {
  std::string first;
  for (const graph::Bound& each : touched)
    for (const std::string& label : each.labels) {
      const bool made = each.from == graph::no_operation;
      to.lock(each.entity, label, neo4j_lock::label_shared, made, "locks-write-01");
      if (first.empty()) first = shown({each.entity, {label}, {}});
    }
  if (!in_one_transaction(clause, to.statement)) return;
  if (reach(clause, to.statement, to.world) != GraphReach::few)
    to.out.memory.push_back({to.number, true, first, memory_evidence(to.operation())});
}

}  // namespace godwit::cypher
