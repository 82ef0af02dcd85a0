#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  if (op.name != "apoc.periodic.commit" || op.arguments.empty() || !op.arguments[0]) return;
  std::string query = *op.arguments[0];
  for (char& c : query)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  if (query.find("LIMIT") != std::string::npos) return;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("it refuses a query without a LIMIT: this fails at once")
      .help("limit it, and return how many it has done: `WITH n LIMIT 10000 ... RETURN count(*)`");
}

extern const Rule periodic_commit_without_limit = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
