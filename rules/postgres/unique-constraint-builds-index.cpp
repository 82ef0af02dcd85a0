#include <godwit/rules/postgres/added_key.h>

namespace godwit::rules::postgres {

static void check(const AddConstraint& op, const Operation& operation, RuleContext& context) {
  if (op.constraint.kind != ConstraintKind::unique || !builds_index(op, operation, context)) return;
  report_key_build(op, operation, "", {}, context);
}

extern const Rule unique_constraint_builds_index = on<AddConstraint, check>();

}  // namespace godwit::rules::postgres
