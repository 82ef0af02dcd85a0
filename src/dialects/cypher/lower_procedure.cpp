#include <algorithm>
#include <array>

#include "dialects/cypher/lower.h"
#include "dialects/cypher/procedures.h"
#include "dialects/cypher/scan.h"

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
  bool several = false;  ///< statements, each ended by `;`
  bool trigger = false;  ///< runs later, and is given what has changed
};
constexpr std::array holders{
    HoldsCypher{"apoc.periodic.iterate", 0, true},
    HoldsCypher{"apoc.periodic.commit", 0},
    HoldsCypher{"apoc.periodic.submit", 1},
    HoldsCypher{"apoc.periodic.repeat", 1},
    HoldsCypher{"apoc.periodic.schedule", 1},
    HoldsCypher{"apoc.cypher.run", 0},
    HoldsCypher{"apoc.cypher.runMany", 0, false, true},
    HoldsCypher{"apoc.cypher.runSchema", 0},
    HoldsCypher{"apoc.cypher.runWrite", 0},
    HoldsCypher{"apoc.cypher.doIt", 0},
    HoldsCypher{"apoc.cypher.parallel", 0},
    HoldsCypher{"apoc.cypher.mapParallel", 0},
    HoldsCypher{"apoc.trigger.add", 1, false, false, true},
    HoldsCypher{"apoc.trigger.install", 2, false, false, true},
};

/// A string that holds a query, lowered into the statement that it stands in.
class HeldQuery {
 public:
  HeldQuery(const Node& literal, Lowering& around)
      : text_(string_of(literal.text())),
        begin_(around.span(literal).begin + 1),
        inner_(begin_, around.statement()) {
    const bool as_written = text_.size() + 2 == literal.text().size() && !around.fixed();
    if (!as_written) inner_.fix_span(around.span(literal));
    inner_.mark_code();
  }

  Lowering& inside() { return inner_; }

  /// False, and said so, where it is no Cypher.
  bool lower(Scope& scope) { return lower(text_, 0, scope); }
  /// The statements one after the other, each with the scope as it is before the first.
  void lower_each(const Scope& scope) {
    for (const ScannedStatement& each : scan(text_).statements) {
      Scope own = scope;
      lower(std::string_view(text_).substr(each.span.begin, each.span.end - each.span.begin), each.span.begin, own);
    }
  }

 private:
  bool lower(std::string_view text, std::uint32_t begin, Scope& scope) {
    const Tree tree(text);
    inner_.begin_at(begin_ + begin);
    if (const Node error = tree.error()) {
      inner_.refuse("42I06", "this string is no Cypher", error);
      return false;
    }
    inner_.features(tree.root());
    for (const Node& part : tree.root().children()) {
      if (part.is("query")) inner_.query(part, scope);
      if (part.is("create_index")) inner_.create_index(part);
      if (part.is("create_constraint")) inner_.create_constraint(part);
      if (part.is("drop_index")) inner_.drop_index(part);
      if (part.is("drop_constraint")) inner_.drop_constraint(part);
    }
    return true;
  }

  std::string text_;
  std::uint32_t begin_ = 0;
  Lowering inner_;
};

/// What the maps that a call is given hand on as parameters: the map itself, and what is in its `params`.
void give_parameters(const HoldsCypher& holder, const std::vector<Node>& arguments, Lowering& to) {
  if (holder.trigger) return to.give_all();
  const std::size_t strings = holder.first + (holder.driven ? 2 : 1);
  if (arguments.size() <= strings) return;
  const Node map = arguments.back();
  if (!map.is("map")) return to.give_all();
  const auto hand_on = [&](const Node& from) {
    for (const Node& entry : from.children())
      if (entry.is("map_entry")) to.give(name_of(entry.field("key")));
  };
  if (!holder.driven) hand_on(map);
  for (const Node& entry : map.children()) {
    if (!entry.is("map_entry") || name_of(entry.field("key")) != "params") continue;
    if (!entry.field("value").is("map")) return to.give_all();
    hand_on(entry.field("value"));
  }
}

void lower_held(const HoldsCypher& holder, const std::vector<Node>& arguments, const Node& node, std::uint32_t call,
                Lowering& to) {
  if (holder.first >= arguments.size() || !arguments[holder.first].is("string_literal")) {
    to.add(Opaque{"the query that it runs is not written here", {}}, node);
    return;
  }
  Scope scope;
  if (!holder.driven) scope.clause.batch = call;
  HeldQuery first(arguments[holder.first], to);
  give_parameters(holder, arguments, first.inside());
  if (holder.several) return first.lower_each(scope);
  if (!first.lower(scope) || !holder.driven) return;
  if (arguments.size() < 2 || !arguments[1].is("string_literal")) return;
  // What drives the batches is known of the call, whose clause so far said what drives the call itself.
  to.at<graph::CallProcedure>(call).clause.rows = scope.clause.rows;
  scope.clause = graph::Clause{};
  scope.clause.batch = call;
  scope.in_subquery = true;
  // It is given the batch, and each row's columns as parameters, too.
  HeldQuery second(arguments[1], to);
  second.inside().give_all();
  second.lower(scope);
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
