#include <godwit/rules/postgres/partitions.h>

namespace godwit::rules::postgres {

static void check(const AddConstraint& op, const Operation& operation, RuleContext& context) {
  if (op.constraint.kind != ConstraintKind::foreign_key || !op.constraint.not_valid) return;
  const Relation* table = context.relation(op.table.name);
  if (!table || !table->partitioned() || context.world().server.at_least(18)) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("this always fails: `{table}` is partitioned, and takes no NOT VALID foreign key before PostgreSQL 18",
           {{"table", context.display(*table)}})
      .help("add and validate it on each partition, then on the parent, which finds it there",
            foreign_key_by_partition(context, op));
}

extern const Rule not_valid_foreign_key_on_partitioned_table = on<AddConstraint, check>();

}  // namespace godwit::rules::postgres
