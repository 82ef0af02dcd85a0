#include <string>

#include <godwit/rules/sql/advice.h>
#include <godwit/rules/sql/data_change.h>

namespace godwit::rules::sql {

/// Filling a column that is still NULL everywhere can be repeated; nothing tells which rows another change has done.
static std::optional<std::string> fills_new_column(const ChangeRows& op, const RuleContext& context) {
  const advice::Target table(context, op.table.name);
  if (op.kind != RowChange::update || op.from_query || op.columns.size() != 1 || !table.relation) return std::nullopt;
  const CatalogColumn* column = table.relation->column(op.columns.front());
  if (!column || column->has_default != Known::no || column->not_null != Known::no) return std::nullopt;
  return advice::batched(std::string(context.text(context.statement().span)), table,
                         context.quoted(column->name) + " IS NULL");
}

static void check(const ChangeRows& op, const Operation& operation, RuleContext& context) {
  const bool change = op.kind == RowChange::update || op.kind == RowChange::delete_;
  if (!change || op.where || reach(op, context) != RowReach::every_row) return;
  const bool in_transaction = context.world().transaction.open == Known::yes;
  if (in_transaction && changes_at_length_under_lock(op, operation, context)) return;
  const bool deletes = op.kind == RowChange::delete_;
  const auto batches = deletes ? in_batches(op, operation, context) : fills_new_column(op, context);
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(deletes ? "every row of `{table}` is deleted, and every other write to them waits until this commits"
                   : "every row of `{table}` is written anew, and every other write to them waits until this commits",
           {{"table", context.display(op.table.name)}})
      .help("say which rows, a thousand at a time", batches ? advice::Steps{*batches} : advice::Steps{});
}

extern const Rule change_without_where = on<ChangeRows, check>();

}  // namespace godwit::rules::sql
