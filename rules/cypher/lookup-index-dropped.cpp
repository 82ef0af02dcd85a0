#include <algorithm>

#include <godwit/rules/cypher/advice.h>
#include <godwit/rules/cypher/statement.h>

namespace godwit::rules::cypher {

static const GraphIndex* dropped(const std::string& name, const RuleContext& context) {
  const auto& gone = context.world().catalog.graph.dropped_indexes();
  const auto found = std::find_if(gone.rbegin(), gone.rend(), [&](const GraphIndex& each) {
    return each.name == name && each.kind == graph::IndexKind::lookup &&
           each.made.migration == context.world().now.migration;
  });
  return found == gone.rend() ? nullptr : &*found;
}

static bool has_another(graph::Entity entity, const RuleContext& context) {
  const auto& indexes = context.world().catalog.graph.indexes();
  return std::any_of(indexes.begin(), indexes.end(), [&](const GraphIndex& each) {
    return each.kind == graph::IndexKind::lookup && each.over.entity == entity;
  });
}

static void check(RuleContext& context) {
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations) {
      const auto* op = operation.as<graph::DropIndex>();
      const GraphIndex* index = op && !cannot_run(record.result) ? dropped(op->name, context) : nullptr;
      if (!index || has_another(index->over.entity, context)) continue;
      const bool nodes = index->over.entity == graph::Entity::node;
      context.go_to(record);
      context.report(operation.span)
          .risk(Risk::dangerous)
          .say(nodes ? "without the token lookup index `{name}` every `MATCH (n:Label)` reads all nodes of the database"
                     : "without the token lookup index `{name}` every `MATCH ()-[r:TYPE]->()` reads all nodes of the "
                       "database",
               {{"name", op->name}})
          .help("keep it, or make another one in the same migration",
                {nodes ? "CREATE LOOKUP INDEX node_labels IF NOT EXISTS FOR (n) ON EACH labels(n);"
                       : "CREATE LOOKUP INDEX relationship_types IF NOT EXISTS FOR ()-[r]-() ON EACH type(r);"});
    }
}

extern const Rule lookup_index_dropped = on_migration(check);

}  // namespace godwit::rules::cypher
