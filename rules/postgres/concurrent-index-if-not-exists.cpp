#include <algorithm>

#include <godwit/rules/rule.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static bool drops(const StatementRecord& record, const Name& index, const RuleContext& context) {
  const Catalog& catalog = context.world().catalog;
  for (const Operation& operation : record.statement.operations) {
    const auto* drop = operation.as<DropIndex>();
    if (!drop || !drop->if_exists) continue;
    for (const Name& name : drop->indexes)
      if (name.name == index.name && catalog.resolve_schema(name.schema) == catalog.resolve_schema(index.schema))
        return true;
  }
  return false;
}

static void check(const CreateIndex& op, const Operation& operation, RuleContext& context) {
  if (!op.concurrently || !op.if_not_exists || op.index.empty() || !context.live(op.table.name)) return;
  const auto& records = context.records();
  if (std::any_of(records.begin(), records.end(), [&](const auto& record) { return drops(record, op.index, context); }))
    return;
  const std::string drop = "DROP INDEX CONCURRENTLY IF EXISTS " + quote_name(op.index) + ";\n";
  FindingBuilder finding = context.report(operation.span);
  finding
      .say(
          "run again after a failed build, this leaves `{index}` as it is: invalid, used by no query, and slowing "
          "every write "
          "to `{table}`",
          {{"index", op.index.plain()}, {"table", context.display(op.table.name)}})
      .help("drop what a failed build left, then build it", {drop + std::string(context.text(operation.span)) + ";"});
  if (!may_be_in_transaction(context)) finding.edit({operation.span.begin, operation.span.begin}, drop);
}

extern const Rule concurrent_index_if_not_exists = on<CreateIndex, check>();

}  // namespace godwit::rules::postgres
