#include <algorithm>
#include <array>
#include <set>

#include "dialects/cypher/lower.h"

namespace godwit::cypher {
namespace {

using graph::Change;
using graph::Clause;

/// One single query: its clauses in order, over one scope.
class QueryReader {
 public:
  QueryReader(Lowering& to, Scope& scope) : to_(to), scope_(scope) {}

  void query(const Node& whole) {
    const std::vector<Node> parts = whole.children();
    scope_.in_union |= std::any_of(parts.begin(), parts.end(), [](const Node& part) { return part.is("union"); });
    const Scope before = scope_;
    check_union(parts);
    for (const Node& part : parts) {
      if (part.is("union")) scope_ = before;
      if (part.is("single_query")) clauses(part);
      if (part.is("query_block")) query(part.child("query"));
      if (part.is("conditional_query")) branches(part, before);
    }
  }

 private:
  /// What collect() gathered, and what had brought it.
  struct Collected {
    graph::Bound element;
    std::vector<std::uint32_t> rows;
  };

  void clauses(const Node& single) {
    bool returned = false;
    for (const Node& clause : single.children()) {
      if (returned && !clause.is("order_by") && !clause.is("skip") && !clause.is("limit"))
        to_.refuse("42I38", "RETURN ends a query: nothing may follow it", clause);
      returned |= clause.is("return_clause");
      this->clause(clause);
    }
  }

  /// The names of what a query returns; none where it returns nothing, or `*`.
  static std::set<std::string> columns(const Node& single) {
    std::set<std::string> out;
    const std::vector<Node> clauses = single.children();
    if (!single.is("single_query") || clauses.empty() || !clauses.back().is("return_clause")) return out;
    if (clauses.back().has("all")) return out;
    for (const Node& item : clauses.back().children()) {
      if (!item.is("projection_item")) continue;
      const Node alias = item.field("alias");
      std::string name = name_of(alias ? alias : item.field("expression"));
      std::erase_if(name, [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); });
      out.insert(std::move(name));
    }
    return out;
  }

  void check_union(const std::vector<Node>& parts) {
    for (std::size_t at = 1; at + 1 < parts.size(); ++at) {
      if (!parts[at].is("union")) continue;
      const std::set<std::string> before = columns(parts[at - 1]), after = columns(parts[at + 1]);
      if (!before.empty() && !after.empty() && before != after)
        to_.refuse("42N39", "all parts of a UNION must return columns of the same names", parts[at + 1].children().back());
    }
  }

  void branches(const Node& conditional, const Scope& before) {
    for (const Node& branch : conditional.children()) {
      scope_ = before;
      const Node body = branch.field("body");
      if (body.is("single_query")) clauses(body);
      if (body.is("query_block")) query(body.child("query"));
    }
  }

