#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const graph::Administer& op, const Operation& operation, RuleContext& context) {
  using Verb = graph::AdministrationVerb;
  if (op.kind != graph::AdministrationKind::database || cannot_run(context.effects())) return;
  const bool replaced = op.verb == Verb::create && op.or_replace;
  const bool stopped = op.verb == Verb::stop;
  if (op.verb != Verb::drop && !replaced && !stopped) return;
  const std::string name = op.object.empty() ? "the database" : "`" + op.object + "`";
  auto finding = context.report(operation.span);
  finding.risk(Risk::dangerous);
  if (stopped) {
    finding.say("whoever uses {name} is cut off until it is started again", {{"name", name}})
        .help("stop it by hand, when its users know")
        .at_most(Severity::warning);
  } else if (replaced) {
    finding
        .say("where {name} exists all its data, indexes and constraints are lost, and an empty one takes its place",
             {{"name", name}})
        .help("make it only where it is missing", {"CREATE DATABASE " + op.object + " IF NOT EXISTS WAIT;"});
  } else if (op.dumps_data) {
    finding.say("{name} is gone, and what is left of it is a dump on the server's disk", {{"name", name}})
        .help("drop it by hand, once the dump was restored elsewhere")
        .at_most(Severity::warning);
  } else {
    finding
        .say("all data, indexes and constraints of {name} are lost, and no transaction takes it back", {{"name", name}})
        .help("drop it by hand, once a backup was restored elsewhere");
  }
}

extern const Rule database_dropped_or_replaced = on<graph::Administer, check>();

}  // namespace godwit::rules::cypher
