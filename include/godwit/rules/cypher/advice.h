#pragma once

#include <string>
#include <string_view>

#include <godwit/rules/rule.h>

/// What rules about graphs share: names as Cypher writes them, and ways out to paste.
namespace godwit::graph_advice {

/// A name in backticks only where it must be.
[[nodiscard]] std::string name(std::string_view name);
/// `:Person`, `[:KNOWS]`, `:Person|Dog`: of messages.
[[nodiscard]] std::string shown(const graph::Schema& over);
/// `FOR (p:Person) ON (p.name, p.born)`, `FOR ()-[k:KNOWS]-() ...`; of a constraint with REQUIRE and IS UNIQUE.
[[nodiscard]] std::string index_pattern(const graph::Schema& over);
[[nodiscard]] std::string constraint_pattern(const graph::CreateConstraint& op);
/// A name that says what it is about: `person_name_index`, `person_id_unique`.
[[nodiscard]] std::string made_name(const graph::Schema& over, std::string_view suffix);

/// `the index `person_name` over `:Person(name)``, without a name where the server made it up.
[[nodiscard]] std::string called(const GraphIndex& index);
[[nodiscard]] std::string called(const GraphConstraint& constraint);
/// `:Person(name, born)`.
[[nodiscard]] std::string shown_with_properties(const graph::Schema& over);
/// A query that finds what breaks a constraint.
[[nodiscard]] std::string violations(const graph::CreateConstraint& op);

/// The effects' first hazard of that kind of refusal that the statement certainly meets, or may meet; null if none.
[[nodiscard]] const HazardEffect* refusal(const RuleContext& context, Refusal refusal);
/// Begins a message with the condition under which it is true, where something is not known.
[[nodiscard]] std::string certainly(const HazardEffect& hazard, std::string_view unless, std::string message);

}  // namespace godwit::graph_advice
