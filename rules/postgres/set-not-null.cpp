#include <godwit/rules/postgres/advice.h>
#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

static void check(const SetNotNull& op, const Operation& operation, RuleContext& context) {
  const RelationEffect effect = context.effect_of(operation, op.table.name);
  // Without a scan the server has its proof: the column is NOT NULL already, or a validated constraint says so.
  if (!effect.scan || !context.live(op.table.name)) return;
  const advice::Target table(context, op.table.name);
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("every read and write of `{table}` waits while all its rows are searched for a NULL in `{column}`",
           {{"table", context.display(op.table.name)}, {"column", op.column}})
      .help("prove it first: validating a constraint reads the rows while the application goes on",
            advice::set_not_null(table, op.column));
}

extern const Rule set_not_null = on<SetNotNull, check>();

}  // namespace godwit::rules::postgres
