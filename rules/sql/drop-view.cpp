#include <algorithm>
#include <string>

#include <godwit/rules/rewording.h>

namespace godwit::rules::sql {

/// Whether the migration puts something under that name again behind the drop: a view, a table, or one that is renamed.
static bool comes_back(const Name& name, const StatementRecord& dropped, const RuleContext& context) {
  return std::any_of(context.records().begin(), context.records().end(), [&](const StatementRecord& record) {
    if (record.number <= dropped.number) return false;
    return std::any_of(record.statement.operations.begin(), record.statement.operations.end(), [&](const Operation& op) {
      const auto* view = op.as<CreateView>();
      const auto* table = op.as<CreateTable>();
      const auto* rename = op.as<Rename>();
      return (view && view->view.name == name.name) || (table && table->table.name == name.name) ||
             (rename && rename->to == name.name);
    });
  });
}

static bool is_live(const RelationEffect& effect, const Name& name) {
  return effect.object.name == name.name && RuleContext::live(effect);
}

static void look(const StatementRecord& record, const Operation& operation, const DropObjects& op,
                 RuleContext& context) {
  std::string views;
  for (const DropObjects::Object& object : op.objects) {
    const auto live = [&](const RelationEffect& effect) { return is_live(effect, object.name); };
    const std::vector<RelationEffect>& effects = record.result.relations;
    if (std::any_of(effects.begin(), effects.end(), live) && !comes_back(object.name, record, context))
      append_name(views, object.name.plain());
  }
  if (views.empty()) return;
  context.report(operation.span)
      .say("every deployed query that names {views} fails from here on", {{"views", views}})
      .help("drop it when no deployed version uses it any more, and say so",
            {"-- godwit: allow drop-view: no release uses it any more\n" + std::string(context.text(operation.span)) + ";"});
}

static void check(RuleContext& context) {
  for (const StatementRecord& record : context.records())
    for (const Operation& operation : record.statement.operations) {
      const auto* op = operation.as<DropObjects>();
      if (!op || (op->kind != ObjectKind::view && op->kind != ObjectKind::materialized_view)) continue;
      context.go_to(record);
      look(record, operation, *op, context);
    }
}

extern const Rule drop_view = on_migration(check);

}  // namespace godwit::rules::sql
