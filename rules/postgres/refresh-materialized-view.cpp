#include <algorithm>

#include <godwit/rules/sql/advice.h>

namespace godwit::rules::postgres {

/// CONCURRENTLY needs a unique index over all rows.
static bool has_unique_index(const Relation& view, const RuleContext& context) {
  return std::any_of(view.indexes.begin(), view.indexes.end(), [&](RelationId id) {
    const CreateIndex& index = context.at(id).index;
    return index.unique && !index.where;
  });
}

static void check(const RefreshMaterializedView& op, const Operation& operation, RuleContext& context) {
  const Relation* view = context.relation(op.view);
  if (op.concurrently || !context.live(op.view)) return;
  if (view && !view->populated) return;  // nobody can read it before this
  FindingBuilder finding = context.report(operation.span);
  finding.risk(Risk::dangerous);
  const std::string name = context.quoted(op.view);
  if (!op.with_data) {
    finding
        .say("every query of `{view}` fails from now on, until it is refreshed with data",
             {{"view", context.display(op.view)}})
        .help("refresh it with data", {"REFRESH MATERIALIZED VIEW CONCURRENTLY " + name + ";"});
    return;
  }
  advice::Steps steps{"REFRESH MATERIALIZED VIEW CONCURRENTLY " + name + ";"};
  if (!view || !has_unique_index(*view, context))
    steps.insert(steps.begin(), "-- once, on columns that tell its rows apart\nCREATE UNIQUE INDEX CONCURRENTLY ON " +
                                    name + " (id);");
  finding
      .say("every read of `{view}` waits until its query has run and its indexes are built",
           {{"view", context.display(op.view)}})
      .help("refresh it concurrently, which needs a unique index and lets reads go on", std::move(steps));
}

extern const Rule refresh_materialized_view = on<RefreshMaterializedView, check>();

}  // namespace godwit::rules::postgres
