#include "dialects/postgres/volatility.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace godwit::postgres {
namespace {

// PostgreSQL's own VOLATILE functions that a default or a check can call, and those of pgcrypto, uuid-ossp and
// pg_uuidv7.
constexpr std::array<std::string_view, 36> volatile_functions{"clock_timestamp",
                                                              "currval",
                                                              "gen_random_bytes",
                                                              "gen_random_uuid",
                                                              "gen_salt",
                                                              "lastval",
                                                              "lo_create",
                                                              "lo_creat",
                                                              "lo_import",
                                                              "lo_unlink",
                                                              "nextval",
                                                              "normal_rand",
                                                              "pg_advisory_lock",
                                                              "pg_advisory_unlock",
                                                              "pg_advisory_xact_lock",
                                                              "pg_notify",
                                                              "pg_sleep",
                                                              "pg_terminate_backend",
                                                              "pg_try_advisory_lock",
                                                              "random",
                                                              "random_normal",
                                                              "set_config",
                                                              "setseed",
                                                              "setval",
                                                              "timeofday",
                                                              "uuid_generate_v1",
                                                              "uuid_generate_v1mc",
                                                              "uuid_generate_v4",
                                                              "uuid_generate_v6",
                                                              "uuid_generate_v7",
                                                              "uuid_v4",
                                                              "uuid_v7",
                                                              "uuidv4",
                                                              "uuidv7",
                                                              "dblink",
                                                              "dblink_exec"};

// The STABLE and IMMUTABLE ones that defaults are made of. What is in neither list and not in the history is unknown.
constexpr std::array<std::string_view, 94> calm_functions{"abs",
                                                          "age",
                                                          "array_append",
                                                          "array_cat",
                                                          "array_fill",
                                                          "array_length",
                                                          "array_position",
                                                          "array_remove",
                                                          "array_to_json",
                                                          "array_to_string",
                                                          "ascii",
                                                          "btrim",
                                                          "cardinality",
                                                          "ceil",
                                                          "ceiling",
                                                          "char_length",
                                                          "chr",
                                                          "concat",
                                                          "concat_ws",
                                                          "convert_from",
                                                          "convert_to",
                                                          "current_database",
                                                          "current_schema",
                                                          "current_setting",
                                                          "current_user",
                                                          "date",
                                                          "date_part",
                                                          "date_trunc",
                                                          "daterange",
                                                          "decode",
                                                          "digest",
                                                          "div",
                                                          "encode",
                                                          "exp",
                                                          "extract",
                                                          "floor",
                                                          "format",
                                                          "hstore",
                                                          "initcap",
                                                          "int4range",
                                                          "int8range",
                                                          "json_build_array",
                                                          "json_build_object",
                                                          "jsonb_build_array",
                                                          "jsonb_build_object",
                                                          "jsonb_set",
                                                          "justify_interval",
                                                          "left",
                                                          "length",
                                                          "ln",
                                                          "log",
                                                          "lower",
                                                          "lpad",
                                                          "ltrim",
                                                          "make_date",
                                                          "make_interval",
                                                          "make_timestamp",
                                                          "make_timestamptz",
                                                          "md5",
                                                          "mod",
                                                          "now",
                                                          "numrange",
                                                          "overlay",
                                                          "point",
                                                          "position",
                                                          "power",
                                                          "quote_literal",
                                                          "regexp_replace",
                                                          "repeat",
                                                          "replace",
                                                          "reverse",
                                                          "right",
                                                          "round",
                                                          "row_to_json",
                                                          "rpad",
                                                          "rtrim",
                                                          "setweight",
                                                          "sha256",
                                                          "split_part",
                                                          "statement_timestamp",
                                                          "string_to_array",
                                                          "strpos",
                                                          "substr",
                                                          "substring",
                                                          "timezone",
                                                          "to_char",
                                                          "to_json",
                                                          "to_jsonb",
                                                          "to_timestamp",
                                                          "to_tsvector",
                                                          "transaction_timestamp",
                                                          "trim",
                                                          "trunc",
                                                          "upper"};

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
  if (in(volatile_functions, call.function.name)) return Known::yes;
  return in(calm_functions, call.function.name) ? Known::no : Known::unknown;
}

}  // namespace

Known is_volatile(const Expression& expression, const World& world) {
  return volatile_calls(expression.calls, world, 0);
}

}  // namespace godwit::postgres
