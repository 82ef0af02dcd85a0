#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

/// As the whole migration leaves the table: its policies may come later.
static void report(const ChangeTable& op, const Operation& operation, RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  if (op.change != TableChange::enable_row_security || !context.live(op.table.name)) return;
  if (!table || table->assumed || !table->policies.empty()) return;
  context.report(operation.span)
      .say("`{table}` has no policy: every role but its owner sees and changes no row of it from here on",
           {{"table", context.display(op.table.name)}})
      .help("create the policies before, in the same migration");
}

static void check(RuleContext& context) {
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations)
      if (const auto* op = operation.as<ChangeTable>()) {
        context.go_to(record);
        report(*op, operation, context);
      }
}

extern const Rule row_security_without_policy = on_migration(check);

}  // namespace godwit::rules::postgres
