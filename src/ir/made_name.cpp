#include <godwit/ir/relational/made_name.h>

#include <algorithm>
#include <array>
#include <vector>

namespace godwit {

std::string made_name(std::string_view table, std::string_view columns, std::string_view label) {
  constexpr std::size_t longest = 63;
  const std::size_t extra = (columns.empty() ? 1 : 2) + label.size();
  while (table.size() + columns.size() + extra > longest) {
    std::string_view& longer = table.size() > columns.size() ? table : columns;
    longer.remove_suffix(1);
  }
  std::string out(table);
  if (!columns.empty()) out.append("_").append(columns);
  return out.append("_").append(label);
}

ConstraintNameParts name_parts(const Constraint& constraint) {
  // In the order of ConstraintKind.
  constexpr std::array<std::string_view, 6> labels{"not_null", "check", "key", "pkey", "excl", "fkey"};
  ConstraintNameParts out{{}, labels.at(static_cast<std::size_t>(constraint.kind))};
  if (constraint.kind == ConstraintKind::primary_key) return out;
  std::vector<std::string> columns = constraint.columns;
  if (constraint.kind == ConstraintKind::check) {
    std::sort(columns.begin(), columns.end());
    columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
    if (columns.size() != 1) return out;
  }
  for (const std::string& each : columns) out.columns += (out.columns.empty() ? "" : "_") + each;
  return out;
}

std::string made_name(std::string_view table, const Constraint& constraint) {
  const ConstraintNameParts parts = name_parts(constraint);
  return made_name(table, parts.columns, parts.label);
}

}  // namespace godwit
