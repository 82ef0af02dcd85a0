#include "dialects/postgres/volatility.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "dialects/postgres/functions.h"

namespace godwit::postgres {
namespace {

// VOLATILE functions of pgcrypto, uuid-ossp, pg_uuidv7, tablefunc and dblink. PostgreSQL's own stand in functions.tsv;
// what is in neither and not in the history is unknown.
constexpr std::array<std::string_view, 15> volatile_of_extensions{
    "gen_random_bytes", "gen_salt",         "normal_rand",      "uuid_generate_v1", "uuid_generate_v1mc",
    "uuid_generate_v4", "uuid_generate_v6", "uuid_generate_v7", "uuid_v4",          "uuid_v7",
    "uuidv4",           "uuidv7",           "dblink",           "dblink_exec",      "pgp_sym_encrypt"};

// And their calm ones that defaults are made of.
constexpr std::array<std::string_view, 3> calm_of_extensions{"digest", "hstore", "citext"};

template <std::size_t n>
bool in(const std::array<std::string_view, n>& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

Known volatile_call(const Call& call, const World& world, int depth);

Known volatile_calls(const std::vector<Call>& calls, const World& world, int depth) {
  Known out = Known::no;
  for (const Call& call : calls) out = std::max(out, volatile_call(call, world, depth));
  return out;
}

Known volatile_function(const CreateFunction& function, const World& world, int depth) {
  if (function.volatility == Volatility::volatile_ || function.volatility == Volatility::unknown) {
    // An SQL function of one expression is inlined: what counts is what it is made of.
    if (function.language == "sql" && function.body_is_expression && depth < 8)
      return volatile_calls(function.body_calls, world, depth + 1);
    return Known::yes;
  }
  return Known::no;
}

Known volatile_call(const Call& call, const World& world, int depth) {
  const auto functions = world.catalog.find_functions(call.function);
  if (!functions.empty()) {
    Known out = Known::no;
    for (const CatalogFunction* each : functions) out = std::max(out, volatile_function(each->written, world, depth));
    return out;
  }
  if (in(volatile_of_extensions, call.function.name)) return Known::yes;
  if (in(calm_of_extensions, call.function.name)) return Known::no;
  const std::span<const FunctionRow> own = own_functions(call.function.name);
  // `timezone` has a volatile overload that hardly anyone calls: a single calm one decides.
  const bool is_volatile = std::all_of(own.begin(), own.end(), [](const FunctionRow& row) { return row.volatility == 'v'; });
  return own.empty() ? Known::unknown : known(is_volatile);
}

}  // namespace

Known is_volatile(const Expression& expression, const World& world) {
  return volatile_calls(expression.calls, world, 0);
}

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    out.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// Whether the overload may be the one that is called: as many arguments, and one of a time zone where a column is.
bool may_be_called(const FunctionRow& row, const Call& call, bool zoned) {
  if (row.arguments.empty()) return true;
  const std::vector<std::string> types = words_of(row.arguments);
  const bool takes_zoned = std::find(types.begin(), types.end(), "timestamptz") != types.end();
  return types.size() == call.arguments.size() && takes_zoned == zoned;
}

/// Whether the columns are all known; and whether one of them is a moment in a time zone.
bool knows_columns(const Expression& expression, const Relation& table, bool& zoned) {
  for (const std::string& name : expression.columns) {
    const CatalogColumn* column = table.column(name);
    if (!column || column->type.name.empty()) return false;
    zoned = zoned || column->type.name == "timestamptz";
  }
  return true;
}

bool changes(const Call& call, const Relation& table, const Expression& expression, const World& world) {
  const auto functions = world.catalog.find_functions(call.function);
  if (!functions.empty())
    return std::all_of(functions.begin(), functions.end(), [](const CatalogFunction* each) {
      return each->written.volatility != Volatility::immutable && each->written.language != "sql";
    });
  bool zoned = false;
  if (!call.function.schema.empty() || !knows_columns(expression, table, zoned)) return false;
  std::size_t possible = 0, changing = 0;
  for (const FunctionRow& row : own_functions(call.function.name))
    if (may_be_called(row, call, zoned)) {
      ++possible;
      changing += row.volatility != 'i';
    }
  return possible > 0 && possible == changing;
}

/// A moment in a time zone becomes a day or a time only by the session's zone.
bool changing_cast(const Expression& expression, const Relation& table) {
  if (!expression.calls.empty() || expression.columns.size() != 1 || expression.casts.size() != 1) return false;
  const CatalogColumn* column = table.column(expression.columns.front());
  constexpr std::array<std::string_view, 6> by_zone{"date", "time", "timestamp", "text", "varchar", "timetz"};
  return column && column->type.name == "timestamptz" && in(by_zone, expression.casts.front().name);
}

}  // namespace

std::string changing_part(const Expression& expression, const Relation& table, const World& world) {
  for (const Call& call : expression.calls)
    if (changes(call, table, expression, world)) return "`" + call.function.name + "`";
  return changing_cast(expression, table) ? "the cast `" + expression.text + "`" : "";
}

}  // namespace godwit::postgres
