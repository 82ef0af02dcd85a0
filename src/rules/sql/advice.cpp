#include <godwit/rules/sql/advice.h>

#include <utility>

namespace godwit::advice {

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 == names.size() ? " and " : ", ";
    out += "`" + names[i] + "`";
  }
  return out;
}

std::string identifiers(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + quote_identifier(name);
  return out;
}

/// The one column of the primary key, or the row's own address.
static std::string row_key(const Relation* relation) {
  if (relation)
    for (const CatalogConstraint& constraint : relation->constraints)
      if (constraint.written.kind == ConstraintKind::primary_key && constraint.written.columns.size() == 1)
        return quote_identifier(constraint.written.columns.front());
  return "ctid";
}

std::string batched(const std::string& change, const Target& table, const std::string& condition) {
  const std::string key = row_key(table.relation);
  return "-- repeat until it changes no row, each time in a transaction of its own\n" + change + "\nWHERE " + key +
         " IN (SELECT " + key + " FROM " + table.sql() + (condition.empty() ? "" : " WHERE " + condition) +
         " LIMIT 1000);";
}

std::string backfill(const Target& table, const std::string& assignment, const std::string& missing) {
  return batched("UPDATE " + table.sql() + " SET " + assignment, table, missing);
}

void append(Steps& steps, Steps more) { std::move(more.begin(), more.end(), std::back_inserter(steps)); }

}  // namespace godwit::advice
