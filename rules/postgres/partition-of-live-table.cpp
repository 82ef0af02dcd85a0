#include <godwit/rules/rewording.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

/// `FOR VALUES FROM (1) TO (2)` or `DEFAULT`.
static std::string bounds(const CreateTable& op, const Operation& operation, const RuleContext& context) {
  if (op.bound.strategy == PartitionBound::Strategy::default_) return "DEFAULT";
  if (!behind(op.bound.span, operation)) return "FOR VALUES ...";
  return "FOR VALUES " + std::string(context.text(op.bound.span));
}

static void check(const CreateTable& op, const Operation& operation, RuleContext& context) {
  if (!op.partition_of || !context.live(*op.partition_of)) return;
  const RelationEffect* effect = context.effect_on(*op.partition_of);
  if (!effect || effect->lock.blocks() != Blocks::reads_and_writes) return;
  const std::string table = context.quoted(op.table);
  const std::string parent = context.quoted(*op.partition_of);
  context.report(operation.span)
      .because(*effect)
      .say(
          "every read and write of `{parent}`, all its partitions with it, waits from the moment this waits for a "
          "query until it "
          "commits",
          {{"parent", context.display(*op.partition_of)}})
      .help("create the table on its own and attach it, which stops no reader and no writer",
            {"CREATE TABLE " + table + " (LIKE " + parent + " INCLUDING ALL);\nALTER TABLE " + parent +
             " ATTACH PARTITION " + table + " " + bounds(op, operation, context) + ";"});
}

extern const Rule partition_of_live_table = on<CreateTable, check>();

}  // namespace godwit::rules::postgres
