#include <string>

#include <godwit/rules/sql/advice.h>
#include <godwit/rules/sql/data_change.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::sql {

static void check(const ChangeRows& op, const Operation& operation, RuleContext& context) {
  if (!changes_at_length_under_lock(op, operation, context)) return;
  const HeldLock& held = *blocking_lock_held(context);
  const std::string locked = context.display(context.at(held.relation));
  advice::Steps steps;
  if (auto batches = in_batches(op, operation, context)) steps.push_back(*batches);
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(in_one_transaction(
               context,
               "{who} of `{locked}` waits until this change of `{table}` is done: {mode} on `{locked}` is held until "
               "the transaction ends"),
           {{"who", std::string(held.mode.who_waits())},
            {"locked", locked},
            {"table", context.display(op.table.name)},
            {"mode", std::string(held.mode.manual_name())}})
      .help("change the data in a migration of its own, outside a transaction and in batches", std::move(steps));
  relate(finding, held, context);
}

extern const Rule data_change_under_lock = once(on<ChangeRows, check>());

}  // namespace godwit::rules::sql
