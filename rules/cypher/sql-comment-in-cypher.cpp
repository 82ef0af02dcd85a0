#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static void check(const Statement&, RuleContext& context) {
  each_refusal(context, Refusal::sql_comment, [&](const HazardEffect& hazard) {
    context.report(hazard.span)
        .risk(Risk::dangerous)
        .say("the server takes `--` for a relationship, not for a comment, and refuses the statement")
        .help("begin the comment with `//`")
        .edit({hazard.span.begin, hazard.span.begin + 2}, "//");
  });
}

extern const Rule sql_comment_in_cypher = on_statement(check);

}  // namespace godwit::rules::cypher
