#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

/// Whether the statement raises an error of its own after the call.
static bool raises(const Statement& statement, const RuleContext& context) {
  const bool calls = std::any_of(statement.operations.begin(), statement.operations.end(), [](const Operation& each) {
    const auto* call = each.as<graph::CallProcedure>();
    return call && call->name.starts_with("apoc.util.validate");
  });
  return calls || graph_change::says(context, statement.span, "validatePredicate");
}

static bool asks(const graph::CallProcedure& op) {
  constexpr std::array<std::string_view, 6> outcome{"failedOperations", "failedBatches",       "errorMessages",
                                                    "failedCommits",    "committedOperations", "batch"};
  return op.yields_all || std::any_of(outcome.begin(), outcome.end(), [&](std::string_view each) {
           return std::find(op.yields.begin(), op.yields.end(), each) != op.yields.end();
         });
}

static void check(const graph::CallProcedure& op, const Operation& operation, RuleContext& context) {
  if (op.name != "apoc.periodic.iterate" || operation.in_code || (asks(op) && raises(context.statement(), context)))
    return;
  std::vector<std::string> instead;
  if (op.yields.empty() && op.stands_alone)
    instead.push_back(
        std::string(context.text(operation.span)) +
        "\nYIELD failedOperations, errorMessages\nCALL apoc.util.validate(failedOperations > 0, '%d failed: %s', "
        "[failedOperations, errorMessages])\nRETURN failedOperations;");
  context.report(operation.span)
      .say(
          "batches that fail are only counted in the result: whatever goes wrong in them, a typing error too, the "
          "migration counts as done")
      .help("look at the result, and fail", std::move(instead));
}

extern const Rule iterate_result_ignored = on<graph::CallProcedure, check>();

}  // namespace godwit::rules::cypher
