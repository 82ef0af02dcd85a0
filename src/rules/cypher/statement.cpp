#include <godwit/rules/cypher/statement.h>

#include <algorithm>
#include <utility>

#include <godwit/source/cypher_text.h>

namespace godwit {
namespace {

bool by_transaction(Refusal refusal) {
  return refusal == Refusal::other_kind_in_transaction || refusal == Refusal::explicit_transaction ||
         refusal == Refusal::awaits_own_index || refusal == Refusal::replaced_in_transaction;
}

bool same_letters(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; };
    return upper(x) == upper(y);
  });
}

/// The first word of a span that `wanted` takes.
std::optional<Span> find_word(const RuleContext& context, Span span,
                              const std::function<bool(std::string_view)>& wanted) {
  const std::string_view text = context.text(span);
  for (std::size_t at = 0; at < text.size();) {
    const cypher::Lexeme next = cypher::lexeme(text, at);
    if (next.token == cypher::Token::word && wanted(text.substr(at, next.end - at)))
      return Span{span.begin + static_cast<std::uint32_t>(at), span.begin + static_cast<std::uint32_t>(next.end)};
    at = next.end;
  }
  return std::nullopt;
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

std::optional<Span> behind_word(const RuleContext& context, Span span, std::string_view word) {
  const auto found = find_word(context, span, [&](std::string_view each) { return same_letters(each, word); });
  if (!found) return std::nullopt;
  return Span{found->end, found->end};
}

std::optional<Span> before_word(const RuleContext& context, Span span, std::string_view after,
                                std::initializer_list<std::string_view> words) {
  const auto begin = behind_word(context, span, after);
  if (!begin) return std::nullopt;
  const auto found = find_word(context, {begin->end, span.end}, [&](std::string_view each) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return same_letters(each, word); });
  });
  if (!found) return std::nullopt;
  return Span{found->begin, found->begin};
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
