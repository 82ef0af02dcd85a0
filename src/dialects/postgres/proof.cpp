#include "dialects/postgres/proof.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace godwit::postgres {
namespace {

using Operator = Comparison::Operator;

/// Checks that hold for every row: valid, enforced, and not dropped by the same command.
std::vector<const Expression*> checks(const Relation& table, const Statement* in_statement) {
  const auto dropped_here = [&](const std::string& name) {
    return in_statement &&
           std::any_of(in_statement->operations.begin(), in_statement->operations.end(), [&](const Operation& op) {
             const auto* drop = op.as<DropConstraint>();
             return drop && drop->constraint == name;
           });
  };
  std::vector<const Expression*> out;
  for (const CatalogConstraint& each : table.constraints)
    if (each.written.kind == ConstraintKind::check && each.valid == Known::yes && each.written.enforced &&
        !dropped_here(each.written.name))
      out.push_back(&each.written.check);
  return out;
}

/// Orders two constants: numbers by value, the rest bytewise, which is right for ISO dates.
int compare(const std::string& a, const std::string& b) {
  char* end_a = nullptr;
  char* end_b = nullptr;
  const double x = std::strtod(a.c_str(), &end_a), y = std::strtod(b.c_str(), &end_b);
  if (*end_a == '\0' && *end_b == '\0' && !a.empty() && !b.empty()) return x < y ? -1 : x > y ? 1 : 0;
  return a.compare(b);
}

bool open_end(const std::string& bound) { return bound == "minvalue" || bound == "maxvalue"; }

struct Proof {
  std::vector<Comparison> known;
  std::vector<std::vector<Comparison>> either;  ///< of each, one holds

  [[nodiscard]] bool any(const auto& test) const { return std::any_of(known.begin(), known.end(), test); }
  [[nodiscard]] bool at_least(const std::string& column, const std::string& value) const {
    return open_end(value) || any([&](const Comparison& c) {
             return c.column == column &&
                    (c.op == Operator::greater_or_equal || c.op == Operator::greater || c.op == Operator::equal) &&
                    compare(c.constants.front(), value) >= 0;
           });
  }
  [[nodiscard]] bool below(const std::string& column, const std::string& value) const {
    return open_end(value) || any([&](const Comparison& c) {
             if (c.column != column) return false;
             if (c.op == Operator::less) return compare(c.constants.front(), value) <= 0;
             return (c.op == Operator::less_or_equal || c.op == Operator::equal) &&
                    compare(c.constants.front(), value) < 0;
           });
  }
  [[nodiscard]] bool in(const std::string& column, const std::vector<std::string>& values) const {
    return any([&](const Comparison& c) {
      return c.column == column && (c.op == Operator::equal || c.op == Operator::in_list) &&
             std::all_of(c.constants.begin(), c.constants.end(), [&](const std::string& each) {
               return std::find(values.begin(), values.end(), each) != values.end();
             });
    });
  }
  [[nodiscard]] bool not_null(const std::string& column) const {
    return any([&](const Comparison& c) { return c.column == column && c.op == Operator::not_null; });
  }
};

Proof proof_of(const Relation& table) {
  Proof proof;
  for (const Expression* check : checks(table, nullptr)) {
    proof.known.insert(proof.known.end(), check->conjuncts.begin(), check->conjuncts.end());
    proof.either.insert(proof.either.end(), check->alternatives.begin(), check->alternatives.end());
  }
  return proof;
}

}  // namespace

bool proves_not_null(const Relation& table, std::string_view column, const Statement& in_statement) {
  for (const Expression* check : checks(table, &in_statement))
    for (const Comparison& each : check->conjuncts)
      if (each.op == Operator::not_null && each.column == column) return true;
  return false;
}

bool may_hold_nulls(const Relation& table, std::string_view column, const Statement& in_statement) {
  const CatalogColumn* known = table.column(column);
  return !(known && known->not_null == Known::yes) && !proves_not_null(table, column, in_statement);
}

bool proves_bound(const Relation& table, const PartitionKey& key, const PartitionBound& bound) {
  if (key.columns.size() != 1 || key.columns.front().empty()) return false;
  const std::string& column = key.columns.front();
  const Proof proof = proof_of(table);
  const CatalogColumn* known = table.column(column);
  const bool no_nulls = (known && known->not_null == Known::yes) || proof.not_null(column);
  switch (bound.strategy) {
    case PartitionBound::Strategy::range:
      return no_nulls && bound.from.size() == 1 && bound.to.size() == 1 && proof.at_least(column, bound.from.front()) &&
             proof.below(column, bound.to.front());
    case PartitionBound::Strategy::list: {
      const bool takes_null = std::find(bound.values.begin(), bound.values.end(), "null") != bound.values.end();
      return (no_nulls || takes_null) && proof.in(column, bound.values);
    }
    case PartitionBound::Strategy::hash:
    case PartitionBound::Strategy::default_:
      return false;
  }
  return false;
}

namespace {

bool outside_range(const Proof& proof, const std::string& column, const PartitionBound& bound) {
  const bool before = !open_end(bound.from.front()) && proof.below(column, bound.from.front());
  const bool behind = !open_end(bound.to.front()) && proof.at_least(column, bound.to.front());
  return before || behind;
}

}  // namespace

bool excludes_bound(const Relation& table, const PartitionKey& key, const PartitionBound& bound) {
  if (key.columns.size() != 1 || key.columns.front().empty()) return false;
  const std::string& column = key.columns.front();
  const Proof proof = proof_of(table);
  if (bound.strategy == PartitionBound::Strategy::range && bound.from.size() == 1 && bound.to.size() == 1) {
    const auto every_side_is_outside = [&](const std::vector<Comparison>& sides) {
      return std::all_of(sides.begin(), sides.end(), [&](const Comparison& side) {
        return outside_range(Proof{{side}, {}}, column, bound);
      });
    };
    return outside_range(proof, column, bound) ||
           std::any_of(proof.either.begin(), proof.either.end(), every_side_is_outside);
  }
  if (bound.strategy != PartitionBound::Strategy::list) return false;
  return std::any_of(proof.known.begin(), proof.known.end(), [&](const Comparison& c) {
    return c.column == column && (c.op == Operator::equal || c.op == Operator::in_list) &&
           std::none_of(c.constants.begin(), c.constants.end(), [&](const std::string& each) {
             return std::find(bound.values.begin(), bound.values.end(), each) != bound.values.end();
           });
  });
}

}  // namespace godwit::postgres