  void clause(const Node& node) {
    using Read = void (QueryReader::*)(const Node&);
    struct ClauseMethod {
      std::string_view type;
      Read read;
    };
    static constexpr std::array rows{
        ClauseMethod{"match_clause", &QueryReader::match},       ClauseMethod{"create_clause", &QueryReader::create},
        ClauseMethod{"insert_clause", &QueryReader::create},     ClauseMethod{"merge_clause", &QueryReader::merge},
        ClauseMethod{"set_clause", &QueryReader::set},           ClauseMethod{"remove_clause", &QueryReader::remove},
        ClauseMethod{"delete_clause", &QueryReader::delete_},    ClauseMethod{"foreach_clause", &QueryReader::foreach},
        ClauseMethod{"call_procedure", &QueryReader::procedure}, ClauseMethod{"call_subquery", &QueryReader::subquery},
        ClauseMethod{"load_csv_clause", &QueryReader::load_csv}, ClauseMethod{"unwind_clause", &QueryReader::unwind},
        ClauseMethod{"for_clause", &QueryReader::unwind},        ClauseMethod{"with_clause", &QueryReader::with},
        ClauseMethod{"return_clause", &QueryReader::returns},    ClauseMethod{"let_clause", &QueryReader::let},
        ClauseMethod{"filter_clause", &QueryReader::filter},     ClauseMethod{"limit", &QueryReader::limit},
        ClauseMethod{"use_clause", &QueryReader::use},
    };
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const ClauseMethod& each) { return node.is(each.type); });
    if (row != rows.end()) (this->*row->read)(node);
  }

  /// Reading after a write without WITH between them: only Cypher 25 takes it.
  void reads(const Node& node) {
    if (scope_.wrote_now) to_.use_feature("read-after-write", node);
    scope_.wrote_now = false;
  }
  void writes() { scope_.wrote = scope_.wrote_now = true; }

  void match(const Node& node) {
    reads(node);
    const std::uint32_t number = to_.add(graph::Match{}, node);
    graph::Match made;
    made.clause = scope_.clause;
    made.optional = node.has("optional");
    for (const Node& path : node.fields("pattern")) made.patterns.push_back(to_.pattern(path, scope_, number));
    if (const Node where = node.field("where")) to_.conditions(where, scope_, made.patterns, made.joined);
    to_.at<graph::Match>(number) = std::move(made);
    scope_.clause.rows.push_back(number);
  }

  void create(const Node& node) {
    if (node.has("unique")) to_.refuse("42I06", "`CREATE UNIQUE` is gone since 4.0: write MERGE", node);
    check_references(node);
    graph::Create made{scope_.clause, {}};
    for (const Node& path : node.fields("pattern")) made.patterns.push_back(to_.pattern(path, scope_, to_.next()));
    check_created(made.patterns, node);
    to_.add(std::move(made), node);
    writes();
  }

  /// What MATCH takes and CREATE does not.
  void check_created(const std::vector<graph::Pattern>& patterns, const Node& node) {
    for (const graph::Pattern& pattern : patterns) {
      for (const graph::PatternNode& each : pattern.nodes)
        if (!each.any_of.empty()) to_.refuse("42I30", "a node that is made has labels, not a choice of them", node);
      for (const graph::PatternRelationship& each : pattern.relationships) {
        if (each.types.size() > 1) to_.refuse("42I14", "a relationship that is made has exactly one type", node);
        if (!each.directed && !node.is("merge_clause"))
          to_.refuse("42I56", "a relationship that is made needs a direction", node);
      }
    }
  }

  /// `CREATE (a {x: 1}), (b {x: a.x})`: a property that names what the same clause makes.
  void check_references(const Node& node) {
    std::set<std::string> made;
    for (const Node& path : node.fields("pattern"))
      for (const Node& part : path.children()) {
        for (const Node& entry : part.field("properties").children()) {
          const Node value = entry.field("value");
          if (value.is("property_access") && made.contains(name_of(value.field("object"))))
            to_.use_feature("reference-within-create", part);
        }
        const std::string name = name_of(part.field("variable"));
        if (!name.empty() && !scope_.variables.contains(name)) made.insert(name);
      }
  }

  void merge(const Node& node) {
    check_references(node);
    graph::Merge made{scope_.clause, {}, false, false};
    const std::uint32_t number = to_.add(graph::Merge{}, node);
    made.pattern = to_.pattern(node.field("pattern"), scope_, number);
    check_created({made.pattern}, node);
    for (const Node& part : node.children()) {
      made.on_create |= part.is("on_create");
      made.on_match |= part.is("on_match");
    }
    to_.at<graph::Merge>(number) = std::move(made);
    for (const Node& part : node.children())
      if (part.is("on_create") || part.is("on_match")) changes(part.child("set_clause"), true, part.is("on_create"));
    writes();
  }

  [[nodiscard]] graph::Bound bound(const Node& variable) const {
    const std::string name = name_of(variable);
    const auto found = scope_.variables.find(name);
    return found == scope_.variables.end() ? graph::Bound{name, graph::Entity::node, {}, graph::no_operation}
                                           : found->second;
  }

  [[nodiscard]] Change::Value value_of(const Node& value) const {
    if (value.is("null_literal")) return Change::Value::null;
    if (value.is_name()) return is_bound_entity(value) ? Change::Value::entity : Change::Value::other;
    using Against = graph::PropertyTest::Against;
    const Against how = to_.against(value, scope_);
    if (how == Against::parameter) return Change::Value::parameter;
    return how == Against::literal || value.is("map") ? Change::Value::literal : Change::Value::other;
  }

  [[nodiscard]] bool is_bound_entity(const Node& variable) const {
    const auto known = variable.is_name() ? scope_.variables.find(name_of(variable)) : scope_.variables.end();
    return known != scope_.variables.end() && known->second.from != graph::no_operation &&
           is_entity(known->second.from);
  }

  /// Whether the operation bound a node or a relationship, and not a row or a value.
  [[nodiscard]] bool is_entity(std::uint32_t operation) const {
    if (operation >= to_.statement().operations.size()) return true;  // the pattern being read
    const Operation& from = to_.statement().operations[operation];
    return from.as<graph::Match>() || from.as<graph::Create>() || from.as<graph::Merge>();
  }

  Change change(const Node& part) {
    Change out;
    out.span = to_.span(part);
    const Node target = part.field("target");
    const Node value = part.field("value");
    if (value) out.value = value_of(value);
    if (part.is("set_all_properties") || part.is("set_added_properties")) {
      out.kind = part.is("set_all_properties") ? Change::Kind::replace_all : Change::Kind::add_all;
      out.on = bound(target);
      out.operator_span = to_.place_of(part.child(part.is("set_all_properties") ? "=" : "+="));
      if (out.value == Change::Value::entity) to_.use_feature("set-from-entity", part);
      if (out.value == Change::Value::null) to_.refuse("22N01", "properties are set from a map, not from NULL", part);
    } else if (target.is_name()) {
      labels(part, target, out);
    } else {
      property(target, value, out);
    }
    return out;
  }

  void labels(const Node& part, const Node& target, Change& out) {
    out.kind = Change::Kind::labels;
    out.on = bound(target);
    for (const Node& label : part.fields("label")) {
      if (label.is_name())
        out.labels.push_back(name_of(label));
      else
        out.kind = Change::Kind::dynamic_labels;
    }
  }

  void property(const Node& target, const Node& value, Change& out) {
    Node object = target.field("object");
    if (target.is("subscript")) {
      out.kind = Change::Kind::dynamic_property;
      to_.use_feature("dynamic-property-in-set", target);
    } else {
      out.property = name_of(target.field("property"));
    }
    while (object.is("parenthesized_expression") && !object.children().empty()) object = object.children().front();
    if (object.is_name()) out.on = bound(object);
    if (value) copied(value, out);
  }

  /// `SET n.new = n.old`, `SET n.count = n.count + 1`.
  static void copied(const Node& value, Change& out) {
    const auto own = [&](const Node& node) {
      return node.is("property_access") && node.field("object").is_name() &&
             name_of(node.field("object")) == out.on.variable;
    };
    if (own(value)) out.copied_from = name_of(value.field("property"));
    if (value.is("binary_expression"))
      for (const char* side : {"left", "right"})
        out.grows |= own(value.field(side)) && name_of(value.field(side).field("property")) == out.property;
  }

  void changes(const Node& node, bool of_merge, bool of_new) {
    graph::Set made{scope_.clause, {}, of_merge, of_new};
    for (const Node& part : node.children()) made.changes.push_back(change(part));
    to_.add(std::move(made), node);
  }

  void set(const Node& node) {
    changes(node, false, false);
    writes();
  }

  void remove(const Node& node) {
    graph::Remove made{scope_.clause, {}};
    for (const Node& part : node.children()) made.changes.push_back(change(part));
    to_.add(std::move(made), node);
    writes();
  }

  void delete_(const Node& node) {
    graph::Delete made{scope_.clause, {}, node.has("detach")};
    if (node.child("NODETACH")) to_.use_feature("nodetach", node);
    for (const Node& target : node.fields("target")) {
      // A property of a map may hold a node; one of a node does not.
      if (target.is("property_access") && is_bound_entity(target.field("object")))
        to_.refuse("22NB1", "DELETE takes nodes, relationships and paths", target);
      made.deleted.push_back(target.is_name() ? bound(target) : graph::Bound{});
    }
    to_.add(std::move(made), node);
    writes();
  }

  void foreach (const Node& node) {
    Scope inner = scope_;
    inner.clause.in_foreach = true;
    const std::uint32_t list = to_.add(
        graph::Unwind{scope_.clause, name_of(node.field("variable")), count_of(node.field("list")), false}, node);
    inner.clause.rows.push_back(list);
    inner.variables[name_of(node.field("variable"))] = {name_of(node.field("variable")), graph::Entity::node, {}, list};
    for (const Node& body : node.fields("body")) {
      if (!is_updating(body))
        to_.refuse("42I01", "FOREACH takes only clauses that write", body);
      else
        QueryReader(to_, inner).clause(body);
    }
    writes();
  }

  static bool is_updating(const Node& node) {
    constexpr std::array<std::string_view, 7> updating{"create_clause", "insert_clause", "merge_clause",  "set_clause",
                                                       "remove_clause", "delete_clause", "foreach_clause"};
    return std::find(updating.begin(), updating.end(), node.type()) != updating.end();
  }

  void procedure(const Node& node) {
    reads(node);
    to_.call_procedure(node, scope_);
  }

  void subquery(const Node& node) {
    reads(node);
    const Node tail = node.field("in_transactions");
    to_.use_feature(node.has("scope") ? "scope-clause" : "unscoped-call", node);
    if (node.has("optional")) to_.use_feature("optional-call", node);
    Scope inner = scope_;
    inner.wrote_now = false;
    inner.in_union = false;
    inner.in_subquery = true;
    if (tail) begin_batches(node, tail, inner);
    QueryReader(to_, inner).query(node.field("body"));
    if (!tail) scope_.clause = inner.clause;
    scope_.clause.in_foreach = false;
    scope_.wrote |= inner.wrote && !tail;
    for (auto& [name, what] : inner.variables) scope_.variables.try_emplace(name, what);
  }

  void begin_batches(const Node& node, const Node& tail, Scope& inner) {
    graph::CallInTransactions made;
    made.clause = scope_.clause;
    made.concurrent = tail.has("concurrent");
    made.reports_status = tail.has("report_status");
    made.batch_rows = number_of(tail.field("batch_size"));
    made.body = to_.span(node.field("body"));
    made.tail = to_.place_of(tail);
    if (const Node error = tail.field("on_error")) {
      made.on_error = on_error(error);
      made.outcome = to_.place_of(error.has("then") ? error.field("then") : error.field("action"));
    }
    check_batches(node, tail, made.on_error);
    to_.use_feature("in-transactions", node);
    const std::uint32_t number = to_.add(std::move(made), node);
    inner.clause = Clause{};
    inner.clause.batch = number;
    inner.in_transactions = true;
  }

  static graph::CallInTransactions::OnError on_error(const Node& error) {
    using OnError = graph::CallInTransactions::OnError;
    const auto is = [](const Node& node, std::string_view word) { return is_word(node.text(), word); };
    const Node action = error.field("action");
    const Node then = error.field("then");
    if (is(action, "CONTINUE")) return OnError::continue_;
    if (is(action, "BREAK")) return OnError::break_;
    if (is(action, "FAIL")) return OnError::fail;
    if (!then) return OnError::retry;
    if (is(then, "CONTINUE")) return OnError::retry_then_continue;
    return is(then, "BREAK") ? OnError::retry_then_break : OnError::retry_then_fail;
  }

  void check_batches(const Node& node, const Node& tail, graph::CallInTransactions::OnError on_error) {
    using OnError = graph::CallInTransactions::OnError;
    if (scope_.wrote)
      to_.refuse("42I25", "`CALL ... IN TRANSACTIONS` may not follow a write in the same statement", node);
    if (scope_.in_transactions || scope_.in_subquery)
      to_.refuse("42N58", "`CALL ... IN TRANSACTIONS` may not stand inside another subquery", node);
    if (scope_.in_union) to_.refuse("42N47", "`CALL ... IN TRANSACTIONS` may not be part of a UNION", node);
    for (const char* size : {"batch_size", "concurrency"})
      if (number_of(tail.field(size)) == 0)
        to_.refuse("42N31", "the number of rows and of concurrent transactions must be greater than 0",
                   tail.field(size));
    const bool goes_on = on_error == OnError::continue_ || on_error == OnError::break_ ||
                         on_error == OnError::retry_then_continue || on_error == OnError::retry_then_break;
    if (tail.has("report_status") && !goes_on)
      to_.refuse("42I36", "REPORT STATUS needs ON ERROR CONTINUE or ON ERROR BREAK", tail);
    check_newer(tail);
  }

  void check_newer(const Node& tail) {
    if (const Node error = tail.field("on_error"))
      to_.use_feature(is_word(error.field("action").text(), "RETRY") ? "on-error-retry" : "on-error", error);
    if (tail.has("report_status")) to_.use_feature("report-status", tail.field("report_status"));
    if (tail.has("concurrent")) to_.use_feature("concurrent-transactions", tail);
    const Node disjoint = tail.field("disjoint_by");
    if (!disjoint) return;
    to_.use_feature("disjoint-by", disjoint);
    if (!tail.has("concurrent")) to_.refuse("42N7A", "DISJOINT BY needs CONCURRENT TRANSACTIONS", disjoint);
    for (const Node& key : disjoint.fields("key"))
      if (key.is("function_call") &&
          (is_word(dotted_name(key.field("name")), "RAND") || is_word(dotted_name(key.field("name")), "RANDOMUUID")))
        to_.refuse("42N7B", "DISJOINT BY needs what is the same each time", key);
  }

  void load_csv(const Node& node) {
    reads(node);
    if (const Node periodic = node.field("periodic_commit")) {
      to_.use_feature("periodic-commit", periodic);
      scope_.clause.batch = to_.add(graph::PeriodicCommit{number_of(periodic.field("batch_size"))}, periodic);
    }
    graph::LoadCsv made{scope_.clause, name_of(node.field("variable")), std::nullopt};
    if (node.field("url").is("string_literal")) made.url = string_of(node.field("url").text());
    row(to_.add(std::move(made), node), node.field("variable"));
  }

  /// A clause that brings rows under one variable.
  void row(std::uint32_t number, const Node& variable) {
    scope_.clause.rows.push_back(number);
    scope_.variables[name_of(variable)] = {name_of(variable), graph::Entity::node, {}, number};
  }

  static std::optional<std::uint64_t> count_of(const Node& list) {
    if (list.is("list")) return list.children().size();
    if (!list.is("function_call") || !is_word(dotted_name(list.field("name")), "RANGE")) return std::nullopt;
    const std::vector<Node> ends = list.arguments();
    if (ends.size() < 2) return std::nullopt;
    const auto from = number_of(ends[0]);
    const auto to = number_of(ends[1]);
    if (!from || !to) return std::nullopt;
    return *to >= *from ? *to - *from + 1 : 0;
  }

  void unwind(const Node& node) {
    reads(node);
    const Node list = node.field("list");
    if (node.is("for_clause")) to_.use_feature("for", node);
    const bool gathered = list.is_name() && collected_.contains(name_of(list));
    graph::Unwind made{scope_.clause, name_of(node.field("variable")), count_of(list), gathered};
    scope_.clause.collected |= gathered;
    graph::Bound element;
    if (gathered) {
      const Collected& from = collected_[name_of(list)];
      element = from.element;
      for (const std::uint32_t each : from.rows)
        if (std::find(scope_.clause.rows.begin(), scope_.clause.rows.end(), each) == scope_.clause.rows.end())
          scope_.clause.rows.push_back(each);
    }
    row(to_.add(std::move(made), node), node.field("variable"));
    if (!gathered) return;
    // What was gathered comes back as it was.
    element.variable = name_of(node.field("variable"));
    scope_.variables[element.variable] = element;
  }

  /// Whether an expression is an aggregation, and whether it gathers rows.
  static bool is_aggregation(const Node& node) {
    if (!node.is("function_call")) return false;
    constexpr std::array<std::string_view, 10> names{
        "COUNT", "SUM", "AVG", "MIN", "MAX", "COLLECT", "STDEV", "STDEVP", "PERCENTILECONT", "PERCENTILEDISC"};
    const std::string name = dotted_name(node.field("name"));
    return std::any_of(names.begin(), names.end(), [&](std::string_view each) { return is_word(name, each); });
  }

  void with(const Node& node) {
    scope_.wrote_now = false;
    std::map<std::string, graph::Bound, std::less<>> kept;
    bool all_aggregated = !node.has("all");
    for (const Node& item : node.children()) {
      if (!item.is("projection_item")) continue;
      project(item, kept);
      all_aggregated &= is_aggregation(item.field("expression"));
    }
    if (node.has("all")) kept.insert(scope_.variables.begin(), scope_.variables.end());
    scope_.variables = std::move(kept);
    if (all_aggregated) scope_.clause.rows.clear();  // one row is left
    if (const Node end = node.child("limit")) limit(end);
    if (const Node where = node.field("where")) filtered(where);
  }

  void project(const Node& item, std::map<std::string, graph::Bound, std::less<>>& kept) {
    const Node expression = item.field("expression");
    const Node alias = item.field("alias");
    const std::string name = name_of(alias ? alias : expression);
    graph::Bound what{name, graph::Entity::node, {}, graph::no_operation};
    if (expression.is_name()) {
      what = bound(expression);
      what.variable = name;
    } else if (is_aggregation(expression) && is_word(dotted_name(expression.field("name")), "COLLECT")) {
      const Node argument = expression.argument(0);
      collected_[name] = {argument.is_name() ? bound(argument) : graph::Bound{}, scope_.clause.rows};
    }
    kept[name] = what;
  }

  /// What WITH or FILTER asks of variables is known of the pattern that bound them.
  void filtered(const Node& where) {
    for (const std::uint32_t number : scope_.clause.rows) {
      const graph::Match* from = to_.statement().operations[number].as<graph::Match>();
      if (!from) continue;
      graph::Match changed = *from;
      to_.conditions(where, scope_, changed.patterns, changed.joined);
      to_.at<graph::Match>(number) = std::move(changed);
    }
  }

  void limit(const Node& node) {
    scope_.clause.limited = true;
    const auto count = number_of(node.field("count"));
    if (count) scope_.clause.limit = std::min(count.value(), scope_.clause.limit.value_or(UINT64_MAX));
  }

  static bool only_counts(const Node& node) {
    int items = 0;
    bool counts = !node.has("all");
    for (const Node& item : node.children()) {
      if (!item.is("projection_item")) continue;
      ++items;
      const Node call = item.field("expression");
      counts &= call.is("function_call") && is_word(dotted_name(call.field("name")), "COUNT");
    }
    return counts && items == 1;
  }

  void returns(const Node& node) {
    if (!scope_.in_subquery) to_.add(graph::Return{scope_.clause, only_counts(node)}, node);
    scope_.wrote_now = false;
    if (const Node end = node.child("limit"); end && scope_.in_subquery) limit(end);
  }

  void let(const Node& node) {
    to_.use_feature("let", node);
    for (const Node& item : node.children())
      if (item.is("let_item")) {
        const std::string name = name_of(item.field("variable"));
        scope_.variables[name] = {name, graph::Entity::node, {}, graph::no_operation};
      }
  }

  void filter(const Node& node) {
    to_.use_feature("filter", node);
    if (const Node where = node.field("where")) filtered(where);
  }

  void use(const Node& node) {
    const Node graph = node.field("graph");
    to_.add(graph::Use{graph.is("string_literal") ? string_of(graph.text()) : dotted_name(graph), false}, node);
  }

  Lowering& to_;
  Scope& scope_;
  std::map<std::string, Collected> collected_;
};

}  // namespace

void Lowering::query(const Node& query, Scope& scope) { QueryReader(*this, scope).query(query); }

}  // namespace godwit::cypher
