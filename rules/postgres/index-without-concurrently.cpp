#include <godwit/rules/postgres/partitions.h>
#include <godwit/rules/rewording.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void advise(FindingBuilder& finding, const CreateIndex& op, const Operation& operation,
                   const RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  if (table && table->partitioned()) {
    finding.help("create it on the parent alone, build it concurrently on each partition, then attach those",
                 index_by_partition(context, op, operation));
    return;
  }
  const auto sql = with_word(context, operation, op.keyword, "CONCURRENTLY");
  finding.help("build it concurrently, in a migration that runs without a transaction",
               sql ? std::vector{*sql} : std::vector<std::string>{});
  const auto place = behind(op.keyword, operation);
  if (place && !may_be_in_transaction(context)) finding.edit(*place, " CONCURRENTLY");
}

static void check(const CreateIndex& op, const Operation& operation, RuleContext& context) {
  if (op.concurrently) return;
  const StatementResult& effects = context.effects_of(operation);
  if (!first_live(effects, [](const RelationEffect& effect) { return effect.index_build; })) return;
  FindingBuilder finding = context.report(operation.span);
  const Relation* table = context.relation(op.table.name);
  const HeldLock* held = table ? context.world().transaction.past.locks.on(table->id) : nullptr;
  const bool reads_wait = context.world().transaction.open == Known::yes && held &&
                          held->mode.blocks() == Blocks::reads_and_writes;
  finding.risk(Risk::dangerous)
      .say(reads_wait ? "every read and write of `{table}` waits until the index is built from all its rows: the "
                        "transaction holds ACCESS EXCLUSIVE already"
                      : "every write to `{table}` waits until the index is built from all its rows",
           {{"table", context.display(op.table.name)}});
  advise(finding, op, operation, context);
}

extern const Rule index_without_concurrently = on<CreateIndex, check>();

}  // namespace godwit::rules::postgres
