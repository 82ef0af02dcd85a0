#include <godwit/rules/postgres/advice.h>
#include <godwit/rules/postgres/partitions.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static Constraint bounds_check(const std::string& table, std::string condition) {
  Constraint check;
  check.name = made_name(table, "bounds", "check");
  check.check.text = std::move(condition);
  return check;
}

static advice::Steps steps(const AttachPartition& op, const Operation& operation, const RuleContext& context) {
  const Relation* parent = context.relation(op.parent.name);
  std::string condition = parent ? partition_check(context, *parent, op.bound) : "";
  if (condition.empty()) return {};
  const Constraint check = bounds_check(op.partition.name, std::move(condition));
  advice::Steps out = advice::add_then_validate({context, op.partition}, check);
  out.push_back("ALTER TABLE " + context.quoted(op.parent.name) + " " + std::string(context.text(operation.span)) +
                ";\nALTER TABLE " + context.quoted(op.partition) + " DROP CONSTRAINT " + context.quoted(check.name) +
                ";");
  return out;
}

static void report_default(const AttachPartition& op, const Operation& operation, const Relation& partition,
                           RuleContext& context) {
  const Relation* parent = context.relation(op.parent.name);
  const std::string inside = parent ? partition_check(context, *parent, op.bound) : "";
  advice::Steps out;
  if (!inside.empty())
    out = advice::add_then_validate({context, Name{partition.schema, partition.name, {}}},
                                    bounds_check(partition.name, "NOT (" + inside + ")"));
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(
          "every read and write of `{default}`, the default partition, waits while all its rows are searched for ones "
          "that belong to "
          "`{partition}`",
          {{"default", context.display(partition)}, {"partition", context.display(op.partition)}})
      .help("prove first, with a validated CHECK on the default partition, that it has none", std::move(out));
}

static void check(const AttachPartition& op, const Operation& operation, RuleContext& context) {
  if (op.parent.written_as == ObjectKind::index) return;
  const StatementResult& effects = context.effects_of(operation);
  const Relation* partition = context.relation(op.partition);
  for (const RelationEffect& effect : effects.relations) {
    const bool slow = effect.scan || effect.index_build;
    if (!slow || !RuleContext::live(effect) || effect.lock.blocks() != Blocks::reads_and_writes) continue;
    const Relation& hurt = context.at(effect.relation);
    const bool is_default = hurt.bound && hurt.bound->strategy == PartitionBound::Strategy::default_;
    if (is_default && (!partition || hurt.id != partition->id)) {
      report_default(op, operation, hurt, context);
      continue;
    }
    context.report(operation.span)
        .risk(Risk::dangerous)
        .because(effect)
        .say(effect.index_build
                 ? "every read and write of `{table}` waits while it gets the indexes of `{parent}` and its rows are "
                   "checked"
                 : "every read and write of `{table}` waits while all its rows are checked against the bounds",
             {{"table", context.display(hurt)}, {"parent", context.display(op.parent.name)}})
        .help("prove the bounds first with a validated CHECK, and have the parent's indexes ready",
              steps(op, operation, context));
  }
}

extern const Rule attach_partition_scans = on<AttachPartition, check>();

}  // namespace godwit::rules::postgres
