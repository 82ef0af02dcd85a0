#include "dialects/postgres/functions.h"

#include <algorithm>

namespace godwit::postgres {
namespace {

constexpr FunctionRow rows[] = {
#include "postgres_functions.inc"
};

static_assert(std::ranges::is_sorted(rows, {}, &FunctionRow::name));

}  // namespace

std::span<const FunctionRow> own_functions(std::string_view name) {
  const auto found = std::ranges::equal_range(rows, name, {}, &FunctionRow::name);
  return {found.begin(), found.end()};
}

int function_since(std::string_view name) {
  const std::span<const FunctionRow> found = own_functions(name);
  return found.empty() ? 0 : found.front().since;
}

}  // namespace godwit::postgres
