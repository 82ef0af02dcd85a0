#pragma once

#include <string>
#include <vector>

#include <godwit/rules/rule.h>

/// What to write in place of pieces of Cypher that newer servers refuse.
namespace godwit {

struct Rewrite {
  Span span;
  std::string text;
};

/// The edits, in order, that say the same in a way that today's servers take; none where it takes a person.
[[nodiscard]] std::vector<Rewrite> modernized(const graph::UseFeature& use, const Operation& operation,
                                              const Statement& statement, const RuleContext& context);

/// The words of a span after the edits, closed by a semicolon.
[[nodiscard]] std::string with_rewrites(Span span, const std::vector<Rewrite>& edits, const RuleContext& context);

}  // namespace godwit
