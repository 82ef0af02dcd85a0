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

std::string Target::quoted(const std::vector<std::string>& identifiers) const {
  std::string out;
  for (const std::string& each : identifiers) out += (out.empty() ? "" : ", ") + language.quoted(each);
  return out;
}

/// The one column of the primary key, or the row's own address.
static std::string row_key(const Target& table) {
  if (table.relation)
    for (const CatalogConstraint& constraint : table.relation->constraints)
      if (constraint.written.kind == ConstraintKind::primary_key && constraint.written.columns.size() == 1)
        return table.quoted(constraint.written.columns.front());
  return "ctid";
}

std::string batched(const std::string& change, const Target& table, const std::string& condition) {
  const std::string key = row_key(table);
  return "-- repeat until it changes no row, each time in a transaction of its own\n" + change + "\nWHERE " + key +
         " IN (SELECT " + key + " FROM " + table.sql() + (condition.empty() ? "" : " WHERE " + condition) +
         " LIMIT 1000);";
}

std::string backfill(const Target& table, const std::string& assignment, const std::string& missing) {
  return batched("UPDATE " + table.sql() + " SET " + assignment, table, missing);
}

void append(Steps& steps, Steps more) { std::move(more.begin(), more.end(), std::back_inserter(steps)); }

}  // namespace godwit::advice
