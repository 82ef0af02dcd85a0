#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <godwit/ir/known.h>

namespace godwit::postgres {

enum class ValueKind : std::uint8_t { unknown, null, text, integer, boolean, list };

/// What code knows of a value before it runs.
struct Value {
  ValueKind kind = ValueKind::unknown;
  std::string text;         ///< of an unknown: what is known of its text, with `<unknown>` for the rest
  std::int64_t number = 0;  ///< of a boolean: 0 or 1
  std::vector<Value> items;

  [[nodiscard]] static Value unknown(std::string_view shown = "<unknown>") {
    return {ValueKind::unknown, std::string(shown), 0, {}};
  }
  [[nodiscard]] static Value null() { return {ValueKind::null, "", 0, {}}; }
  [[nodiscard]] static Value of(std::string text) { return {ValueKind::text, std::move(text), 0, {}}; }
  [[nodiscard]] static Value of(std::int64_t number) { return {ValueKind::integer, "", number, {}}; }
  [[nodiscard]] static Value of(bool truth) { return {ValueKind::boolean, "", truth ? 1 : 0, {}}; }

  [[nodiscard]] bool is(ValueKind other) const { return kind == other; }
  /// One value that is there and can be written down.
  [[nodiscard]] bool plain() const {
    return kind == ValueKind::text || kind == ValueKind::integer || kind == ValueKind::boolean;
  }
};

/// As a cast to text writes it; what is not known as `<unknown>`, NULL as nothing.
[[nodiscard]] std::string shown(const Value& value);
/// The value as one of a type, by the server's own name of it (`int4`); unknown where that would need the server.
[[nodiscard]] Value cast(const Value& value, std::string_view type);
/// Whether a condition holds: NULL does not.
[[nodiscard]] Known truth(const Value& value);
/// Whether two values are equal; NULL where either is.
[[nodiscard]] Value equal(const Value& a, const Value& b);

/// `format()` with %s, %I, %L and positions; unknown for what it does not know.
[[nodiscard]] Value format_text(const std::vector<Value>& arguments);
/// A function of PostgreSQL that gives the same answer everywhere, such as quote_ident(); unknown for all others.
[[nodiscard]] Value call_builtin(std::string_view function, const std::vector<Value>& arguments);

}  // namespace godwit::postgres
