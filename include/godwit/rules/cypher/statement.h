#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include <godwit/rules/rule.h>

/// Statements of a graph as rules look at them: whether they can run at all, and their words with a few more.
namespace godwit {

/// Whether the server certainly refuses the statement for what it says or for what exists. What else there is to say of
/// it is said once it can run. Which transaction it stands in does not count: that can be changed from outside.
[[nodiscard]] bool cannot_run(const StatementResult& effects);

/// Whether a record is followed in its migration by a statement that may fail after it has committed, so that the runner
/// begins the migration again and comes here a second time.
[[nodiscard]] bool may_run_again(const StatementRecord& record, const RuleContext& context);

/// The words of a span with `added` put at a place of it, closed by a semicolon.
[[nodiscard]] std::string with_added(const RuleContext& context, Span span, Span at, std::string_view added);

/// Calls for each hazard of a kind of refusal that is certain.
void each_refusal(const RuleContext& context, Refusal refusal, const std::function<void(const HazardEffect&)>& call);
/// Where to show a hazard: its own words, or the statement.
[[nodiscard]] Span place_of(const HazardEffect& hazard, const RuleContext& context);

/// The statement of this migration that made an index or a constraint of that name; null if it was made elsewhere.
[[nodiscard]] const StatementPlace* maker(std::string_view name, const RuleContext& context);

}  // namespace godwit
