#include <godwit/rules/postgres/partitions.h>

namespace godwit::rules::postgres {

static void check_create(const CreateIndex& op, const Operation& operation, RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  if (!op.concurrently || !table || !table->partitioned()) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("this always fails: `{table}` is partitioned, and its indexes cannot be built concurrently",
           {{"table", context.display(*table)}})
      .help("create it on the parent alone, build it concurrently on each partition, then attach those",
            index_by_partition(context, op, operation));
}

static void check_drop(const DropIndex& op, const Operation& operation, RuleContext& context) {
  if (!op.concurrently) return;
  for (const Name& name : op.indexes) {
    const Relation* index = context.relation(name);
    if (!index || index->kind != ObjectKind::partitioned_index) continue;
    context.report(operation.span)
        .risk(Risk::dangerous)
        .say("this always fails: `{index}` is an index of a partitioned table, and cannot be dropped concurrently",
             {{"index", context.display(*index)}})
        .help("drop it at a quiet moment, and give up soon when others are in the way",
              {"SET lock_timeout = '2s';\nDROP INDEX " + context.quoted(name) + ";"});
  }
}

static void check(const Statement& statement, RuleContext& context) {
  for (const Operation& operation : statement.operations) {
    if (const auto* create = operation.as<CreateIndex>()) check_create(*create, operation, context);
    if (const auto* drop = operation.as<DropIndex>()) check_drop(*drop, operation, context);
  }
}

extern const Rule concurrent_index_on_partitioned_table = on_statement(check);

}  // namespace godwit::rules::postgres
