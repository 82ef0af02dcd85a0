#include <string>
#include <vector>

#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

using OnError = graph::CallInTransactions::OnError;

static bool stops(OnError on_error) { return on_error == OnError::break_ || on_error == OnError::retry_then_break; }

static bool goes_on(OnError on_error) {
  return on_error == OnError::continue_ || on_error == OnError::retry_then_continue;
}

static void check(const graph::CallInTransactions& op, const Operation& operation, RuleContext& context) {
  if (op.reports_status || (!stops(op.on_error) && !goes_on(op.on_error))) return;
  const Span whole = context.statement().span;
  std::vector<std::string> instead;
  if (!op.outcome.empty() && !operation.in_code)
    instead.push_back(std::string(context.text({whole.begin, op.outcome.begin})) + "FAIL" +
                      std::string(context.text({op.outcome.end, whole.end})) + ";");
  context.report(graph_change::tail_of(op, operation))
      .say(stops(op.on_error)
               ? "after the first batch that fails the rest is not tried, and the statement succeeds without a word"
               : "a batch that fails is left out, and the statement succeeds without a word")
      .help("let it fail: the batches before have committed, and running it again goes on with what is left",
            std::move(instead));
}

extern const Rule batch_errors_ignored = on<graph::CallInTransactions, check>();

}  // namespace godwit::rules::cypher
