#include <godwit/rules/sql/column.h>

namespace godwit {

bool column_is_new(const Name& table, const std::string& column, const RuleContext& context) {
  const Relation* relation = context.relation(table);
  const CatalogColumn* found = relation ? relation->column(column) : nullptr;
  if (!found) return false;
  const Age age = context.world().age(found->made);
  return age == Age::this_transaction || age == Age::this_migration;
}

}  // namespace godwit
