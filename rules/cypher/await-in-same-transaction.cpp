#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  const HazardEffect* hazard = graph_advice::refusal(context, Refusal::awaits_own_index);
  if (!hazard || hazard->certain != Known::yes || hazard->span != operation.span) return;
  const std::string index = hazard->object.name.empty() ? "an index" : "`" + hazard->object.name + "`";
  const bool resample = op.name == "db.resampleIndex";
  const Transaction& transaction = context.world().transaction;
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(resample
               ? "the server has no numbers yet of {index}, which this transaction makes: this fails"
               : "{index} is not populated before the transaction that makes it commits: this waits until its time is "
                 "up, and fails",
           {{"index", index}});
  if (transaction.by_script)
    finding.help("commit first", {":commit\n" + std::string(context.text(operation.span)) + ";"});
  else
    finding.help("put it into the next migration", {std::string(context.text(operation.span)) + ";"});
  if (const StatementPlace* made = maker(hazard->object.name, context))
    finding.related(made->span, "made here", made->script);
}

extern const Rule await_in_same_transaction = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
