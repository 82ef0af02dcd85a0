#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <unordered_map>

#include "dialects/cypher/lower.h"

/// What is told by one node of the tree alone, wherever it stands: pieces of the language that not every version has,
/// parameters, functions that are gone.
namespace godwit::cypher {
namespace {

class FeatureReader {
 public:
  explicit FeatureReader(Lowering& to) : to_(to) {}

  void read(const Node& node) {
    static const std::vector<Read> by_symbol = [] {
      std::vector<Read> out;
      for (const std::string_view type : node_types()) {
        const auto reader = readers().find(type);
        out.push_back(reader == readers().end() ? nullptr : reader->second);
      }
      return out;
    }();
    if (const Read reader = by_symbol[node.symbol()]) (this->*reader)(node);
  }

 private:
  using Read = void (FeatureReader::*)(const Node&);

  static const std::unordered_map<std::string_view, Read>& readers() {
    static const std::unordered_map<std::string_view, Read> table{
        {"parameter", &FeatureReader::parameter},
        {"legacy_parameter", &FeatureReader::legacy_parameter},
        {"node_pattern", &FeatureReader::node_pattern},
        {"relationship_pattern", &FeatureReader::relationship_pattern},
        {"label_predicate", &FeatureReader::label_predicate},
        {"dynamic_label", &FeatureReader::dynamic_label},
        {"set_labels", &FeatureReader::label_change},
        {"remove_labels", &FeatureReader::label_change},
        {"path_group", &FeatureReader::path_group},
        {"path_selector", &FeatureReader::path_selector},
        {"match_mode", &FeatureReader::match_mode},
        {"shortest_path", &FeatureReader::shortest_path},
        {"type_predicate", &FeatureReader::type_predicate},
        {"normalized_predicate", &FeatureReader::normalized},
        {"exists_subquery", &FeatureReader::exists_subquery},
        {"count_subquery", &FeatureReader::count_subquery},
        {"collect_subquery", &FeatureReader::collect_subquery},
        {"case_expression", &FeatureReader::case_expression},
        {"binary_expression", &FeatureReader::binary},
        {"integer_literal", &FeatureReader::integer},
        {"interpolated_string", &FeatureReader::string_template},
        {"function_call", &FeatureReader::function},
        {"pattern_expression", &FeatureReader::pattern_value},
        {"list_predicate", &FeatureReader::list_predicate},
        {"reduce_expression", &FeatureReader::reduce},
        {"index_hint", &FeatureReader::index_hint},
        {"search_clause", &FeatureReader::search},
        {"skip", &FeatureReader::skip},
        {"limit", &FeatureReader::bare_sort},
        {"order_by", &FeatureReader::bare_sort},
        {"group_by", &FeatureReader::group_by},
        {"union", &FeatureReader::union_mode},
        {"next", &FeatureReader::next},
        {"query_block", &FeatureReader::query_block},
        {"conditional_query", &FeatureReader::conditional},
        {"finish_clause", &FeatureReader::finish},
        {"insert_clause", &FeatureReader::insert},
        {"return_clause", &FeatureReader::returns},
        {"create_clause", &FeatureReader::made_pattern},
        {"merge_clause", &FeatureReader::made_pattern},
        {"match_clause", &FeatureReader::matched_pattern},
        {"path_pattern", &FeatureReader::path_pattern},
        {"projection_item", &FeatureReader::projection_item},
        {"set_property", &FeatureReader::set_property},
    };
    return table;
  }

  void use(std::string_view feature, const Node& node) { to_.use_feature(feature, node); }

  void parameter(const Node& node) {
    std::string name = name_of(node);
    if (name.starts_with('$')) name.erase(0, 1);
    if (!to_.gives(name) && parameters_.insert(name).second) to_.add(graph::UseParameter{std::move(name)}, node);
  }
  void legacy_parameter(const Node& node) {
    to_.refuse("42I06", "`{param}` is no parameter since 4.0: write `$param`", node);
  }

  // ------------------------------------------------------------------------------------------------- patterns

