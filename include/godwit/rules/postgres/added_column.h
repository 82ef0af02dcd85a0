#pragma once

#include <cstdint>

#include <godwit/rules/rule.h>

namespace godwit {

/// What about the definition of an added column costs most. Several rules speak about one ADD COLUMN; this decides
/// which, so that one cause is one finding.
enum class AddedColumnCost : std::uint8_t {
  none,              ///< neither fails nor is the table written anew; its inline constraints may still cost
  required,          ///< NOT NULL with nothing to put into the rows that are there
  serial,            ///< the rest: every row is written anew, because of ...
  identity,
  stored_generated,
  constrained_domain,
  volatile_default,
};

/// `none` also where nobody uses the table.
[[nodiscard]] AddedColumnCost added_column_cost(const AddColumn& op, const Operation& operation, const RuleContext& context);

/// The domain that the column is of, or null.
[[nodiscard]] const CatalogType* domain_of(const Type& type, const RuleContext& context);

/// The inline constraint of a kind that is enforced, or null.
[[nodiscard]] const Constraint* inline_constraint(const Column& column, ConstraintKind kind);

}  // namespace godwit
