#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static std::string deed(StatementKind kind) {
  switch (kind) {
    case StatementKind::schema:
      return "the schema is changed";
    case StatementKind::write:
      return "data is changed";
    case StatementKind::administration:
      return "the server is administered";
    case StatementKind::read:
    case StatementKind::unknown:
      break;
  }
  return "data is read";
}

static std::string attempt(StatementKind kind) {
  switch (kind) {
    case StatementKind::schema:
      return "a change of the schema";
    case StatementKind::write:
      return "a change of data";
    case StatementKind::administration:
      return "an administration command";
    case StatementKind::read:
    case StatementKind::unknown:
      break;
  }
  return "a query";
}

/// The statements of a kind fail one by one after the first: it is said of the first.
static bool is_first_of_kind(const RuleContext& context) {
  const auto& kinds = context.world().transaction.past.kinds;
  return std::none_of(kinds.begin(), kinds.end(),
                      [&](const KindSeen& each) { return each.kind == context.effects().kind; });
}

static void check(const Statement& statement, RuleContext& context) {
  const HazardEffect* hazard = graph_advice::refusal(context, Refusal::other_kind_in_transaction);
  if (!hazard || !is_first_of_kind(context)) return;
  const Transaction& transaction = context.world().transaction;
  const auto& kinds = transaction.past.kinds;
  const auto first =
      std::find_if(kinds.begin(), kinds.end(), [&](const KindSeen& each) { return each.kind == hazard->met; });
  if (first == kinds.end()) return;
  const bool certain = hazard->certain == Known::yes;
  const std::string since(transaction.by_script ? "this one is open since `:begin`"
                                                : transaction_of(context.migration(), context.world().mode).made_by);
  auto finding = context.report(statement.span);
  finding.risk(Risk::dangerous)
      .say(certain ? "the server refuses {this} in a transaction in which {that}, and {since}"
                   : "if a runner puts this in one transaction, the server refuses it: {this} does not go where {that}",
           {{"this", attempt(context.effects().kind)}, {"that", deed(first->kind)}, {"since", since}});
  if (!certain) finding.at_most(Severity::note);
  if (transaction.by_script)
    finding.help("close the transaction between the two",
                 {":commit\n:begin\n" + std::string(context.text(statement.span)) + ";"});
  else
    finding.help(certain
                     ? "make two migrations of it: the schema first, or second where data has to be put right for it"
                     : "make two migrations of it; where each statement commits by itself, say so in godwit.toml: "
                       "`transaction = \"per-statement\"`");
  finding.related(first->since.span, deed(first->kind) + " here", first->since.script);
}

extern const Rule schema_and_data_in_one_transaction = on_statement(check);

}  // namespace godwit::rules::cypher
