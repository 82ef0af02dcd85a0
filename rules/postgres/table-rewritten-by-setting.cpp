#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

static std::string setting(const ChangeTable& op) {
  switch (op.change) {
    case TableChange::set_logged:
      return "LOGGED";
    case TableChange::set_unlogged:
      return "UNLOGGED";
    case TableChange::set_access_method:
      return "ACCESS METHOD";
    case TableChange::set_tablespace:
      return "TABLESPACE";
    default:
      return {};
  }
}

static void report_index(const ChangeTable& op, const Operation& operation, const Relation& index,
                         RuleContext& context) {
  const std::string table =
      index.table == no_relation ? "its table" : "`" + context.display(context.at(index.table)) + "`";
  const std::string name = context.quoted(op.table.name);
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("every new query of {table} waits while `{index}` is copied",
           {{"table", table}, {"index", context.display(index)}})
      .help("build it anew there, concurrently",
            {"REINDEX (TABLESPACE " + context.quoted(op.value) + ") INDEX CONCURRENTLY " + name + ";"});
}

static void check(const ChangeTable& op, const Operation& operation, RuleContext& context) {
  const std::string name = setting(op);
  if (name.empty()) return;
  const StatementResult& effects = context.effects_of(operation);
  const RelationEffect* hurt = first_live(effects, [](const RelationEffect& effect) { return effect.rewrite; });
  if (!hurt) return;
  const Relation* relation = context.relation(op.table.name);
  if (relation && relation->kind == ObjectKind::index) return report_index(op, operation, *relation, context);
  const Name twin{op.table.name.schema, op.table.name.name + "_new", {}};
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say("every read and write of `{table}` waits while SET {setting} writes all its rows and indexes anew",
           {{"table", context.display(op.table.name)}, {"setting", name}})
      .help("give a new, empty table that setting, copy the rows in batches, and let the application move over",
            {"CREATE TABLE " + context.quoted(twin) + " (LIKE " + context.quoted(op.table.name) +
             " INCLUDING ALL);\nALTER TABLE " + context.quoted(twin) + " " + std::string(context.text(operation.span)) +
             ";"});
}

extern const Rule table_rewritten_by_setting = on<ChangeTable, check>();

}  // namespace godwit::rules::postgres
