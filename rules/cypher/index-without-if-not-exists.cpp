#include <godwit/rules/graph_advice.h>

namespace godwit::rules::cypher {

/// Of what runs in one transaction nothing is left when it fails, so that running it again is no matter.
static bool can_be_left(const RuleContext& context) { return context.world().transaction.open != Known::yes; }

static void check(const graph::CreateIndex& op, const Operation& operation, RuleContext& context) {
  if (op.if_not_exists || op.or_replace || op.over.labels.empty() || !can_be_left(context)) return;
  if (graph_advice::refusal(context, Refusal::exists_already)) return;
  const std::string words(context.text(operation.span));
  auto finding = context.report(operation.span);
  finding.risk(Risk::careful).say(
      "if a later statement of the migration fails, running it again fails here: the index over `{label}` is there by then",
      {{"label", graph_advice::shown(op.over)}});
  const std::size_t at = words.find(" FOR ");
  if (op.name.empty() || at == std::string::npos)
    finding.help("let it pass where the index is there already");
  else
    finding.help("let it pass where the index is there already", {words.substr(0, at) + " IF NOT EXISTS" + words.substr(at) + ";"});
}

extern const Rule index_without_if_not_exists = on<graph::CreateIndex, check>();

}  // namespace godwit::rules::cypher
