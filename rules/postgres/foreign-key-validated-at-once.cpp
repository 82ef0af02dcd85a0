#include <godwit/rules/postgres/advice.h>
#include <godwit/rules/postgres/partitions.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void advise(FindingBuilder& finding, const AddConstraint& op, const Operation& operation,
                   const RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  if (table && table->partitioned() && !context.world().server.at_least(18)) {
    finding.help("add and validate it on each partition, then on the parent, which finds it there",
                 foreign_key_by_partition(context, op));
    return;
  }
  finding.help("add it NOT VALID, and validate it in a migration after that, which lets reads and writes go on",
               advice::add_then_validate({context, op.table.name}, op.constraint));
  finding.edit({operation.span.end, operation.span.end}, " NOT VALID", Applicability::unsafe);
}

static void check(const AddConstraint& op, const Operation& operation, RuleContext& context) {
  const Constraint& key = op.constraint;
  if (key.kind != ConstraintKind::foreign_key || key.not_valid || !context.live(op.table.name)) return;
  const StatementResult& effects = context.effects_of(operation);
  if (!first_live(effects, [](const RelationEffect& effect) { return effect.scan; })) return;
  const std::string table = context.display(op.table.name);
  const std::string referenced = context.display(key.references);
  FindingBuilder finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say(table == referenced
               ? "every write to `{table}` waits while all its rows are checked"
               : "every write to `{table}` and to `{referenced}` waits while all rows of `{table}` are checked",
           {{"table", table}, {"referenced", referenced}});
  advise(finding, op, operation, context);
}

extern const Rule foreign_key_validated_at_once = on<AddConstraint, check>();

}  // namespace godwit::rules::postgres
