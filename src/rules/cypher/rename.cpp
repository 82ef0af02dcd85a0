#include <godwit/rules/cypher/rename.h>

#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/change.h>

namespace godwit {
namespace {

using graph::Change;
using What = GraphRename::What;

bool in_use(graph::Entity entity, const std::string& label, const RuleContext& context) {
  const Relation* known = find_label(context.world(), entity, label);
  return !known || context.world().in_use(*known) != Known::no;
}

/// What REMOVE takes away, and SET to NULL.
using Removed = std::vector<std::pair<const Change*, const Operation*>>;
Removed removed(const RuleContext& context) {
  Removed out;
  for (const Operation& operation : context.statement().operations) {
    if (const auto* remove = operation.as<graph::Remove>())
      for (const Change& each : remove->changes) out.emplace_back(&each, &operation);
    if (const auto* set = operation.as<graph::Set>())
      for (const Change& each : set->changes)
        if (each.value == Change::Value::null && each.kind == Change::Kind::property)
          out.emplace_back(&each, &operation);
  }
  return out;
}

std::string label_of(const graph::Bound& bound) { return bound.labels.empty() ? "" : bound.labels.front(); }

void add_pair(const Change& set, const Removed& removed, const RuleContext& context, std::vector<GraphRename>& out) {
  for (const auto& [gone, operation] : removed) {
    if (gone->on.variable != set.on.variable) continue;
    GraphRename rename;
    rename.variable = set.on.variable;
    rename.span = operation->as<graph::Remove>() ? operation->span : RuleContext::place_of(gone->span, *operation);
    if (set.kind == Change::Kind::labels && gone->kind == Change::Kind::labels && set.labels.size() == 1 &&
        gone->labels.size() == 1) {
      rename.from = gone->labels.front();
      rename.to = set.labels.front();
      if (in_use(graph::Entity::node, rename.from, context)) out.push_back(std::move(rename));
    } else if (!set.copied_from.empty() && gone->property == set.copied_from && set.property != set.copied_from) {
      rename.what = What::property;
      rename.from = set.copied_from;
      rename.to = set.property;
      rename.label = label_of(set.on);
      if (rename.label.empty() || in_use(set.on.entity, rename.label, context)) out.push_back(std::move(rename));
    }
  }
}

/// Whether anything that the statement writes takes something of a relationship: `properties(r)`, `r.since`.
bool is_read(const std::string& variable, const RuleContext& context) {
  for (const Operation& operation : context.statement().operations)
    if (graph_change::writes(operation) && !operation.as<graph::Delete>() &&
        graph_change::says(context, operation.span, graph_advice::name(variable)))
      return true;
  return false;
}

/// The path of a MATCH that bound a relationship, and where it stands in that path.
struct Place {
  const graph::Pattern* pattern = nullptr;
  std::size_t at = 0;
};
Place place_of(const graph::Bound& relationship, const RuleContext& context) {
  const auto& all = context.statement().operations;
  const auto* match = relationship.from < all.size() ? all[relationship.from].as<graph::Match>() : nullptr;
  if (!match) return {};
  for (const graph::Pattern& pattern : match->patterns)
    for (std::size_t i = 0; i < pattern.relationships.size(); ++i)
      if (pattern.relationships[i].variable == relationship.variable) return {&pattern, i};
  return {};
}

bool same_ends(const graph::Pattern& made, const Place& old) {
  if (made.relationships.size() != 1 || made.nodes.size() != 2 || old.at + 1 >= old.pattern->nodes.size()) return false;
  const std::string& a = old.pattern->nodes[old.at].variable;
  const std::string& b = old.pattern->nodes[old.at + 1].variable;
  const std::string& x = made.nodes[0].variable;
  const std::string& y = made.nodes[1].variable;
  return !a.empty() && !b.empty() && ((a == x && b == y) || (a == y && b == x));
}

void add_type(const graph::Bound& gone, const Operation& deletion, const RuleContext& context,
              std::vector<GraphRename>& out) {
  const Place old = place_of(gone, context);
  if (!old.pattern || gone.entity != graph::Entity::relationship || gone.labels.size() != 1) return;
  for (const Operation& operation : context.statement().operations) {
    const auto* create = operation.as<graph::Create>();
    const auto* merge = operation.as<graph::Merge>();
    const graph::Pattern* made = merge                                    ? &merge->pattern
                                 : create && create->patterns.size() == 1 ? &create->patterns.front()
                                                                          : nullptr;
    if (!made || !same_ends(*made, old) || made->relationships.front().types.size() != 1) continue;
    const graph::PatternRelationship& fresh = made->relationships.front();
    if (fresh.types == gone.labels || !in_use(graph::Entity::relationship, gone.labels.front(), context)) continue;
    out.push_back({What::type, gone.labels.front(), fresh.types.front(), "", gone.variable,
                   fresh.variable.empty() ? "new" : fresh.variable, is_read(gone.variable, context), false,
                   deletion.span, operation.span});
  }
}

void add_call(const graph::CallProcedure& op, const Operation& operation, const RuleContext& context,
              std::vector<GraphRename>& out) {
  constexpr std::string_view prefix = "apoc.refactor.rename.";
  if (!op.name.starts_with(prefix) || op.arguments.size() < 2 || !op.arguments[0] || !op.arguments[1]) return;
  const std::string_view kind = std::string_view(op.name).substr(prefix.size());
  GraphRename rename;
  rename.what = kind == "label" ? What::label : kind == "type" ? What::type : What::property;
  rename.from = *op.arguments[0];
  rename.to = *op.arguments[1];
  rename.variable = "n";
  rename.new_variable = "new";
  rename.by_procedure = true;
  rename.span = operation.span;
  const graph::Entity entity = rename.what == What::type ? graph::Entity::relationship : graph::Entity::node;
  if (rename.what == What::property || in_use(entity, rename.from, context)) out.push_back(std::move(rename));
}

std::string all_batches(const RuleContext& context, const std::string& reads, const std::string& names,
                        const std::string& body) {
  return reads + "\n" + graph_change::batches(context, names, body);
}

}  // namespace

std::vector<GraphRename> renames(const RuleContext& context) {
  std::vector<GraphRename> out;
  const Removed gone_ones = removed(context);
  for (const Operation& operation : context.statement().operations) {
    if (const auto* set = operation.as<graph::Set>())
      for (const Change& each : set->changes) add_pair(each, gone_ones, context, out);
    if (const auto* gone = operation.as<graph::Delete>())
      for (const graph::Bound& each : gone->deleted) add_type(each, operation, context, out);
    if (const auto* call = operation.as<graph::CallProcedure>()) add_call(*call, operation, context, out);
  }
  return out;
}

std::string left_behind(const GraphRename& rename, const RuleContext& context) {
  if (rename.what == What::label) return graph_change::left_on(context, rename.from, "");
  if (rename.what == What::property && !rename.label.empty())
    return graph_change::left_on(context, rename.label, rename.from);
  return "";
}

std::vector<std::string> kept_both(const GraphRename& rename, const RuleContext& context) {
  const auto quoted = [](const std::string& name) { return graph_advice::name(name); };
  const std::string later = "// once no deployed code reads " + rename.from + "\n";
  if (rename.what == What::label) {
    const std::string reads = "MATCH (n:" + quoted(rename.from) + ")";
    return {all_batches(context, reads, "n", "SET n:" + quoted(rename.to)),
            later + all_batches(context, reads, "n", "REMOVE n:" + quoted(rename.from))};
  }
  if (rename.what == What::property) {
    const std::string reads = "MATCH (n" + (rename.label.empty() ? "" : ":" + quoted(rename.label)) + ") WHERE n.";
    const std::string old_name = quoted(rename.from), new_name = quoted(rename.to);
    return {all_batches(context, reads + old_name + " IS NOT NULL", "n", "SET n." + new_name + " = n." + old_name),
            later + all_batches(context, reads + new_name + " = n." + old_name, "n", "REMOVE n." + old_name)};
  }
  return {all_batches(context, "MATCH (a)-[r:" + quoted(rename.from) + "]->(b)", "a, r, b",
                      "MERGE (a)-[new:" + quoted(rename.to) + "]->(b)\n  SET new += properties(r)"),
          later + all_batches(context, "MATCH ()-[r:" + quoted(rename.from) + "]->()", "r", "DELETE r")};
}

}  // namespace godwit
