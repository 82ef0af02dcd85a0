#pragma once

#include <span>
#include <string>
#include <string_view>

/// PostgreSQL's own functions. Source: functions.tsv, from pg_proc of 13 to 18.
namespace godwit::postgres {

struct FunctionRow {
  std::string_view name;
  char volatility;              ///< as in pg_proc: i immutable, s stable, v volatile
  int since;                    ///< the first version that has it; 0: 13 or older
  std::string_view arguments;   ///< types, where overloads differ in volatility; else one row stands for all
};

/// The rows of a function; none where PostgreSQL itself has none of that name.
[[nodiscard]] std::span<const FunctionRow> own_functions(std::string_view name);
/// The first version that has a function of that name; 0 where 13 has, and where none has.
[[nodiscard]] int function_since(std::string_view name);

}  // namespace godwit::postgres
