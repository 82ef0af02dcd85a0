#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const graph::Administer& op, const Operation& operation, RuleContext& context) {
  if (!op.literal_password) return;
  const std::string whose = op.object.empty() ? "this user" : "`" + op.object + "`";
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("whoever reads the migrations reads the password of {whose}", {{"whose", whose}})
      .help("change it, and set it outside the migrations: with cypher-shell, which takes parameters");
}

extern const Rule password_in_migration = on<graph::Administer, check>();

}  // namespace godwit::rules::cypher
