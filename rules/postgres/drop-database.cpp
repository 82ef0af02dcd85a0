#include <godwit/rules/rule.h>

namespace godwit::rules::postgres {

static void check(const Administer& op, const Operation& operation, RuleContext& context) {
  if (op.kind != AdministrationKind::drop_database) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("the database `{database}` and all that is in it is lost", {{"database", op.object}})
      .help("close it first, and drop it by hand when nobody has missed it",
            {"ALTER DATABASE " + context.quoted(op.object) + " WITH ALLOW_CONNECTIONS false;"});
}

extern const Rule drop_database = on<Administer, check>();

}  // namespace godwit::rules::postgres
