#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

static void check_table(const ChangeTable& op, const Operation& operation, RuleContext& context) {
  if (op.change != TableChange::disable_trigger || !context.live(op.table.name)) return;
  const bool one = !op.value.empty();
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(one ? "rows that the application writes to `{table}` meanwhile pass by the trigger `{trigger}`"
               : "rows that the application writes to `{table}` meanwhile pass by its triggers, foreign keys with them "
                 "under ALL",
           {{"table", context.display(op.table.name)}, {"trigger", op.value}})
      .help("leave it enabled, and let its function return early when this session says so",
            {"-- in the trigger's function:\n-- IF current_setting('app.bulk', true) = 'on' THEN RETURN NEW; END IF;\n"
             "SET LOCAL app.bulk = 'on';"});
}

static void check_setting(const SetSetting& op, const Operation& operation, RuleContext& context) {
  if (op.name != "session_replication_role" || !op.value || *op.value != "replica") return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("from here on no trigger and no foreign key checks what this session writes, in any table")
      .help(
          "leave it at `origin`; write rows in the order that their foreign keys ask for, or make the keys deferrable");
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    if (const auto* change = operation.as<ChangeTable>()) check_table(*change, operation, context);
    if (const auto* set = operation.as<SetSetting>()) check_setting(*set, operation, context);
  }
}

extern const Rule triggers_or_foreign_keys_disabled = on_statement(check);

}  // namespace godwit::rules::postgres
