#include <algorithm>
#include <array>

#include "dialects/cypher/effects.h"
#include "dialects/cypher/procedures.h"

namespace godwit::cypher {
namespace {

StatementKind kind_of(const Operation& operation) {
  if (operation.as<graph::CreateIndex>() || operation.as<graph::CreateConstraint>() ||
      operation.as<graph::DropIndex>() || operation.as<graph::DropConstraint>())
    return StatementKind::schema;
  if (const auto* administer = operation.as<graph::Administer>())
    return administer->kind == graph::AdministrationKind::graph_type ? StatementKind::schema
                                                                     : StatementKind::administration;
  if (const auto* show = operation.as<graph::Show>())
    return show->administration ? StatementKind::administration : StatementKind::read;
  if (operation.as<graph::Create>() || operation.as<graph::Merge>() || operation.as<graph::Set>() ||
      operation.as<graph::Remove>() || operation.as<graph::Delete>())
    return StatementKind::write;
  if (const auto* call = operation.as<graph::CallProcedure>()) {
    const Procedure* known = procedure(call->name);
    return known ? known->kind : StatementKind::unknown;
  }
  return StatementKind::read;
}

/// Whether a transaction takes both, in either order (one-tx-*, one-tx-more-*).
bool go_together(StatementKind a, StatementKind b) {
  if (a == b || a == StatementKind::unknown || b == StatementKind::unknown) return true;
  if (a == StatementKind::administration || b == StatementKind::administration) return false;
  return a == StatementKind::read || b == StatementKind::read;
}

}  // namespace

StatementKind kind_of(const Statement& statement) {
  StatementKind kind = StatementKind::unknown;
  bool unknown_call = false;
  for (const Operation& operation : statement.operations) {
    if (operation.in_code) continue;  // the procedure's own kind counts, and what it runs may run elsewhere
    if (!is_of<graph::Operations, neo4j::Operations>(operation) || operation.as<graph::Use>() || operation.as<graph::SelectLanguage>() ||
        operation.as<graph::UseFeature>() || operation.as<graph::UseParameter>() ||
        operation.as<graph::RefusedWords>() || operation.as<graph::ClientCommand>())
      continue;
    const StatementKind each = kind_of(operation);
    unknown_call |= each == StatementKind::unknown;
    kind = std::max(kind, each);
  }
  return unknown_call && kind < StatementKind::write ? StatementKind::unknown : kind;
}

void transaction_effects(EffectBuilder& to) {
  if (to.in_transaction() == Known::no) return;
  to.number = 0;
  for (const KindSeen& seen : to.world.transaction.past.kinds) {
    if (go_together(seen.kind, to.out.kind)) continue;
    to.out.hazards.push_back({Hazard::refused, to.in_transaction(), named(std::string(words(seen.kind))),
                              "the open transaction has seen another kind of statement", "one-tx-01",
                              Refusal::other_kind_in_transaction, to.statement.span, "", seen.kind});
    return;
  }
}

/// Procedures that change the graph for each row in the transaction they are called in.
static bool changes_rows(std::string_view name) {
  constexpr std::array<std::string_view, 4> those{"apoc.refactor.", "apoc.create.", "apoc.merge.", "apoc.nodes.delete"};
  return !name.starts_with("apoc.refactor.rename.") &&
         std::any_of(those.begin(), those.end(), [&](std::string_view each) { return name.starts_with(each); });
}

namespace {

/// A clause about a graph: what the system database does not have. Procedures run there.
bool is_about_a_graph(const Operation& operation) {
  if (const auto* show = operation.as<graph::Show>()) return !show->administration;
  return operation.as<graph::Match>() || operation.as<graph::Create>() || operation.as<graph::Merge>() ||
         operation.as<graph::Return>() || operation.as<graph::CreateIndex>() ||
         operation.as<graph::CreateConstraint>() || operation.as<graph::DropIndex>() ||
         operation.as<graph::DropConstraint>();
}

}  // namespace

void database_effects(EffectBuilder& to) {
  const std::string* database = to.world.settings.find(":use");
  if (!database || *database != "system") return;
  const auto& operations = to.statement.operations;
  if (std::any_of(operations.begin(), operations.end(), [](const Operation& each) { return each.as<graph::Use>(); }))
    return;  // it says itself where it runs
  for (to.number = 0; to.number < operations.size(); ++to.number)
    if (!to.operation().in_code && is_about_a_graph(to.operation()))
      return to.refuse(Refusal::words, Known::yes, "42N17",
                       "the system database takes administration and procedures only", "data-on-system-01");
  to.number = 0;
}

void procedure_effects(const graph::CallProcedure& op, EffectBuilder& to) {
  const Procedure* known = procedure(op.name);
  if (!known) return;
  if (changes_rows(op.name)) write_effects(op.clause, {}, to);
  const bool gone = to.at_least(known->removed) || (known->gone_in_25 && to.language == 25);
  const bool by_language = gone && !to.at_least(known->removed);
  if (gone || !to.at_least(known->since))
    to.refuse(Refusal::removed_procedure, Known::yes, op.name,
              (by_language ? "Cypher 25" : "Neo4j " + dotted_version(to.world.server.version)) +
                  (gone ? " no longer has it" : " does not have it yet"),
              "procedure-04", std::string(known->instead));
  else if (known->enterprise && enterprise(to.world.server) == Known::no)
    to.refuse(Refusal::edition, Known::yes, op.name, "only Enterprise Edition has this procedure", "procedure-46");
  constexpr std::array<std::string_view, 3> waiting{"db.awaitIndexes", "db.awaitIndex", "db.resampleIndex"};
  if (std::find(waiting.begin(), waiting.end(), op.name) == waiting.end() || to.in_transaction() == Known::no) return;
  const auto& indexes = to.graph().indexes();
  const auto own = std::find_if(indexes.begin(), indexes.end(),
                                [&](const GraphIndex& each) { return to.made_in_this_transaction(each.made); });
  if (own != indexes.end())
    to.refuse(Refusal::awaits_own_index, to.in_transaction(), own->name,
              "an index that the open transaction has made is not populated before it commits", "one-tx-20");
}

}  // namespace godwit::cypher
