#include "dialects/cypher/effects.h"

#include <algorithm>

#include <godwit/world/graph_reach.h>

#include "dialects/cypher/apply.h"
#include "dialects/cypher/features.h"
#include "dialects/cypher/procedures.h"

namespace godwit::cypher {
namespace {

using graph::Bound;
using graph::Entity;

std::vector<Bound> of_patterns(const std::vector<graph::Pattern>& patterns) {
  std::vector<Bound> out;
  for (const graph::Pattern& pattern : patterns) {
    for (const graph::PatternNode& node : pattern.nodes)
      if (!node.bound) out.push_back({node.variable, Entity::node, node.labels, graph::no_operation});
    for (const graph::PatternRelationship& each : pattern.relationships)
      out.push_back({each.variable, Entity::relationship, each.types, graph::no_operation});
  }
  return out;
}

std::vector<Bound> of_changes(const std::vector<graph::Change>& changes) {
  std::vector<Bound> out;
  for (const graph::Change& change : changes) {
    out.push_back(change.on);
    out.back().labels.insert(out.back().labels.end(), change.labels.begin(), change.labels.end());
  }
  return out;
}

void effects(const graph::CreateIndex& op, EffectBuilder& to) { schema_effects(op, to); }
void effects(const graph::CreateConstraint& op, EffectBuilder& to) { schema_effects(op, to); }
void effects(const graph::DropIndex& op, EffectBuilder& to) { schema_effects(op, to); }
void effects(const graph::DropConstraint& op, EffectBuilder& to) { schema_effects(op, to); }
void effects(const graph::Match& op, EffectBuilder& to) { plan_effects(op, to); }

void effects(const graph::Create& op, EffectBuilder& to) { write_effects(op.clause, of_patterns(op.patterns), to); }

/// Whether every row comes to the same one: what is written there, and nothing that a row brought.
bool is_one_and_the_same(const graph::Pattern& pattern) {
  using Against = graph::PropertyTest::Against;
  const auto same = [](const auto& each) {
    return !each.bound && std::all_of(each.tests.begin(), each.tests.end(), [](const graph::PropertyTest& test) {
      return test.against == Against::literal || test.against == Against::parameter;
    });
  };
  return std::all_of(pattern.nodes.begin(), pattern.nodes.end(), same) &&
         std::all_of(pattern.relationships.begin(), pattern.relationships.end(), same);
}

void effects(const graph::Merge& op, EffectBuilder& to) {
  plan_effects(op, to);
  write_effects(is_one_and_the_same(op.pattern) ? graph::Clause{} : op.clause, of_patterns({op.pattern}), to);
  using Against = graph::PropertyTest::Against;
  for (const graph::PatternNode& node : op.pattern.nodes)
    for (const graph::PropertyTest& test : node.tests)
      if (test.against == Against::null && test.kind == graph::PropertyTest::Kind::equal)
        to.refuse(Refusal::words, Known::yes, test.property, "MERGE cannot look for a property that is NULL",
                  "constraint-holds-09");
}

void effects(const graph::Set& op, EffectBuilder& to) {
  if (!op.of_merge) write_effects(op.clause, of_changes(op.changes), to);
}
void effects(const graph::Remove& op, EffectBuilder& to) { write_effects(op.clause, of_changes(op.changes), to); }

/// The relationships of a node that a DELETE takes with it, or that the same statement deletes before.
bool relationships_go(const graph::Delete& op, const Statement& statement) {
  const auto deletes_relationship = [](const Bound& each) { return each.entity == Entity::relationship; };
  if (op.detach) return true;
  for (const Operation& other : statement.operations)
    if (const auto* more = other.as<graph::Delete>();
        more && std::any_of(more->deleted.begin(), more->deleted.end(), deletes_relationship))
      return true;
  return false;
}

void effects(const graph::Delete& op, EffectBuilder& to) {
  write_effects(op.clause, op.deleted, to);
  const auto node = std::find_if(op.deleted.begin(), op.deleted.end(), [](const Bound& each) {
    return each.entity == Entity::node && each.from != graph::no_operation;
  });
  if (node == op.deleted.end() || relationships_go(op, to.statement)) return;
  to.out.hazards.push_back({Hazard::fails_on_existing_rows, Known::unknown, named(node->variable),
                            "a node that has relationships cannot be deleted without them", "write-21",
                            Refusal::left_relationships, to.operation().span, "DETACH DELETE"});
}

void effects(const graph::CallInTransactions&, EffectBuilder& to) {
  if (to.in_transaction() == Known::no || !to.executes) return;
  to.refuse(Refusal::explicit_transaction, to.in_transaction(), "",
            "it opens its own transactions, and one is open: it fails as soon as a row comes", "one-tx-cit-01");
}

void effects(const graph::PeriodicCommit&, EffectBuilder& to) {
  if (to.in_transaction() == Known::no || !to.executes) return;
  to.refuse(Refusal::explicit_transaction, to.in_transaction(), "", "it commits by itself, and a transaction is open",
            "one-tx-46");
}

void effects(const graph::CallProcedure& op, EffectBuilder& to) { procedure_effects(op, to); }

/// Administration that Community Edition does not know. Users are there (admin-on-system).
void effects(const graph::Administer& op, EffectBuilder& to) {
  using graph::AdministrationKind;
  const bool community = op.kind == AdministrationKind::user || op.kind == AdministrationKind::other;
  if (community || enterprise(to.world.server) == Known::yes) return;
  const Known certain = enterprise(to.world.server) == Known::no ? Known::yes : Known::unknown;
  to.refuse(Refusal::edition, certain, op.object,
            "databases, aliases, roles, privileges and servers need Enterprise Edition", "admin-on-system-01");
}

void effects(const graph::Show& op, EffectBuilder& to) {
  const auto says = [&](std::string_view word) { return op.what.find(word) != std::string::npos; };
  if (!says("ROLE") && !says("PRIVILEGE") && !says("ALIAS") && !says("SERVER") && !says("GRAPH TYPE")) return;
  if (enterprise(to.world.server) == Known::no)
    to.refuse(Refusal::edition, Known::yes, op.what, "only Enterprise Edition shows this", "show-31");
}

void effects(const graph::ClientCommand& op, EffectBuilder& to) {
  if (to.world.mode == TransactionMode::client && op.command.starts_with(':') && op.command != ":auto") return;
  const Known certain =
      to.world.mode == TransactionMode::unknown && op.command.starts_with(':') ? Known::unknown : Known::yes;
  to.refuse(Refusal::client_command, certain, op.command, "this is no Cypher: only some clients take it", "client-01");
}

void effects(const TransactionControl&, EffectBuilder& to) {
  if (to.world.mode == TransactionMode::client || to.world.mode == TransactionMode::unknown) return;
  to.refuse(Refusal::client_command, Known::yes, "", "this is no Cypher: only cypher-shell takes it", "client-01");
}

void effects(const graph::Use& op, EffectBuilder& to) {
  if (op.graph.starts_with("graph.by") && enterprise(to.world.server) == Known::no)
    to.refuse(Refusal::edition, Known::yes, op.graph, "a composite database needs Enterprise Edition", "use-05");
  if (op.by_client && to.world.mode != TransactionMode::client && to.world.mode != TransactionMode::unknown &&
      to.world.runner != "neo4j-migrations")
    to.refuse(Refusal::client_command, Known::yes, ":use", "this is no Cypher: only some clients take it", "client-03");
}

void effects(const graph::UseParameter& op, EffectBuilder& to) {
  if (!to.executes || to.world.settings.find(":param") != nullptr) return;
  // cypher-shell takes parameters on its command line.
  const TransactionMode mode = to.world.mode;
  const bool by_hand = mode == TransactionMode::client || mode == TransactionMode::unknown;
  to.refuse(Refusal::parameter, by_hand ? Known::unknown : Known::yes, op.name,
            "no runner gives a migration parameters", "client-24");
}

std::string refused_later(const Feature& row) {
  if (row.removed != never) return "a later version refuses it";
  return row.gone_in_25 ? "Cypher 25 refuses it" : "it is deprecated";
}

void effects(const graph::UseFeature& op, EffectBuilder& to) {
  const Feature& row = feature(op.feature);
  const std::string what(row.what), instead(row.instead);
  const int version = to.world.server.version;
  const bool by_language = row.only_in_25 && version >= row.since;
  const std::string target = version < row.removed && row.gone_in_25 ? "Cypher 25" : "Neo4j " + dotted_version(version);
  switch (support(row, to.world.server.version, to.language)) {
    case Support::yes:
      return;
    case Support::removed:
      return to.refuse(Refusal::removed_feature, Known::yes, what, target + " no longer understands it", row.evidence,
                       instead);
    case Support::not_yet:
      return to.refuse(Refusal::newer_feature, Known::yes, what,
                       by_language ? "only Cypher 25 understands it" : target + " does not understand it yet",
                       row.evidence, by_language ? "the prefix `CYPHER 25`" : instead);
    case Support::deprecated:
      to.out.hazards.push_back({Hazard::deprecated, Known::yes, named(what), refused_later(row), row.evidence,
                                Refusal::unsaid, to.operation().span, instead});
  }
}

void effects(const graph::RefusedWords& op, EffectBuilder& to) {
  to.refuse(op.status == "--" ? Refusal::sql_comment : Refusal::words, Known::yes, std::string(op.status), op.why, "");
}

/// These do nothing by themselves.
using DoesNothing = OperationList<graph::Unwind, graph::LoadCsv, graph::Return, graph::SelectLanguage, Explain, Irrelevant,
                                  Opaque>;
template <class T>
  requires(DoesNothing::has<T>)
void effects(const T&, EffectBuilder&) {}

void add(std::uint32_t number, EffectBuilder& to) {
  to.number = number;
  visit_only<shared::Operations, graph::Operations, neo4j::Operations>(to.operation(),
                                                                       [&](const auto& op) { effects(op, to); });
}

}  // namespace

EffectBuilder::EffectBuilder(const Statement& whole, const World& at)
    : statement(whole), world(at), language(cypher::language(at.server)) {
  choose_graph(whole, world);
  for (const Operation& each : whole.operations) {
    if (const auto* explain = each.as<Explain>()) executes = explain->executes;
    if (const auto* chosen = each.as<graph::SelectLanguage>(); chosen && chosen->language != 0)
      language = chosen->language;
  }
}

RelationEffect& EffectBuilder::lock(Entity entity, const std::string& label, Lock mode, bool brings,
                                    std::string_view evidence) {
  const Name name = label_name(entity, label);
  const ObjectKind kind = entity == Entity::node ? ObjectKind::label : ObjectKind::relationship_type;
  if (world.catalog.find(name) == nullptr) {
    out.assumed.push_back({name, kind, brings ? world.now : Moment{}, brings});
    add_assumed(out.assumed.back(), world.catalog);
  }
  RelationEffect& effect = on(*world.catalog.find(name));
  if (effect.lock < mode) effect.evidence = evidence;
  effect.lock = std::max(effect.lock, mode);
  return effect;
}

RelationEffect& EffectBuilder::on(const Relation& relation) {
  const auto same = [&](const RelationEffect& each) { return each.relation == relation.id; };
  const auto found = std::find_if(out.relations.begin(), out.relations.end(), same);
  if (found != out.relations.end()) return *found;
  RelationEffect& effect = out.relations.emplace_back();
  effect.relation = relation.id;
  effect.object = {relation.kind, relation.schema, relation.name, {}};
  effect.former_name = world.former_name(relation);
  effect.made_here = relation.made.migration == world.now.migration;
  effect.in_use = world.in_use(relation);
  return effect;
}

void EffectBuilder::refuse(Refusal refusal, Known certain, std::string what, std::string why, std::string_view evidence,
                           std::string instead) {
  out.hazards.push_back({Hazard::refused, certain, named(std::move(what)), std::move(why), evidence, refusal,
                         operation().span, std::move(instead)});
}

void EffectBuilder::plan(PlanEffect::Kind kind, Span span, std::string what, std::string_view evidence) {
  out.plan.push_back({kind, number, span, std::move(what), evidence});
}

StatementResult effects_of(const Statement& statement, StatementPart part, const World& world) {
  EffectBuilder to(statement, world);
  to.out.kind = kind_of(statement);
  for (const Operation& each : part) add(static_cast<std::uint32_t>(&each - statement.operations.data()), to);
  if (!part.empty() && part.size() == statement.operations.size()) {
    transaction_effects(to);
    database_effects(to);
  }
  return std::move(to.out);
}

}  // namespace godwit::cypher
