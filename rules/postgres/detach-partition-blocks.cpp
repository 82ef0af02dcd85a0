#include <godwit/rules/postgres/partitions.h>
#include <godwit/rules/postgres/timeouts.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void check(const DetachPartition& op, const Operation& operation, RuleContext& context) {
  if (op.concurrently || op.finalize || !context.live(op.parent.name)) return;
  const Relation* parent = context.relation(op.parent.name);
  const Relation* in_the_way = parent ? default_partition(context, *parent) : nullptr;
  const bool can_be_concurrent = context.world().server.at_least(14) && !in_the_way;
  if (!can_be_concurrent && wait_is_limited(context)) return;
  FindingBuilder finding = context.report(operation.span);
  finding.say(
      "every read and write of `{table}`, all its partitions with it, waits from the moment this waits for a query "
      "until it "
      "commits",
      {{"table", context.display(op.parent.name)}});
  const std::string statement =
      "ALTER TABLE " + context.quoted(op.parent.name) + " " + std::string(context.text(operation.span));
  if (!can_be_concurrent) {
    finding.help("give up soon when others are in the way, and try again",
                 {"SET lock_timeout = '2s';\n" + statement + ";"});
    return;
  }
  finding.help("detach it concurrently, in a migration that runs without a transaction",
               {statement + " CONCURRENTLY;"});
  if (!may_be_in_transaction(context)) finding.edit({operation.span.end, operation.span.end}, " CONCURRENTLY");
}

extern const Rule detach_partition_blocks = on<DetachPartition, check>();

}  // namespace godwit::rules::postgres
