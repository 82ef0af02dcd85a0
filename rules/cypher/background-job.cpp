#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  const bool submit = op.name == "apoc.periodic.submit";
  if (!submit && op.name != "apoc.periodic.repeat" && op.name != "apoc.periodic.schedule") return;
  context.report(operation.span)
      .say(submit
               ? "the migration counts as done before this has begun, and an error in it reaches nobody"
               : "this goes on in the background of one server until that restarts, and an error in it reaches nobody")
      .help(submit ? "run the query itself" : "schedule it outside the migrations");
}

extern const Rule background_job = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
