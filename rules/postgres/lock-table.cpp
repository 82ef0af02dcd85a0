#include <godwit/rules/rewording.h>

namespace godwit::rules::postgres {

static void check(const LockTable& op, const Operation& operation, RuleContext& context) {
  if (op.mode.blocks() < Blocks::writes) return;
  std::string tables;
  for (const TableRef& table : op.tables)
    if (context.live(table.name)) append_name(tables, context.display(table.name));
  if (tables.empty()) return;
  context.report(operation.span)
      .say("{who} of {tables} waits until this transaction ends",
           {{"who", std::string(op.mode.who_waits())}, {"tables", tables}})
      .help(
          "leave locking to the statements that need it; to keep two migrations apart, take a lock that no query asks "
          "for",
          {"SELECT pg_advisory_xact_lock(hashtext('migrations'));"});
}

extern const Rule lock_table = on<LockTable, check>();

}  // namespace godwit::rules::postgres