  /// Whether a label expression is more than names that a node must all have, written with `:`.
  static bool is_expression(const Node& labels) {
    std::vector<Node> pending{labels};
    while (!pending.empty()) {
      const Node node = pending.back();
      pending.pop_back();
      if (node.is("label_or") || node.is("label_not") || node.is("any_label") || node.is("parenthesized_label"))
        return true;
      if (node.is("label_and") && node.child("&")) return true;
      if (node.is("label_and"))
        for (const Node& part : node.children()) pending.push_back(part);
    }
    return false;
  }

  void node_pattern(const Node& node) {
    const Node labels = node.field("labels");
    if (labels && is_expression(labels)) use("label-expression", labels);
    if (labels && node.child("IS")) use("label-is", labels);
    if (labels) mixed_colons(labels);
  }

  /// `:A:B|C`: two ways of writing in one.
  void mixed_colons(const Node& labels) {
    std::vector<Node> pending{labels};
    bool colon = false, other = false;
    while (!pending.empty()) {
      const Node node = pending.back();
      pending.pop_back();
      if (node.is("label_and")) (node.child(":") ? colon : other) = true;
      other |= node.is("label_or") || node.is("label_not");
      if (!node.is_name())
        for (const Node& part : node.children()) pending.push_back(part);
    }
    if (colon && other) to_.refuse("42I10", "`:` between labels and `|`, `&` or `!` do not mix", labels);
  }

  void relationship_pattern(const Node& node) {
    if (node.has("where")) use("where-in-relationship", node);
    if (node.has("quantifier")) use("quantified-path", node);
    const Node types = node.field("types");
    if (!types) return;
    if (node.child("IS")) use("label-is", types);
    types_of(types, node);
  }

  void types_of(const Node& types, const Node& relationship) {
    std::vector<Node> pending{types};
    while (!pending.empty()) {
      const Node at = pending.back();
      pending.pop_back();
      if (at.is("label_not") || at.is("label_and") || at.is("any_label") || at.is("parenthesized_label"))
        return use("label-expression", types);
      if (!at.is("label_or")) continue;
      if (at.child(":")) return colon_alternatives(types, relationship);
      for (const Node& part : at.children()) pending.push_back(part);
    }
  }

  void colon_alternatives(const Node& types, const Node& relationship) {
    if (relationship.has("variable") || relationship.has("length") || relationship.has("properties"))
      to_.refuse("42I20", "`|:` between types is no more taken beside a variable, a length or properties: write `|`",
                 types);
    else
      use("colon-in-type-alternatives", types);
  }

  void label_predicate(const Node& node) {
    const Node labels = node.field("labels");
    if (is_expression(labels)) use("label-expression", labels);
    if (node.child("IS")) use("label-is", labels);
  }
  void dynamic_label(const Node& node) {
    const Node above = node.parent();
    use(above.is("set_labels") || above.is("remove_labels") ? "dynamic-labels-in-set" : "dynamic-labels", node);
  }
  void label_change(const Node& node) {
    if (node.child("IS")) use("label-is", node);
  }
  void path_group(const Node& node) { use("quantified-path", node); }
  void path_selector(const Node& node) { use(node.has("mode") ? "path-mode" : "path-selector", node); }
  void match_mode(const Node& node) { use("match-mode", node); }
  void shortest_path(const Node& node) {
    for (const Node& part : node.field("pattern").children())
      if (part.is("relationship_pattern") && !part.has("length")) use("fixed-length-shortest-path", node);
  }

  void made_pattern(const Node& node) {
    for (const Node& path : node.fields("pattern"))
      for (const Node& part : path.children()) {
        if (node.is("merge_clause") && (part.field("properties").is("parameter")))
          to_.refuse("42N32", "MERGE takes its properties one by one, not a parameter", part.field("properties"));
      }
  }

  void matched_pattern(const Node& node) {
    for (const Node& path : node.fields("pattern"))
      for (const Node& part : path.children())
        if (part.field("properties").is("parameter"))
          to_.refuse("42N32", "MATCH takes its properties one by one, not a parameter", part.field("properties"));
  }

  void path_pattern(const Node& node) {
    std::set<std::string> seen;
    for (const Node& part : node.children())
      if (part.is("relationship_pattern") && part.has("variable") &&
          !seen.insert(name_of(part.field("variable"))).second)
        use("repeated-relationship", part);
  }

  // ---------------------------------------------------------------------------------------------- expressions

