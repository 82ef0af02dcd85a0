#include <algorithm>
#include <array>

#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

/// About CALL ... IN TRANSACTIONS, which has a rule of its own.
constexpr std::array<std::string_view, 6> of_batches{"42I25", "42N58", "42N47", "42I36", "42N31", "42N7A"};

static void check(const Statement&, RuleContext& context) {
  each_refusal(context, Refusal::words, [&](const HazardEffect& hazard) {
    if (std::find(of_batches.begin(), of_batches.end(), hazard.object.name) != of_batches.end()) return;
    context.report(place_of(hazard, context))
        .risk(Risk::dangerous)
        .say("the server refuses this: {why}", {{"why", hazard.why}});
  });
}

extern const Rule words_the_server_refuses = on_statement(check);

}  // namespace godwit::rules::cypher
