#include <algorithm>
#include <array>

#include "dialects/cypher/effects.h"
#include "dialects/cypher/text.h"

namespace godwit::cypher {
namespace {

using graph::ConstraintKind;
using graph::IndexKind;

/// From this version on a transaction takes neither a constraint over an index that it has dropped, nor the drop of an
/// index that its own constraint owns: 5.26 took both, 2026.08 neither.
constexpr int stricter_from = 202608;
constexpr int lenient_to = 526;

Known stricter(const EffectBuilder& to) {
  if (to.at_least(stricter_from)) return Known::yes;
  return to.world.server.version <= lenient_to ? Known::no : Known::unknown;
}

Known both(Known a, Known b) { return std::min(a, b); }

bool backs_equality(IndexKind kind) { return kind == IndexKind::range || kind == IndexKind::btree; }
bool is_key(ConstraintKind kind) { return kind == ConstraintKind::unique || kind == ConstraintKind::key; }

/// An index as the catalog knows it: before 5 a plain one is BTREE, which a constraint's is there, too.
IndexKind kind_made(const graph::CreateIndex& op, const EffectBuilder& to) {
  return op.kind == IndexKind::range && !op.kind_is_written && !to.at_least(500) ? IndexKind::btree : op.kind;
}

IndexKind kind_owned(const EffectBuilder& to) { return to.at_least(500) ? IndexKind::range : IndexKind::btree; }

const GraphIndex* index_over(const graph::Schema& over, IndexKind kind, const EffectBuilder& to) {
  for (const GraphIndex& each : to.graph().indexes()) {
    const IndexKind its = each.owner.empty() ? each.kind : kind_owned(to);
    if (its == kind && each.over == over) return &each;
  }
  return nullptr;
}

void lock_all(const graph::Schema& over, Lock mode, bool brings, EffectBuilder& to, std::string_view evidence) {
  for (const std::string& label : over.labels) to.lock(over.entity, label, mode, brings, evidence);
}

/// A name that the server made up is not known here.
template <class T>
std::string name_of(const T& object) {
  return object.name_made_up ? "" : object.name;
}
template <class T>
std::string called(const char* what, const T& object) {
  return object.name_made_up ? "a" + std::string(*what == 'i' ? "n " : " ") + what
                             : "the " + std::string(what) + " `" + object.name + "`";
}

}  // namespace

std::string shown(const graph::Schema& over) {
  std::string out;
  for (const std::string& label : over.labels) out += (out.empty() ? "" : "|") + escaped_name(label);
  return over.entity == graph::Entity::node ? ":" + out : "[:" + out + "]";
}

void schema_effects(const graph::CreateIndex& op, EffectBuilder& to) {
  const IndexKind kind = kind_made(op, to);
  const GraphIndex* same = index_over(op.over, kind, to);
  const GraphIndex* named = to.graph().index(op.name);
  const GraphConstraint* constraint = to.graph().constraint(op.name);
  if (op.if_not_exists && (same || named || constraint))
    return lock_all(op.over, neo4j_lock::label_shared, true, to, "locks-ddl-07");
  lock_all(op.over, neo4j_lock::label_exclusive, true, to, "locks-ddl-01");
  if (constraint) {
    to.refuse(Refusal::name_taken, Known::yes, op.name, "a constraint has that name", "constraint-again-13");
  } else if (same && !same->owner.empty()) {
    to.refuse(Refusal::constraint_in_the_way, Known::yes, name_of(*same),
              called("constraint", *same) + " has an index over the same properties", "constraint-again-10");
  } else if (same) {
    to.refuse(Refusal::exists_already, Known::yes, name_of(*same),
              called("index", *same) + " is over the same properties already", "index-again-03");
  } else if (named) {
    to.refuse(Refusal::name_taken, Known::yes, op.name, "another index has that name", "index-again-05");
  }
}

namespace {

/// What stands in the way of a constraint; true if anything does.
bool refused(const graph::CreateConstraint& op, EffectBuilder& to) {
  if (to.graph().index(op.name) && !to.graph().constraint(op.name)) {
    to.refuse(Refusal::name_taken, Known::yes, op.name, "an index has that name", "index-again-10");
    return true;
  }
  const GraphConstraint* key = is_key(op.kind) ? to.graph().key_over(op.over) : nullptr;
  if (key && key->kind != op.kind) {
    to.refuse(Refusal::constraint_in_the_way, Known::yes, name_of(*key),
              called("constraint", *key) + " is over the same properties", "constraint-again-07");
    return true;
  }
  if (key) {
    to.refuse(Refusal::exists_already, Known::yes, name_of(*key), called("constraint", *key) + " says so already",
              "constraint-again-03");
    return true;
  }
  if (to.graph().constraint(op.name)) {
    to.refuse(Refusal::name_taken, Known::yes, op.name, "another constraint has that name", "constraint-again-05");
    return true;
  }
  const GraphIndex* index = is_key(op.kind) ? index_over(op.over, kind_owned(to), to) : nullptr;
  if (!index) return false;
  to.refuse(Refusal::index_in_the_way, Known::yes, name_of(*index),
            called("index", *index) + " is over the same properties", "index-again-12");
  return true;
}

/// Where the same transaction has dropped what this would replace.
void replaced(const graph::CreateConstraint& op, EffectBuilder& to) {
  if (!is_key(op.kind) || to.in_transaction() == Known::no) return;
  for (const GraphConstraint& gone : to.graph().dropped_constraints())
    if (is_key(gone.kind) && gone.over == op.over && to.made_in_this_transaction(gone.made))
      return to.refuse(Refusal::replaced_in_transaction, to.in_transaction(), name_of(gone),
                       "the open transaction has dropped " + called("constraint", gone) + " over the same properties",
                       "one-tx-existing-07");
  for (const GraphIndex& gone : to.graph().dropped_indexes())
    if (backs_equality(gone.kind) && gone.over == op.over && to.made_in_this_transaction(gone.made) &&
        stricter(to) != Known::no)
      return to.refuse(Refusal::replaced_in_transaction, both(to.in_transaction(), stricter(to)), name_of(gone),
                       "the open transaction has dropped " + called("index", gone) + " over the same properties",
                       "one-tx-existing-03");
}

/// A constraint is checked against what is there, under its lock; nothing is left behind when it fails.
void validate(const graph::CreateConstraint& op, EffectBuilder& to) {
  for (const std::string& label : op.over.labels) {
    RelationEffect& effect = to.lock(op.over.entity, label, neo4j_lock::label_exclusive, true, "locks-ddl-02");
    if (effect.in_use == Known::no) continue;
    effect.scan = true;
    effect.cause = Cause::constraint_check;
    to.out.hazards.push_back({Hazard::fails_on_existing_rows, Known::unknown, named(shown(op.over)),
                              "what is there may not keep to it", "constraint-violated-01", Refusal::unsaid,
                              to.operation().span, ""});
  }
}

}  // namespace

void schema_effects(const graph::CreateConstraint& op, EffectBuilder& to) {
  if (!is_key(op.kind) || op.kind == ConstraintKind::key) {
    const Known enterprise = cypher::enterprise(to.world.server);
    if (enterprise != Known::yes)
      to.refuse(Refusal::edition, enterprise == Known::no ? Known::yes : Known::unknown, op.name,
                "key, existence and type constraints need Enterprise Edition", "constraint-create-12");
  }
  const GraphConstraint* named = to.graph().constraint(op.name);
  const GraphConstraint* same = is_key(op.kind) ? to.graph().key_over(op.over) : nullptr;
  if (op.if_not_exists && (named || (same && same->kind == op.kind)))
    return lock_all(op.over, neo4j_lock::label_shared, true, to, "locks-ddl-09");
  if (refused(op, to)) return lock_all(op.over, neo4j_lock::label_exclusive, true, to, "locks-ddl-02");
  replaced(op, to);
  validate(op, to);
}

namespace {

/// What a DROP by name or by schema means; null where nothing read so far tells of it.
const GraphIndex* dropped(const graph::DropIndex& op, const EffectBuilder& to) {
  if (!op.name.empty()) return to.graph().index(op.name);
  for (const GraphIndex& each : to.graph().indexes())
    if (each.over == op.over) return &each;
  return nullptr;
}

/// The token lookup indexes that every database begins with have other names from 2025 on (index-drop-07).
bool is_lookup_of_other_version(std::string_view name) {
  constexpr std::array<std::string_view, 4> names{"index_343aff4e", "index_f7700477", "index_1b9dcc97",
                                                  "index_460996c0"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Whether this history itself has dropped what is to be dropped again: else it may have been there before.
template <class List>
Known is_gone(const std::string& name, const List& list) {
  const bool gone = std::any_of(list.begin(), list.end(), [&](const auto& each) { return each.name == name; });
  return gone ? Known::yes : Known::unknown;
}

}  // namespace

void schema_effects(const graph::DropIndex& op, EffectBuilder& to) {
  const GraphIndex* index = dropped(op, to);
  if (!index) {
    if (op.if_exists || op.name_is_parameter) return;
    const Known certain =
        is_lookup_of_other_version(op.name) ? Known::yes : is_gone(op.name, to.graph().dropped_indexes());
    return to.refuse(Refusal::missing, certain, op.name, "there is no such index", "index-drop-missing-01");
  }
  lock_all(index->over, neo4j_lock::label_exclusive, false, to, "locks-ddl-03");
  if (index->owner.empty()) return;
  const bool own = to.in_transaction() != Known::no && to.made_in_this_transaction(index->made);
  const Known certain = own ? stricter(to) : Known::yes;
  if (certain != Known::no)
    to.refuse(Refusal::owned_index, certain, index->owner, "the index belongs to " + called("constraint", *index),
              "constraint-drop-07", "DROP CONSTRAINT");
}

void schema_effects(const graph::DropConstraint& op, EffectBuilder& to) {
  const GraphConstraint* constraint = op.name.empty() ? to.graph().key_over(op.over) : to.graph().constraint(op.name);
  const bool other_kind = op.name.empty() && constraint && op.kind && constraint->kind != *op.kind;
  if (!constraint || other_kind) {
    if (op.if_exists || op.name_is_parameter) return;
    const bool known = other_kind || to.graph().index(op.name);
    const Known certain = known ? Known::yes : is_gone(op.name, to.graph().dropped_constraints());
    return to.refuse(Refusal::missing, certain, op.name, "there is no such constraint", "constraint-drop-missing-01");
  }
  lock_all(constraint->over, neo4j_lock::label_exclusive, false, to, "locks-ddl-03");
}

}  // namespace godwit::cypher
