#include <algorithm>

#include "dialects/cypher/lower.h"

namespace godwit::cypher {
namespace {

using graph::Entity;
using graph::Pattern;
using graph::PatternNode;
using graph::PatternRelationship;
using graph::PropertyTest;

struct Labels {
  std::vector<std::string> all;     ///< it has each of these
  std::vector<std::string> any_of;  ///< or, where that is empty, one of these
  bool dynamic = false;
};

bool collect_alternatives(const Node& node, std::vector<std::string>& out) {
  if (node.is_name()) {
    out.push_back(name_of(node));
    return true;
  }
  if (!node.is("label_or") && !node.is("parenthesized_label")) return false;
  const std::vector<Node> parts = node.children();
  return std::all_of(parts.begin(), parts.end(), [&](const Node& part) { return collect_alternatives(part, out); });
}

void collect(const Node& node, Labels& out) {
  if (node.is_name()) {
    out.all.push_back(name_of(node));
  } else if (node.is("label_and") || node.is("parenthesized_label")) {
    for (const Node& part : node.children()) collect(part, out);
  } else if (std::vector<std::string> names; node.is("label_or") && collect_alternatives(node, names)) {
    out.any_of = std::move(names);
  } else {
    out.dynamic = true;
  }
}

Labels labels_of(const Node& expression) {
  Labels out;
  if (expression) collect(expression, out);
  if (!out.all.empty()) out.any_of.clear();
  return out;
}

void append_new(std::vector<std::string>& to, const std::vector<std::string>& more) {
  for (const std::string& each : more)
    if (std::find(to.begin(), to.end(), each) == to.end()) to.push_back(each);
}

/// Puts the nodes and relationships of one path into a pattern, in order.
class PathReader {
 public:
  PathReader(Lowering& to, Scope& scope, std::uint32_t from, Pattern& out)
      : to_(to), scope_(scope), from_(from), out_(out) {}

  void read(const Node& path) {
    for (const Node& part : path.children()) {
      if (part.is("node_pattern")) {
        node(part);
      } else if (part.is("relationship_pattern")) {
        relationship(part);
      } else if (part.is("path_group")) {
        group(part);
      } else if (part.is("shortest_path")) {
        out_.shortest = true;
        read(part.field("pattern"));
      } else if (part.is("path_selector") && !part.has("mode")) {
        out_.shortest = true;
      }
    }
  }

 private:
  void node(const Node& part) {
    join();
    PatternNode made;
    made.span = to_.span(part);
    Labels labels = labels_of(part.field("labels"));
    made.labels = std::move(labels.all);
    made.any_of = std::move(labels.any_of);
    made.dynamic_labels = labels.dynamic;
    made.tests = to_.tests_of(part.field("properties"), scope_);
    if (const Node variable = part.field("variable")) bind(name_of(variable), made);
    out_.nodes.push_back(std::move(made));
    bare_ = true;
  }

  void bind(const std::string& name, PatternNode& made) {
    made.variable = name;
    const auto known = scope_.variables.find(name);
    made.bound = known != scope_.variables.end();
    if (made.bound) append_new(made.labels, known->second.labels);
    graph::Bound& bound = scope_.variables[name];
    if (!made.bound) bound = {name, Entity::node, {}, from_};
    append_new(bound.labels, made.labels);
  }

  void relationship(const Node& part) {
    PatternRelationship made;
    made.span = to_.span(part);
    Labels types = labels_of(part.field("types"));
    made.types = types.all.empty() ? std::move(types.any_of) : std::move(types.all);
    made.dynamic_types = types.dynamic;
    made.directed = part.has("left_arrow") != part.has("right_arrow");
    length(part, made);
    made.tests = to_.tests_of(part.field("properties"), scope_);
    if (const Node variable = part.field("variable")) {
      made.variable = name_of(variable);
      const auto [bound, is_new] = scope_.variables.try_emplace(
          made.variable, graph::Bound{made.variable, Entity::relationship, made.types, from_});
      made.bound = !is_new;
      if (made.types.empty()) made.types = bound->second.labels;
    }
    out_.relationships.push_back(std::move(made));
    bare_ = false;
  }

  static void length(const Node& part, PatternRelationship& made) {
    const Node length = part.has("length") ? part.field("length") : part.field("quantifier");
    if (!length) return;
    made.variable_length = true;
    made.unbounded = !length.has("max") && !length.has("exact");
  }

