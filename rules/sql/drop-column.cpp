#include <algorithm>
#include <string>
#include <vector>

#include <godwit/rules/sql/advice.h>
#include <godwit/rules/sql/column.h>

namespace godwit::rules::sql {

static bool contains(const std::vector<std::string>& list, const std::string& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

static bool uses(const CreateIndex& index, const std::string& column) {
  const auto in_key = [&](const IndexKey& key) {
    return key.column == column || (key.expression && contains(key.expression->columns, column));
  };
  return std::any_of(index.keys.begin(), index.keys.end(), in_key) || contains(index.including, column) ||
         (index.where && contains(index.where->columns, column));
}

/// What the server drops together with the column, without being asked.
static std::string goes_with_it(const Relation& table, const std::string& column, const RuleContext& context) {
  std::vector<std::string> names;
  for (const CatalogConstraint& constraint : table.constraints)
    if (constraint.written.kind != ConstraintKind::not_null && contains(constraint.written.columns, column))
      names.push_back(constraint.written.name);
  for (const RelationId id : table.indexes) {
    const Relation& index = context.at(id);
    if (!index.backs_constraint && uses(index.index, column)) names.push_back(index.name);
  }
  return names.empty() ? "" : ", and with them " + advice::listed(names);
}

static void check(const DropColumn& op, const Operation& operation, RuleContext& context) {
  if (!context.effects_of(operation).find(Hazard::loses_data)) return;  // there is none to lose
  if (!context.live(op.table.name) || column_is_new(op.table.name, op.column, context)) return;
  const Relation* table = context.relation(op.table.name);
  context.report(operation.span)
      .risk(Risk::dangerous)
      .say(
          "the values of `{table}.{column}` are gone for good{others}; statements of the deployed application that "
          "name it "
          "fail from then on",
          {{"table", context.display(op.table.name)},
           {"column", op.column},
           {"others", table ? goes_with_it(*table, op.column, context) : ""}})
      .help("release an application that neither reads nor writes it, then drop it and say so",
            {"-- godwit: allow drop-column: no release uses it any more\nALTER TABLE " + context.quoted(op.table.name) +
             " DROP COLUMN " + context.quoted(op.column) + ";"});
}

extern const Rule drop_column = on<DropColumn, check>();

}  // namespace godwit::rules::sql
