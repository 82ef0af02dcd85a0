#include "dialects/postgres/loss.h"

#include <array>
#include <climits>
#include <optional>
#include <string_view>

namespace godwit::postgres {

namespace {

struct Rank {
  std::string_view type;
  int rank;
};

template <std::size_t n>
std::optional<int> rank(const std::array<Rank, n>& ranks, std::string_view type) {
  for (const Rank& row : ranks)
    if (row.type == type) return row.rank;
  return std::nullopt;
}

constexpr std::array<Rank, 3> integers{{{"int2", 2}, {"int4", 4}, {"int8", 8}}};
constexpr std::array<Rank, 3> fractions{{{"float4", 1}, {"float8", 2}, {"numeric", 3}}};
constexpr std::array<Rank, 3> texts{{{"bpchar", 1}, {"varchar", 1}, {"text", 1}}};
constexpr std::array<Rank, 2> bits{{{"bit", 1}, {"varbit", 1}}};
constexpr std::array<Rank, 4> clocks{{{"timestamp", 1}, {"timestamptz", 1}, {"time", 2}, {"timetz", 2}}};

/// The limit in parentheses; a type without one takes any length, `char` and `bit` alone take one.
int length(const Type& type) {
  if (!type.modifiers.empty()) return type.modifiers.front();
  return type.name == "bpchar" || type.name == "bit" ? 1 : INT_MAX;
}

Loss integer_loss(const Type& from, const Type& to) {
  const auto target = rank(integers, to.name);
  if (!target) return Loss::none;
  if (const auto source = rank(integers, from.name)) return *target < *source ? Loss::fails : Loss::none;
  return rank(fractions, from.name) ? Loss::rounds : Loss::none;
}

Loss numeric_loss(const Type& from, const Type& to) {
  if (from.name == "float8" && to.name == "float4") return Loss::rounds;
  if (to.name != "numeric" || to.modifiers.empty() || from.name != "numeric") return Loss::none;
  if (from.modifiers.empty()) return Loss::rounds;
  const auto scale = [](const Type& type) { return type.modifiers.size() > 1 ? type.modifiers[1] : 0; };
  if (scale(to) < scale(from)) return Loss::rounds;
  return to.modifiers[0] - scale(to) < from.modifiers[0] - scale(from) ? Loss::fails : Loss::none;
}

Loss clock_loss(const Type& from, const Type& to) {
  const auto source = rank(clocks, from.name);
  if (!source) return Loss::none;
  if (to.name == "date") return *source == 1 ? Loss::rounds : Loss::none;
  const auto target = rank(clocks, to.name);
  if (!target) return Loss::none;
  constexpr int finest = 6;
  const auto precision = [](const Type& type) { return type.modifiers.empty() ? finest : type.modifiers.front(); };
  return *target > *source || precision(to) < precision(from) ? Loss::rounds : Loss::none;
}

Loss length_loss(const Type& from, const Type& to) {
  const bool both_texts = rank(texts, from.name) && rank(texts, to.name);
  const bool both_bits = rank(bits, from.name) && rank(bits, to.name);
  return (both_texts || both_bits) && length(to) < length(from) ? Loss::fails : Loss::none;
}

}  // namespace

Loss loss(const Type& from, const Type& to) {
  if (from.dimensions != to.dimensions) return Loss::none;
  for (const auto kind : {integer_loss, numeric_loss, clock_loss, length_loss})
    if (const Loss found = kind(from, to); found != Loss::none) return found;
  return Loss::none;
}

}  // namespace godwit::postgres