  /// A path in brackets that may be repeated: its ends touch what stands beside it.
  void group(const Node& part) {
    join();
    const Node quantifier = part.field("quantifier");
    const std::size_t first = out_.relationships.size();
    bare_ = false;
    read(part.field("pattern"));
    for (std::size_t i = first; quantifier && i < out_.relationships.size(); ++i) {
      out_.relationships[i].variable_length = true;
      out_.relationships[i].unbounded |= !quantifier.has("max") && !quantifier.has("exact");
    }
    bare_ = true;
  }

  /// Between two nodes that stand beside one another there is something, whatever its type.
  void join() {
    if (!bare_ || out_.nodes.empty()) return;
    PatternRelationship between;
    between.dynamic_types = true;
    between.span = out_.nodes.back().span;
    out_.relationships.push_back(std::move(between));
  }

  Lowering& to_;
  Scope& scope_;
  std::uint32_t from_;
  Pattern& out_;
  bool bare_ = false;  ///< the last thing was a node, and no relationship came since
};

/// The variable and property of `n.name`; of `id(n)` and `elementId(n)` the variable and no property.
std::optional<std::pair<std::string, std::string>> property_of(const Node& node) {
  if (node.is("property_access") && node.field("object").is_name())
    return std::pair{name_of(node.field("object")), name_of(node.field("property"))};
  if (!node.is("function_call")) return std::nullopt;
  const std::string name = dotted_name(node.field("name"));
  const Node argument = node.argument(0);
  if (!argument.is_name() || (!is_word(name, "ID") && !is_word(name, "ELEMENTID"))) return std::nullopt;
  return std::pair{name_of(argument), std::string()};
}

/// The labels of `n:A OR n:B`, over one variable; false where anything else is among them.
bool collect_either(const Node& whole, std::string& variable, std::vector<std::string>& names) {
  std::vector<Node> pending{whole};
  while (!pending.empty()) {
    const Node node = pending.back();
    pending.pop_back();
    if (node.is("parenthesized_expression")) {
      for (const Node& part : node.children()) pending.push_back(part);
      continue;
    }
    if (node.is("binary_expression") && is_word(node.field("operator").text(), "OR")) {
      pending.push_back(node.field("right"));
      pending.push_back(node.field("left"));
      continue;
    }
    if (!node.is("label_predicate") || !node.field("operand").is_name()) return false;
    const std::string on = name_of(node.field("operand"));
    const Labels labels = labels_of(node.field("labels"));
    if ((!variable.empty() && variable != on) || (labels.all.empty() && labels.any_of.empty())) return false;
    variable = on;
    names.insert(names.end(), labels.all.begin(), labels.all.end());
    names.insert(names.end(), labels.any_of.begin(), labels.any_of.end());
  }
  return true;
}

std::optional<PropertyTest::Kind> kind_of(const Node& expression) {
  const std::string_view word = expression.field("operator").text();
  if (word == "=") return PropertyTest::Kind::equal;
  if (word == "<" || word == ">" || expression.field("operator").is("<=") || expression.field("operator").is(">="))
    return PropertyTest::Kind::range;
  if (is_word(word, "IN")) return PropertyTest::Kind::in_list;
  if (is_word(word, "CONTAINS")) return PropertyTest::Kind::contains;
  if (is_word(word, "STARTS")) return PropertyTest::Kind::starts_with;
  if (is_word(word, "ENDS")) return PropertyTest::Kind::ends_with;
  return std::nullopt;
}

/// The parts of an AND at the top, brackets around them or not.
std::vector<Node> conjuncts(const Node& where) {
  std::vector<Node> out, pending{where};
  while (!pending.empty()) {
    const Node node = pending.back();
    pending.pop_back();
    if (node.is("parenthesized_expression")) {
      for (const Node& part : node.children()) pending.push_back(part);
    } else if (node.is("binary_expression") && is_word(node.field("operator").text(), "AND")) {
      pending.push_back(node.field("right"));
      pending.push_back(node.field("left"));
    } else {
      out.push_back(node);
    }
  }
  return out;
}

}  // namespace

graph::Pattern Lowering::pattern(const Node& path, Scope& scope, std::uint32_t from) {
  Pattern out;
  out.span = span(path);
  PathReader(*this, scope, from, out).read(path);
  if (const Node variable = path.field("variable"))
    scope.variables[name_of(variable)] = {name_of(variable), Entity::relationship, {}, from};
  return out;
}

PropertyTest::Against Lowering::against(const Node& value, const Scope& scope) const {
  using Against = PropertyTest::Against;
  if (value.is("null_literal")) return Against::null;
  if (value.is("parameter") || value.is("placeholder")) return Against::parameter;
  if (value.is("string_literal") || value.is("integer_literal") || value.is("float_literal") ||
      value.is("boolean_literal"))
    return Against::literal;
  if (value.is("list")) {
    const std::vector<Node> items = value.children();
    const bool literal = std::all_of(items.begin(), items.end(), [&](const Node& each) {
      return !each.is("list") && against(each, scope) == Against::literal;  // lists in lists may go deep
    });
    return literal ? Against::literal : Against::expression;
  }
  if (value.is("unary_expression")) return against(value.field("operand"), scope);
  Node base = value;
  while (base.is("property_access") || base.is("subscript")) base = base.field("object");
  if (base.is_name() && scope.variables.contains(name_of(base))) return Against::row;
  return Against::expression;
}

std::vector<PropertyTest> Lowering::tests_of(const Node& properties, const Scope& scope) {
  std::vector<PropertyTest> out;
  if (!properties.is("map")) return out;
  for (const Node& entry : properties.children())
    if (entry.is("map_entry"))
      out.push_back({name_of(entry.field("key")), PropertyTest::Kind::equal, against(entry.field("value"), scope),
                     span(entry), place_of(entry.field("value"))});
  return out;
}

void Lowering::conditions(const Node& where, const Scope& scope, std::vector<Pattern>& patterns,
                          std::vector<std::pair<std::string, std::string>>& joined) {
  const auto give = [&](const std::string& variable, const PropertyTest& test) {
    for (Pattern& pattern : patterns) {
      for (PatternNode& node : pattern.nodes)
        if (node.variable == variable) return node.tests.push_back(test);
      for (PatternRelationship& each : pattern.relationships)
        if (each.variable == variable) return each.tests.push_back(test);
    }
  };
  const auto give_any_of = [&](const Node& either) {
    std::vector<std::string> names;
    std::string variable;
    if (!collect_either(either, variable, names)) return;
    for (Pattern& pattern : patterns)
      for (PatternNode& node : pattern.nodes)
        if (node.variable == variable && node.labels.empty()) node.any_of = names;
  };
  const auto give_label = [&](const std::string& variable, const Node& expression) {
    const Labels labels = labels_of(expression);
    for (Pattern& pattern : patterns)
      for (PatternNode& node : pattern.nodes)
        if (node.variable == variable) append_new(node.labels, labels.all);
  };
  for (const Node& part : conjuncts(where)) {
    if (part.is("label_predicate") && part.field("operand").is_name())
      give_label(name_of(part.field("operand")), part.field("labels"));
    if (part.is("null_predicate"))
      if (const auto on = property_of(part.field("operand")))
        give(on->first, {on->second, part.has("negated") ? PropertyTest::Kind::exists : PropertyTest::Kind::missing,
                         PropertyTest::Against::null, span(part)});
    if (!part.is("binary_expression")) continue;
    give_any_of(part);
    const auto kind = kind_of(part);
    if (!kind) continue;
    const auto left = property_of(part.field("left"));
    const auto right = property_of(part.field("right"));
    if (left && right && left->first != right->first) joined.emplace_back(left->first, right->first);
    if (left) give(left->first, {left->second, *kind, against(part.field("right"), scope), span(part)});
    if (right && (*kind == PropertyTest::Kind::equal || *kind == PropertyTest::Kind::range))
      give(right->first, {right->second, *kind, against(part.field("left"), scope), span(part)});
  }
}

std::optional<std::uint64_t> number_of(const Node& node) {
  if (!node.is("integer_literal")) return std::nullopt;
  std::uint64_t value = 0;
  for (const char c : node.text()) {
    if (c == '_') continue;
    if (c < '0' || c > '9' || value > UINT64_MAX / 10 - 1) return std::nullopt;
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

}  // namespace godwit::cypher
