#include <godwit/rules/postgres/added_key.h>

#include <utility>

#include <godwit/rules/postgres/partitions.h>
#include <godwit/rules/sql/locks.h>

namespace godwit {

bool builds_index(const AddConstraint& op, const Operation& operation, const RuleContext& context) {
  if (!context.live(op.table.name)) return false;
  const StatementResult& effects = context.effects_of(operation);
  return first_live(effects, [](const RelationEffect& effect) { return effect.index_build; }) != nullptr;
}

/// A partitioned table takes no ready-made index; its partitions do, and their constraints are attached.
static advice::Steps key_by_partition(const AddConstraint& op, const Relation& parent, const RuleContext& context) {
  const std::string name = advice::constraint_name({context, op.table.name}, op.constraint);
  const auto suffix = op.constraint.kind == ConstraintKind::primary_key ? "pkey" : "key";
  advice::Steps steps{"ALTER TABLE ONLY " + context.quoted(op.table.name) + " ADD CONSTRAINT " + context.quoted(name) +
                      " " + advice::definition({context, op.table.name}, op.constraint) + ";"};
  std::string attach;
  for (const Name& partition : partitions_or_example(context, parent)) {
    Constraint own = op.constraint;
    own.name = made_name(partition.name, op.constraint.columns.front(), suffix);
    advice::append(steps, advice::build_then_attach({context, partition}, own));
    attach += (attach.empty() ? "" : "\n") + std::string("ALTER INDEX ") + context.quoted(name) + " ATTACH PARTITION " +
              context.quoted(own.name) + ";";
  }
  steps.push_back(attach);
  return steps;
}

void report_key_build(const AddConstraint& op, const Operation& operation, std::string_view also, advice::Steps before,
                      RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  FindingBuilder finding = context.report(operation.span);
  finding.risk(Risk::dangerous)
      .say("every read and write of `{table}` waits while an index is built from all its rows" + std::string(also),
           {{"table", context.display(op.table.name)}});
  if (table && table->partitioned()) {
    finding.help(
        "add it to the parent alone, then to each partition from an index built concurrently, and attach those",
        key_by_partition(op, *table, context));
    return;
  }
  advice::append(before, advice::build_then_attach({context, op.table.name}, op.constraint));
  finding.help("build the unique index concurrently, and make it the constraint in a migration after that",
               std::move(before));
}

}  // namespace godwit
