#include <godwit/rules/cypher/change.h>

namespace godwit::rules::cypher {

static void check(const graph::Delete& op, const Operation& operation, RuleContext& context) {
  if (!graph_change::deletes_everything(op, operation, context)) return;
  const bool nodes = op.deleted.front().entity == graph::Entity::node;
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(nodes ? "every node of the database is deleted, those in which a migration runner notes what it has run "
                   "with them"
                 : "every relationship of the database is deleted, those between the notes of a migration runner with "
                   "them")
      .help(nodes ? "name the labels that are to go" : "name the types that are to go");
}

extern const Rule everything_deleted = on<graph::Delete, check>();

}  // namespace godwit::rules::cypher
