#include "dialects/cypher/apply.h"

#include <algorithm>
#include <array>
#include <optional>

#include <godwit/world/graph_reach.h>

#include "dialects/cypher/effects.h"

namespace godwit::cypher {
namespace {

using graph::Entity;

/// A made-up name for what has none: the server's is another one in each database.
std::string made_up(const GraphSchema& graph, const char* kind) {
  return std::string(kind) + " " + std::to_string(graph.indexes().size() + graph.constraints().size());
}

void apply(const graph::CreateIndex& op, World& world) {
  GraphSchema& graph = world.catalog.graph;
  graph::IndexKind kind = op.kind;
  if (kind == graph::IndexKind::range && !op.kind_is_written && !world.server.at_least(500))
    kind = graph::IndexKind::btree;
  if (op.if_not_exists && (graph.index(op.name) || graph.constraint(op.name) || graph.index_over(op.over, kind) ||
                           (kind == graph::IndexKind::range && graph.key_over(op.over))))
    return;
  const bool unnamed = op.name.empty();
  graph.add(GraphIndex{unnamed ? made_up(graph, "index") : op.name, unnamed, kind, op.over, "", Known::no, world.now});
}

void apply(const graph::CreateConstraint& op, World& world) {
  GraphSchema& graph = world.catalog.graph;
  const GraphConstraint* same = graph.key_over(op.over);
  if (op.if_not_exists && (graph.constraint(op.name) || (same && same->kind == op.kind))) return;
  const bool unnamed = op.name.empty();
  graph.add(
      GraphConstraint{unnamed ? made_up(graph, "constraint") : op.name, unnamed, op.kind, op.over, op.type, world.now});
}

void apply(const graph::DropIndex& op, World& world) {
  GraphSchema& graph = world.catalog.graph;
  std::string name = op.name;
  if (name.empty())
    for (const GraphIndex& each : graph.indexes())
      if (each.over == op.over) name = each.name;
  graph.drop_index(name, world.now);
}

void apply(const graph::DropConstraint& op, World& world) {
  GraphSchema& graph = world.catalog.graph;
  std::string name = op.name;
  if (name.empty())
    for (const GraphConstraint& each : graph.constraints())
      if (each.over == op.over && (!op.kind || each.kind == *op.kind)) name = each.name;
  graph.drop_constraint(name, world.now);
}

/// Properties that something was seen to have, by label.
void saw(World& world, Entity entity, const std::vector<std::string>& labels, const std::string& property) {
  for (const std::string& label : labels) {
    const Relation* relation = world.catalog.find(label_name(entity, label));
    if (!relation || property.empty() || relation->column(property)) continue;
    CatalogColumn column;
    column.name = property;
    column.made = world.now;
    world.catalog.edit(relation->id).columns.push_back(std::move(column));
  }
}

void saw(World& world, const std::vector<graph::Pattern>& patterns) {
  for (const graph::Pattern& pattern : patterns) {
    for (const graph::PatternNode& node : pattern.nodes)
      for (const graph::PropertyTest& test : node.tests) saw(world, Entity::node, node.labels, test.property);
    for (const graph::PatternRelationship& each : pattern.relationships)
      for (const graph::PropertyTest& test : each.tests) saw(world, Entity::relationship, each.types, test.property);
  }
}

void assume(World& world, const Name& name, ObjectKind kind) {
  if (world.catalog.find(name) == nullptr) world.catalog.find_or_assume(name, kind);
}

/// What a MATCH names has been there before.
void assume(World& world, const std::vector<graph::Pattern>& patterns) {
  for (const graph::Pattern& pattern : patterns) {
    for (const graph::PatternNode& node : pattern.nodes)
      for (const std::string& label : node.labels) assume(world, label_name(Entity::node, label), ObjectKind::label);
    for (const graph::PatternRelationship& each : pattern.relationships)
      for (const std::string& type : each.types)
        assume(world, label_name(Entity::relationship, type), ObjectKind::relationship_type);
  }
}

void apply(const graph::Match& op, World& world) {
  assume(world, op.patterns);
  saw(world, op.patterns);
}
void apply(const graph::Create& op, World& world) { saw(world, op.patterns); }
void apply(const graph::Merge& op, World& world) { saw(world, {op.pattern}); }
void apply(const graph::Set& op, World& world) {
  for (const graph::Change& change : op.changes) saw(world, change.on.entity, change.on.labels, change.property);
}

void apply(const graph::CallProcedure& op, World& world) {
  if (op.name == "db.awaitIndexes" || op.name == "db.awaitIndex") world.catalog.graph.populated();
  const bool keeps = op.arguments.size() > 2 && op.arguments[2] && *op.arguments[2] == "false";
  if (op.name == "apoc.schema.assert" && !keeps) world.catalog.graph.forget();
}

void apply(const graph::ClientCommand& op, World& world) {
  if (op.command == ":param" || op.command == ":params") world.settings.set(":param", "", false, false);
}

/// neo4j-migrations gives each database a transaction of its own, as a client does.
void apply(const graph::Use& op, World& world) {
  if (!op.by_client) return;
  world.settings.set(":use", op.graph, false, false);
  world.transaction.past = {};
  ++world.now.transaction;
}

/// These leave catalog and settings as they are.
using ChangesNothing =
    OperationList<graph::Unwind, graph::LoadCsv, graph::Remove, graph::Delete, graph::CallInTransactions,
                  graph::PeriodicCommit, graph::Return, graph::UseParameter, graph::Show, graph::Administer,
                  graph::SelectLanguage, graph::UseFeature, graph::RefusedWords, TransactionControl, Explain, Irrelevant,
                  Opaque>;
template <class T>
  requires(ChangesNothing::has<T>)
void apply(const T&, World&) {}

void add_lookup_indexes(World& world) {
  const bool renamed = world.server.at_least(202500);
  const auto lookup = [&](const char* name, Entity entity) {
    world.catalog.graph.add(GraphIndex{name, true, graph::IndexKind::lookup, {entity, {}, {}}, "", Known::yes, {}});
  };
  lookup(renamed ? "index_1b9dcc97" : "index_343aff4e", Entity::node);
  lookup(renamed ? "index_460996c0" : "index_f7700477", Entity::relationship);
}

}  // namespace

void prepare(World& world, const Server& server) {
  world.server = server;
  if (world.catalog.search_path() == std::vector<std::string>{""}) return;
  world.catalog.set_search_path({""});  // a graph has no schemas
  add_lookup_indexes(world);
}

void choose_graph(const Statement& statement, World& world) {
  const std::string* chosen = world.settings.find(":use");
  std::string database = chosen ? *chosen : "";
  for (const Operation& each : statement.operations)
    if (const auto* use = each.as<graph::Use>()) database = use->graph;
  // Names of databases know no case, and a client's line may end in `;`.
  database = database.substr(0, database.find_first_of(" \t;"));
  std::transform(database.begin(), database.end(), database.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (world.catalog.use_graph(database)) add_lookup_indexes(world);
}

void add_assumed(const Assumed& assumed, Catalog& catalog) {
  if (assumed.certain)
    catalog.add(assumed.name, assumed.kind, assumed.made);
  else
    catalog.find_or_assume(assumed.name, assumed.kind);
}

void assume(const Statement& statement, const StatementResult& result, World& world) {
  choose_graph(statement, world);
  for (const Assumed& each : result.assumed) add_assumed(each, world.catalog);
}

void apply(const Statement& statement, StatementPart part, const StatementResult& result, World& world) {
  for (const Operation& operation : statement.operations)
    if (const auto* explain = operation.as<Explain>(); explain && !explain->executes) return;
  // What only another server, edition, runner or transaction takes has been run by one, or will be put right: the
  // statements that follow rely on it.
  constexpr std::array elsewhere{
      Refusal::removed_feature,           Refusal::newer_feature,        Refusal::removed_procedure, Refusal::edition,
      Refusal::other_kind_in_transaction, Refusal::explicit_transaction, Refusal::parameter};
  const bool refused = std::any_of(result.hazards.begin(), result.hazards.end(), [&](const HazardEffect& each) {
    return each.hazard == Hazard::refused && each.certain == Known::yes &&
           std::find(elsewhere.begin(), elsewhere.end(), each.refusal) == elsewhere.end();
  });
  if (refused) return;
  for (const Operation& operation : part)
    visit_only<shared::Operations, graph::Operations, neo4j::Operations>(operation,
                                                                           [&](const auto& op) { apply(op, world); });
}

}  // namespace godwit::cypher
