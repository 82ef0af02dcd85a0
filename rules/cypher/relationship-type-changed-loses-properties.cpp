#include <godwit/rules/cypher/change.h>
#include <godwit/rules/cypher/rename.h>

namespace godwit::rules::cypher {

static void check(const Statement&, RuleContext& context) {
  for (const GraphRename& rename : renames(context)) {
    if (rename.what != GraphRename::What::type || rename.copies || rename.by_procedure) continue;
    context.report(rename.made)
        .say("what `[:{old}]` says in its properties is lost: this new `[:{new}]` gets none of them",
             {{"old", rename.from}, {"new", rename.to}})
        .help("copy them before the old one goes",
              {"SET " + rename.new_variable + " += properties(" + rename.variable + ")"});
  }
}

extern const Rule relationship_type_changed_loses_properties = on_statement(check);

}  // namespace godwit::rules::cypher
