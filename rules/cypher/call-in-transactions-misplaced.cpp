#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

struct StatusHelp {
  std::string_view status;
  std::string_view help;
};
constexpr std::array rows{
    StatusHelp{"42I25", "make two statements of it, the batches first or last"},
    StatusHelp{"42N58", "move it out of the subquery"},
    StatusHelp{"42N47", "make a statement of each branch"},
    StatusHelp{"42I36", "add ON ERROR CONTINUE, or leave REPORT STATUS out"},
    StatusHelp{"42N31", "write a number above 0, as `OF 10000 ROWS`"},
    StatusHelp{"42N7A", "write `IN 4 CONCURRENT TRANSACTIONS`, or leave DISJOINT BY out"},
};

static void check(const Statement&, RuleContext& context) {
  each_refusal(context, Refusal::words, [&](const HazardEffect& hazard) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const StatusHelp& each) { return each.status == hazard.object.name; });
    if (row == rows.end()) return;
    context.report(place_of(hazard, context))
        .risk(Risk::dangerous)
        .say("the server refuses this: {why}", {{"why", hazard.why}})
        .help(std::string(row->help));
  });
}

extern const Rule call_in_transactions_misplaced = on_statement(check);

}  // namespace godwit::rules::cypher
