#include <algorithm>
#include <string>
#include <vector>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/rename.h>

namespace godwit::rules::cypher {

static void check(const Statement&, RuleContext& context) {
  for (const GraphRename& rename : renames(context)) {
    const bool of_type = rename.what == GraphRename::What::type;
    const std::string old_name = rename.what == GraphRename::What::property ? rename.from
                                 : of_type                                  ? "[:" + rename.from + "]"
                                                                            : ":" + rename.from;
    context.report(rename.span)
        .say("deployed code that reads `{old}` finds nothing from here on{left}",
             {{"old", old_name}, {"left", left_behind(rename, context)}})
        .help("keep both names until no deployed code reads the old one", kept_both(rename, context));
  }
}

extern const Rule renamed_in_place = on_statement(check);

}  // namespace godwit::rules::cypher
