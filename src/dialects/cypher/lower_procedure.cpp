#include <algorithm>
#include <array>

#include "dialects/cypher/lower.h"
#include "dialects/cypher/procedures.h"

namespace godwit::cypher {
namespace {

std::optional<std::string> literal_of(const Node& node) {
  if (node.is("string_literal")) return string_of(node.text());
  if (node.is("integer_literal") || node.is("float_literal") || node.is("boolean_literal"))
    return std::string(node.text());
  return std::nullopt;
}

void read_options(const Node& map, graph::CallProcedure& made) {
  for (const Node& entry : map.children())
    if (entry.is("map_entry"))
      if (const auto value = literal_of(entry.field("value")))
        made.options.emplace_back(name_of(entry.field("key")), *value);
}

/// Which arguments of a procedure are Cypher. `driven`: the second runs once for rows of the first, in batches.
struct HoldsCypher {
  std::string_view procedure;
  std::size_t first = 0;
  bool driven = false;
};
constexpr std::array holders{
    HoldsCypher{"apoc.periodic.iterate", 0, true},
    HoldsCypher{"apoc.periodic.commit", 0},
    HoldsCypher{"apoc.periodic.submit", 1},
    HoldsCypher{"apoc.periodic.repeat", 1},
    HoldsCypher{"apoc.periodic.schedule", 1},
    HoldsCypher{"apoc.cypher.run", 0},
    HoldsCypher{"apoc.cypher.runMany", 0},
    HoldsCypher{"apoc.cypher.runSchema", 0},
    HoldsCypher{"apoc.cypher.runWrite", 0},
    HoldsCypher{"apoc.cypher.doIt", 0},
    HoldsCypher{"apoc.cypher.parallel", 0},
    HoldsCypher{"apoc.cypher.mapParallel", 0},
    HoldsCypher{"apoc.trigger.add", 1},
    HoldsCypher{"apoc.trigger.install", 2},
};

/// A string that holds a query, lowered into the statement that it stands in.
class HeldQuery {
 public:
  HeldQuery(const Node& literal, Lowering& around)
      : text_(string_of(literal.text())), tree_(text_), inner_(around.span(literal).begin + 1, around.statement()) {
    const bool as_written = text_.size() + 2 == literal.text().size() && !around.fixed();
    if (!as_written) inner_.fix_span(around.span(literal));
    inner_.mark_code();
  }

  /// False, and said so, where it is no Cypher.
  bool lower(Scope& scope) {
    if (const Node error = tree_.error()) {
      inner_.refuse("42I06", "this string is no Cypher", error);
      return false;
    }
    inner_.features(tree_.root());
    for (const Node& part : tree_.root().children()) {
      if (part.is("query")) inner_.query(part, scope);
      if (part.is("create_index")) inner_.create_index(part);
      if (part.is("create_constraint")) inner_.create_constraint(part);
      if (part.is("drop_index")) inner_.drop_index(part);
      if (part.is("drop_constraint")) inner_.drop_constraint(part);
    }
    return true;
  }

 private:
  std::string text_;
  Tree tree_;
  Lowering inner_;
};

void lower_held(const HoldsCypher& holder, const std::vector<Node>& arguments, const Node& node, std::uint32_t call,
                Lowering& to) {
  if (holder.first >= arguments.size() || !arguments[holder.first].is("string_literal")) {
    to.add(Opaque{"the query that it runs is not written here", {}}, node);
    return;
  }
  Scope scope;
  if (!holder.driven) scope.clause.batch = call;
  if (!HeldQuery(arguments[holder.first], to).lower(scope) || !holder.driven) return;
  if (arguments.size() < 2 || !arguments[1].is("string_literal")) return;
  // What drives the batches is known of the call, whose clause so far said what drives the call itself.
  to.at<graph::CallProcedure>(call).clause.rows = scope.clause.rows;
  scope.clause = graph::Clause{};
  scope.clause.batch = call;
  scope.in_subquery = true;
  HeldQuery(arguments[1], to).lower(scope);
}

}  // namespace

void Lowering::call_procedure(const Node& node, Scope& scope) {
  graph::CallProcedure made;
  made.clause = scope.clause;
  made.name = dotted_name(node.field("name"));
  if (node.has("optional")) use_feature("optional-call", node);
  const std::vector<Node> arguments = node.arguments();
  for (const Node& argument : arguments) made.arguments.push_back(literal_of(argument));
  if (!arguments.empty() && arguments.back().is("map")) read_options(arguments.back(), made);
  if (const Node yield = node.field("yield")) {
    made.yields_all = yield.has("all");
    for (const Node& item : yield.children()) {
      if (!item.is("yield_item")) continue;
      made.yields.push_back(name_of(item.field("name")));
      const std::string name = name_of(item.has("alias") ? item.field("alias") : item.field("name"));
      scope.variables[name] = {name, graph::Entity::node, {}, next()};
    }
  }
  for (const auto& [key, value] : made.options)
    if (made.name == "apoc.periodic.iterate" && key == "batchSize" && value == "0")
      refuse("52N37", "a `batchSize` must be greater than 0", node);  // apoc-15
  made.stands_alone = node.parent().children().size() == 1;
  const Procedure* known = procedure(made.name);
  const auto holder = std::find_if(holders.begin(), holders.end(),
                                   [&](const HoldsCypher& each) { return each.procedure == made.name; });
  const bool writes = known && known->kind == StatementKind::write;
  const std::uint32_t number = add(std::move(made), node);
  if (!known) add(Opaque{"what this procedure does is not known", {}}, node.field("name"));
  if (holder != holders.end()) lower_held(*holder, arguments, node, number, *this);
  scope.clause.rows.push_back(number);
  scope.wrote |= writes;
}

}  // namespace godwit::cypher
