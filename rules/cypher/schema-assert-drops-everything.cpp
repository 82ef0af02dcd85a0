#include <string>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  if (op.name != "apoc.schema.assert" ||
      (op.arguments.size() > 2 && op.arguments[2] && (*op.arguments[2] == "false" || *op.arguments[2] == "FALSE")))
    return;
  std::string words(context.text(operation.span));
  const bool third = op.arguments.size() > 2 || operation.in_code || words.empty() || words.back() != ')';
  if (!third) words.replace(words.size() - 1, 1, ", false);");
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(
          "every index and constraint that is not named here is dropped, those of other migrations and fulltext ones "
          "with them")
      .help("keep what is there: the third argument is `false`",
            third ? std::vector<std::string>{} : std::vector{words});
}

extern const Rule schema_assert_drops_everything = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