  void type_predicate(const Node& node) { use("type-predicate", node); }
  void normalized(const Node& node) { use("is-normalized", node); }

  void exists_subquery(const Node& node) {
    const Node query = node.field("body");
    if (!query) return;
    const std::vector<Node> parts = query.children();
    const bool one_match =
        parts.size() == 1 && parts[0].children().size() == 1 && parts[0].children()[0].is("match_clause");
    if (!one_match) use("subquery-with-return", node);
  }
  void count_subquery(const Node& node) { use("count-subquery", node); }
  void collect_subquery(const Node& node) { use("collect-subquery", node); }

  void case_expression(const Node& node) {
    for (const Node& branch : node.children()) {
      if (!branch.is("case_branch")) continue;
      const std::vector<Node> conditions = branch.fields("condition");
      const bool tests =
          std::any_of(conditions.begin(), conditions.end(), [](const Node& each) { return each.is("case_test"); });
      if (conditions.size() > 1 || tests) use("extended-case", branch);
      if (!node.has("operand") && !conditions.empty() && conditions.front().is("list"))
        use("list-as-condition", branch);
    }
  }

  void binary(const Node& node) {
    if (node.field("operator").text() == "||") use("concatenation", node);
  }

  void integer(const Node& node) {
    const std::string_view text = node.text();
    if (text.starts_with("0X")) use("upper-case-hexadecimal", node);
    if (text.find('_') != std::string_view::npos) use("underscore-in-number", node);
    const bool octal =
        text.size() > 1 && text[0] == '0' && text.find_first_not_of("01234567_") == std::string_view::npos;
    if (octal) use("old-octal", node);
  }

  void string_template(const Node& node) { use("string-template", node); }

  void function(const Node& node) {
    const std::string name = dotted_name(node.field("name"));
    const Node argument = node.argument(0);
    struct FunctionFeature {
      std::string_view name, feature;
    };
    constexpr std::array rows{
        FunctionFeature{"DISTANCE", "distance-function"}, FunctionFeature{"ID", "id-function"},
        FunctionFeature{"ELEMENTID", "element-id"},       FunctionFeature{"LOWER", "short-case-functions"},
        FunctionFeature{"UPPER", "short-case-functions"}, FunctionFeature{"BTRIM", "trim-functions"},
        FunctionFeature{"VECTOR", "vector-function"},     FunctionFeature{"VALUETYPE", "newer-functions"}};
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const FunctionFeature& each) { return is_word(name, each.name); });
    if (row != rows.end()) use(row->feature, node);
    if (node.field("arguments").has("from")) use("trim-functions", node);
    if (is_word(name, "EXISTS") && (argument.is("property_access") || argument.is("subscript")))
      use("exists-property", node);
    if (is_word(name, "DATE") && argument.is("string_literal") && is_no_date(string_of(argument.text())))
      to_.refuse("22007", "there is no such day", argument);
    if (is_word(name, "TOINT") || is_word(name, "RELS"))
      to_.refuse("42N48", "`" + name + "()` is gone since 4.0", node);
    if (is_word(name, "LENGTH") &&
        (argument.is("string_literal") || argument.is("list") || argument.is("pattern_expression")))
      to_.refuse("22N27", "`length()` is of a path: write `size()`", node);
  }

