#include <godwit/rules/cypher/statement.h>

#include <algorithm>
#include <utility>

namespace godwit {
namespace {

bool by_transaction(Refusal refusal) {
  return refusal == Refusal::other_kind_in_transaction || refusal == Refusal::explicit_transaction ||
         refusal == Refusal::awaits_own_index || refusal == Refusal::replaced_in_transaction;
}

}  // namespace

bool cannot_run(const StatementResult& effects) {
  return std::any_of(effects.hazards.begin(), effects.hazards.end(), [](const HazardEffect& each) {
    return each.hazard == Hazard::refused && each.certain == Known::yes && !by_transaction(each.refusal);
  });
}

bool may_run_again(const StatementRecord& record, const RuleContext& context) {
  if (record.in_transaction == Known::yes) return false;
  const auto runs = [&](const StatementRecord& other) {
    const auto is_command = [](const Operation& each) {
      return each.as<graph::ClientCommand>() || each.as<TransactionControl>() || each.as<graph::Use>();
    };
    return other.number > record.number && !other.statement.operations.empty() &&
           !std::all_of(other.statement.operations.begin(), other.statement.operations.end(), is_command);
  };
  return std::any_of(context.records().rbegin(), context.records().rend(), runs);
}

std::string with_added(const RuleContext& context, Span span, Span at, std::string_view added) {
  std::string text(context.text(span));
  text.replace(at.begin - span.begin, at.end - at.begin, added);
  return text + ";";
}

void each_refusal(const RuleContext& context, Refusal refusal, const std::function<void(const HazardEffect&)>& call) {
  for (const HazardEffect& each : context.effects().hazards)
    if (each.hazard == Hazard::refused && each.refusal == refusal && each.certain == Known::yes) call(each);
}

Span place_of(const HazardEffect& hazard, const RuleContext& context) {
  return hazard.span.end == 0 ? context.statement().span : hazard.span;
}

const StatementPlace* maker(std::string_view name, const RuleContext& context) {
  return context.world().past.made.find(past_key(ObjectKind::index, name));
}

}  // namespace godwit
