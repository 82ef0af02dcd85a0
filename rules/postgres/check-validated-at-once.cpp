#include <godwit/rules/postgres/advice.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static void check(const AddConstraint& op, const Operation& operation, RuleContext& context) {
  const bool checks = op.constraint.kind == ConstraintKind::check || op.constraint.kind == ConstraintKind::not_null;
  if (!checks || op.constraint.not_valid || !context.live(op.table.name)) return;
  const StatementResult& effects = context.effects_of(operation);
  if (!first_live(effects, [](const RelationEffect& effect) { return effect.scan; })) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("every read and write of `{table}` waits while all its rows are checked",
           {{"table", context.display(op.table.name)}})
      .help("add it NOT VALID, and validate it in a migration after that, which lets reads and writes go on",
            advice::add_then_validate({context, op.table.name}, op.constraint))
      .edit({operation.span.end, operation.span.end}, " NOT VALID", Applicability::unsafe);
}

extern const Rule check_validated_at_once = on<AddConstraint, check>();

}  // namespace godwit::rules::postgres
