#include <godwit/rules/rewording.h>
#include <godwit/rules/sql/advice.h>

namespace godwit::rules::sql {

static bool is_named(const Truncate& op, RelationId id, const RuleContext& context) {
  for (const TableRef& table : op.tables)
    if (const Relation* relation = context.relation(table.name); relation && relation->id == id) return true;
  return false;
}

/// Tables that CASCADE empties although the statement does not name them.
static std::string emptied_too(const Truncate& op, const RuleContext& context) {
  std::string out;
  for (const RelationEffect& effect : context.effects().relations) {
    const bool referencing = effect.cause == Cause::referencing || effect.cause == Cause::depends;
    const ObjectKind kind = context.at(effect.relation).kind;
    const bool table = kind == ObjectKind::table || kind == ObjectKind::partitioned_table;
    if (op.cascade && referencing && table && !is_named(op, effect.relation, context))
      append_name(out, context.display(context.at(effect.relation)));
  }
  return out;
}

static std::string message(const Truncate& op, const std::string& others) {
  const std::string text = "all rows of {tables} are lost";
  if (!others.empty())
    return text + ", those of {others} with them, and every read and write of all of them waits meanwhile";
  if (op.cascade) return text + ", and those of every table with a foreign key to it";
  return text + ", and every read and write of {tables} waits until the transaction ends";
}

static void check(const Truncate& op, const Operation& operation, RuleContext& context) {
  std::string tables;
  const TableRef* first = nullptr;
  for (const TableRef& table : op.tables) {
    if (!context.live(table.name)) continue;
    if (!first) first = &table;
    append_name(tables, context.display(table.name));
  }
  if (!first) return;
  const advice::Target table(context, first->name);
  const std::string others = emptied_too(op, context);
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(message(op, others), {{"tables", tables}, {"others", others}})
      .help("delete the rows that may go in batches, which blocks nobody and can be stopped",
            {advice::batched("DELETE FROM " + table.sql(), table, "")});
}

extern const Rule truncate_table = on<Truncate, check>();

}  // namespace godwit::rules::sql
