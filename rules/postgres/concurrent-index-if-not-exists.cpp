#include <godwit/rules/rule.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

/// Whether the migration has dropped before what a failed build left.
static bool is_dropped_before(const Name& index, const RuleContext& context) {
  const World& world = context.world();
  return world.past.dropped.find(
             past_key(ObjectKind::index, world.catalog.resolve_schema(index.schema) + "." + index.name)) != nullptr;
}

static void check(const CreateIndex& op, const Operation& operation, RuleContext& context) {
  if (!op.concurrently || !op.if_not_exists || op.index.empty() || !context.live(op.table.name)) return;
  if (is_dropped_before(op.index, context)) return;
  const std::string drop = "DROP INDEX CONCURRENTLY IF EXISTS " + context.quoted(op.index) + ";\n";
  FindingBuilder finding = context.report(operation.span);
  finding
      .say(
          "run again after a failed build, this leaves `{index}` as it is: invalid, used by no query, and slowing "
          "every write "
          "to `{table}`",
          {{"index", op.index.plain()}, {"table", context.display(op.table.name)}})
      .help("drop what a failed build left, then build it", {drop + std::string(context.text(operation.span)) + ";"});
  if (!may_be_in_transaction(context)) finding.edit({operation.span.begin, operation.span.begin}, drop, Applicability::unsafe);
}

extern const Rule concurrent_index_if_not_exists = on<CreateIndex, check>();

}  // namespace godwit::rules::postgres
