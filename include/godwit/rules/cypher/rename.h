#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <godwit/rules/rule.h>

namespace godwit {

/// A label, a property or a relationship type that a statement gives another name in place.
struct GraphRename {
  enum class What : std::uint8_t { label, property, type };
  What what = What::label;
  std::string from, to;
  std::string label;           ///< of a property: whose, if that is known
  std::string variable;        ///< of what is renamed
  std::string new_variable;    ///< of a type: of the relationship that is made; `new` where it has none
  bool copies = false;         ///< of a type: something of the old one goes into the new one
  bool by_procedure = false;   ///< apoc.refactor.rename.*
  Span span;                   ///< what takes the old name away
  Span made;                   ///< of a type: what makes the new one
};

/// Those of the statement at hand whose old name may be in use.
[[nodiscard]] std::vector<GraphRename> renames(const RuleContext& context);
/// What keeps the old name: ", and the index `x` stays on `:Old`".
[[nodiscard]] std::string left_behind(const GraphRename& rename, const RuleContext& context);
/// The new name beside the old one, and in a later migration the old one away.
[[nodiscard]] std::vector<std::string> kept_both(const GraphRename& rename, const RuleContext& context);

}  // namespace godwit