  /// Whether a text is written as a day that no calendar has: `2024-02-30`.
  static bool is_no_date(const std::string& text) {
    const bool written = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                         std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) == 8;
    if (!written) return false;
    const std::chrono::year_month_day day{std::chrono::year(std::stoi(text.substr(0, 4))),
                                          std::chrono::month(static_cast<unsigned>(std::stoi(text.substr(5, 2)))),
                                          std::chrono::day(static_cast<unsigned>(std::stoi(text.substr(8, 2))))};
    return !day.ok();
  }

  void pattern_value(const Node& node) {
    Node above = node.parent();
    while (above.is("parenthesized_expression")) above = above.parent();
    if (above.is("arguments")) {
      if (is_word(dotted_name(above.parent().field("name")), "SIZE")) use("size-of-pattern", above.parent());
    } else if (above.is("projection_item")) {
      use("pattern-as-value", node);
    }
  }

  void list_predicate(const Node& node) {
    const std::string_view name = node.field("name").text();
    if (is_word(name, "FILTER") || is_word(name, "EXTRACT"))
      to_.refuse("42I06", "`filter()` and `extract()` are gone since 4.0: write a list comprehension", node);
  }
  void reduce(const Node& node) {
    if (is_word(node.field("name").text(), "ALLREDUCE")) use("all-reduce", node);
  }

  // -------------------------------------------------------------------------------------------------- clauses

  void index_hint(const Node& node) {
    if (is_word(node.field("kind").text(), "BTREE")) use("btree-hint", node);
  }
  void search(const Node& node) { use("search", node); }
  void skip(const Node& node) {
    if (is_word(node.text().substr(0, 6), "OFFSET")) use("offset", node);
    bare_sort(node);
  }
  void bare_sort(const Node& node) {
    if (node.parent().is("single_query")) use("limit-clause", node);
  }
  void group_by(const Node& node) { use("group-by", node); }
  void union_mode(const Node& node) {
    if (is_word(node.field("mode").text(), "DISTINCT")) use("union-distinct", node);
  }
  void next(const Node& node) { use("next", node); }
  void query_block(const Node& node) {
    if (!node.parent().is("when_branch") && !node.parent().is("else_branch")) use("query-in-braces", node);
  }
  void conditional(const Node& node) { use("when", node); }
  void finish(const Node& node) { use("finish", node); }

  void insert(const Node& node) {
    use("insert", node);
    for (const Node& path : node.fields("pattern"))
      for (const Node& part : path.children())
        if (part.field("labels").is("label_and") && part.field("labels").child(":"))
          to_.refuse("42I54", "INSERT joins labels with `&`", part);
  }

  void returns(const Node& node) {
    if (is_word(node.field("mode").text(), "ALL")) use("return-all", node);
  }

  void projection_item(const Node& node) {
    const Node expression = node.field("expression");
    if (!node.has("alias") && !expression.is_name()) unnamed_column(node);
    if (expression.is("binary_expression") && mixes(expression)) use("implied-grouping", expression);
  }

  /// A column that something else is to read needs a name.
  void unnamed_column(const Node& item) {
    const Node clause = item.parent();
    if (!clause.is("return_clause")) return;
    Node above = clause.parent();
    bool read_on = false;
    while (above.is("single_query") || above.is("query") || above.is("query_block")) {
      read_on |= above.child("next") && above.children().back().span() != clause.parent().span();
      above = above.parent();
    }
    if (above.is("call_subquery")) return use("unaliased-subquery-column", item);
    if (read_on || above.is("when_branch") || above.is("else_branch"))
      to_.refuse("42N21", "a column that is read further needs a name: write `AS name`", item);
  }

  /// `n.id + count(*)`: one side a property that is not an item of its own, the other an aggregation.
  static bool mixes(const Node& expression) {
    const auto counts = [](const Node& node) {
      return node.is("function_call") && is_word(dotted_name(node.field("name")), "COUNT");
    };
    const Node left = expression.field("left"), right = expression.field("right");
    const Node property = counts(left) ? right : counts(right) ? left : Node();
    if (!property.is("property_access")) return false;
    const std::vector<Node> items = expression.parent().parent().children();
    return std::none_of(items.begin(), items.end(),
                        [&](const Node& item) { return item.field("expression").text() == property.text(); });
  }

  void set_property(const Node& node) {
    const Node value = node.field("value");
    if (value.is("map")) to_.refuse("22N01", "a property cannot hold a map", value);
    if (!value.is("list")) return;
    std::set<std::string_view> types;
    for (const Node& element : value.children()) types.insert(element.type());
    const bool literals = std::all_of(types.begin(), types.end(), [](std::string_view type) {
      return type.ends_with("_literal") || type == "list" || type == "map";
    });
    if (literals &&
        (types.size() > 1 || types.contains("null_literal") || types.contains("list") || types.contains("map")))
      to_.refuse("22N01", "a property holds a list of one simple type, without NULL", value);
  }

  Lowering& to_;
  std::set<std::string> parameters_;
};

}  // namespace

void Lowering::features(const Node& root) {
  FeatureReader reader(*this);
  root.each([&](const Node& node) { reader.read(node); });
}

}  // namespace godwit::cypher
