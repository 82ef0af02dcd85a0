#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const graph::Administer& op, const Operation& operation, RuleContext& context) {
  using Kind = graph::AdministrationKind;
  using Verb = graph::AdministrationVerb;
  const bool users = (op.kind == Kind::user || op.kind == Kind::role) && op.verb != Verb::create;
  if ((op.kind != Kind::privilege && !users) || op.literal_password || cannot_run(context.effects())) return;
  context.report(operation.span)
      .say("this changes who may do what on the whole server, not in the database of the migrations alone")
      .help("keep it in a script of its own, which those who run the server run");
}

extern const Rule privileges_changed = on<graph::Administer, check>();

}  // namespace godwit::rules::cypher
