#include <godwit/rules/postgres/added_key.h>
#include <godwit/rules/sql/locks.h>

namespace godwit::rules::postgres {

/// The steps that make NOT NULL what the key needs to be NOT NULL and is not known to be.
static advice::Steps not_null_first(const std::vector<std::string>& columns, const AddConstraint& op,
                                    const RuleContext& context) {
  const Relation* table = context.relation(op.table.name);
  advice::Steps steps;
  for (const std::string& name : columns) {
    const CatalogColumn* column = table ? table->column(name) : nullptr;
    if (!column || column->not_null != Known::yes)
      advice::append(steps, advice::set_not_null({context, op.table.name}, name));
  }
  return steps;
}

static std::vector<std::string> columns_of_index(const AddConstraint& op, const RuleContext& context) {
  std::vector<std::string> columns;
  const Relation* table = context.relation(op.table.name);
  const Relation* index =
      context.relation(Name{table ? table->schema : op.table.name.schema, op.constraint.using_index, {}});
  if (index)
    for (const IndexKey& key : index->index.keys) columns.push_back(key.column);
  return columns;
}

static void check_existing_index(const AddConstraint& op, const Operation& operation, RuleContext& context) {
  const StatementResult& effects = context.effects_of(operation);
  if (!first_live(effects, [](const RelationEffect& effect) { return effect.scan; })) return;
  advice::Steps steps = not_null_first(columns_of_index(op, context), op, context);
  steps.push_back("ALTER TABLE " + context.quoted(op.table.name) + " " + std::string(context.text(operation.span)) +
                  ";");
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(
          "every read and write of `{table}` waits while all its rows are searched for NULL, because the columns of "
          "`{index}` are "
          "not known to be NOT NULL",
          {{"table", context.display(op.table.name)}, {"index", op.constraint.using_index}})
      .help("make the columns NOT NULL first, each step in a migration of its own", std::move(steps));
}

static void check(const AddConstraint& op, const Operation& operation, RuleContext& context) {
  if (op.constraint.kind != ConstraintKind::primary_key || !context.live(op.table.name)) return;
  if (!op.constraint.using_index.empty()) {
    check_existing_index(op, operation, context);
  } else if (builds_index(op, operation, context)) {
    advice::Steps before = not_null_first(op.constraint.columns, op, context);
    const bool searched = !before.empty();
    report_key_build(op, operation, searched ? " and they are searched for NULL" : "", std::move(before), context);
  }
}

extern const Rule primary_key_builds_index = on<AddConstraint, check>();

}  // namespace godwit::rules::postgres
